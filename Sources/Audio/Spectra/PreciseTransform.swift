import CFFTW
import Synchronization

/// The Fourier transform of real signals of one length in double precision, with its own work space.
///
/// One value serves one thread at a time; plans are made under one lock, once for each length, and shared.
package final class PreciseTransform {
    package let length: Int
    package var binCount: Int { length / 2 + 1 }
    /// What is transformed: `length` doubles.
    package let signal: UnsafeMutablePointer<Double>
    /// The result, interleaved: `2 · binCount` doubles.
    package let spectrum: UnsafeMutablePointer<Double>
    private let plan: Plan

    /// Unchecked, because a plan is an opaque pointer: it is constant, and FFTW documents its new-array execute calls
    /// as safe to run on one plan from many threads.
    private struct Plan: @unchecked Sendable {
        let forward: fftw_plan
        let inverse: fftw_plan
    }

    private static let plans = Mutex<[Int: Plan]>([:])

    package init(length: Int) {
        precondition(
            length > 0 && length <= FourierTransform.longestLength, "a transform has 1 to 2^24 points")
        let signal = Self.doubles(length)
        let spectrum = Self.doubles(2 * (length / 2 + 1))
        self.length = length
        self.signal = signal
        self.spectrum = spectrum
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftw_complex.self)
        plan = Self.plans.withLock { plans in
            if let known = plans[length] { return known }
            let flags = UInt32(FFTW_ESTIMATE)
            guard let forward = fftw_plan_dft_r2c_1d(Int32(length), signal, bins, flags),
                let inverse = fftw_plan_dft_c2r_1d(Int32(length), bins, signal, flags)
            else { preconditionFailure("FFTW plans any transform") }
            let made = Plan(forward: forward, inverse: inverse)
            plans[length] = made
            return made
        }
    }

    deinit {
        fftw_free(signal)
        fftw_free(spectrum)
    }

    /// From `signal` to `spectrum`.
    package func forward() {
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftw_complex.self)
        fftw_execute_dft_r2c(plan.forward, signal, bins)
    }

    /// From `spectrum`, which is destroyed, to `length` times `signal`.
    package func inverse() {
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftw_complex.self)
        fftw_execute_dft_c2r(plan.inverse, bins, signal)
    }

    private static func doubles(_ count: Int) -> UnsafeMutablePointer<Double> {
        let bytes = count * MemoryLayout<Double>.stride
        guard let memory = fftw_malloc(bytes) else {
            preconditionFailure("memory for \(bytes) bytes is there")
        }
        let doubles = memory.bindMemory(to: Double.self, capacity: count)
        doubles.initialize(repeating: 0, count: count)
        return doubles
    }
}
