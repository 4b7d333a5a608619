import CFFTW
import Synchronization

/// The discrete Fourier transform of real signals of one length, single precision.
///
/// Plans are made under one lock and kept for each length; running one is free of locks. They are FFTW's estimated
/// plans: measured ones would be a fifth faster, but depend on how busy the machine was, and so would the last bits.
///
/// A spectrum is interleaved: `real₀ imaginary₀ real₁ imaginary₁ …`, `binCount` pairs.
package final class FourierTransform: @unchecked Sendable {
    // Unchecked, because plans are opaque pointers. They are written once, before the value is shared, and FFTW's
    // new-array execute calls are the ones that it documents as safe to run on one plan from many threads.
    private let forwardPlan: fftwf_plan
    private let inversePlan: fftwf_plan
    package let length: Int

    /// Bins from 0 to Nyquist, both included.
    package var binCount: Int { length / 2 + 1 }
    /// Floats of one spectrum.
    package var spectrumCount: Int { 2 * binCount }

    private static let plans = Mutex<[Int: FourierTransform]>([:])
    /// The longest transform that plans are made for: 2²⁴ floats take 64 MB.
    package static let longestLength = 1 << 24

    /// The transform of a length, planned on first use.
    package static func ofLength(_ length: Int) -> FourierTransform {
        precondition(length > 0 && length <= longestLength, "a transform has between 1 and 2^24 points")
        return plans.withLock { plans in
            if let known = plans[length] { return known }
            let made = FourierTransform(length: length)
            plans[length] = made
            return made
        }
    }

    private init(length: Int) {
        self.length = length
        let signal = AlignedBuffer(count: length)
        let spectrum = AlignedBuffer(count: 2 * (length / 2 + 1))
        let bins = UnsafeMutableRawPointer(spectrum.floats).assumingMemoryBound(to: fftwf_complex.self)
        let forward = fftwf_plan_dft_r2c_1d(Int32(length), signal.floats, bins, Self.flags)
        let inverse = fftwf_plan_dft_c2r_1d(Int32(length), bins, signal.floats, Self.flags)
        guard let forward, let inverse else { preconditionFailure("FFTW plans any real transform") }
        forwardPlan = forward
        inversePlan = inverse
    }

    private static let flags = UInt32(FFTW_ESTIMATE)

    /// Writes `spectrumCount` floats; leaves the `length` floats of the signal as they are.
    package func forward(_ signal: UnsafeMutablePointer<Float>, into spectrum: UnsafeMutablePointer<Float>) {
        precondition(
            Self.isAligned(signal) && Self.isAligned(spectrum), "buffers are aligned (AlignedBuffer)")
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftwf_complex.self)
        fftwf_execute_dft_r2c(forwardPlan, signal, bins)
    }

    /// Writes `length` floats, `length` times the original; destroys the spectrum.
    package func inverse(_ spectrum: UnsafeMutablePointer<Float>, into signal: UnsafeMutablePointer<Float>) {
        precondition(
            Self.isAligned(signal) && Self.isAligned(spectrum), "buffers are aligned (AlignedBuffer)")
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftwf_complex.self)
        fftwf_execute_dft_c2r(inversePlan, bins, signal)
    }

    /// Whether a plan may run on a buffer: plans are made for 16-byte boundaries, as `AlignedBuffer` gives.
    private static func isAligned(_ pointer: UnsafeMutablePointer<Float>) -> Bool {
        UInt(bitPattern: pointer) % 16 == 0
    }
}
