import CFFTW
import CSignal
import Synchronization

/// Magnitudes of frames of 2,048 samples under a Hann window, transformed in double precision.
///
/// librosa multiplies by a window of doubles and therefore transforms doubles. In single precision the empty regions of
/// a spectrum fill with rounding noise, which moves spectral contrast by percents where a codec left silence.
/// One value serves one thread at a time; the plan is shared.
package final class MagnitudeTransform {
    private let window: UnsafeMutablePointer<Double>
    private let windowed: UnsafeMutablePointer<Double>
    private let spectrum: UnsafeMutablePointer<Double>
    private let plan: fftw_plan
    private static let length = AnalysisFrame.length
    private static let spectrumCount = 2 * AnalysisFrame.binCount

    /// The address of the plan, made once under the lock and never destroyed.
    private static let sharedPlan = Mutex<UInt>(0)

    package init() {
        window = Self.doubles(Self.length)
        windowed = Self.doubles(Self.length)
        spectrum = Self.doubles(Self.spectrumCount)
        for (index, value) in WindowFunction.preciseHann(Self.length).enumerated() { window[index] = value }
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftw_complex.self)
        let signal = windowed
        let address = Self.sharedPlan.withLock { known in
            if known == 0 {
                known = UInt(
                    bitPattern: fftw_plan_dft_r2c_1d(Int32(Self.length), signal, bins, UInt32(FFTW_ESTIMATE)))
            }
            return known
        }
        guard let plan = fftw_plan(bitPattern: address) else {
            preconditionFailure("FFTW plans any transform")
        }
        self.plan = plan
    }

    deinit {
        fftw_free(window)
        fftw_free(windowed)
        fftw_free(spectrum)
    }

    /// Writes the magnitudes of the bins of one frame.
    package func transform(_ samples: UnsafePointer<Float>, into magnitudes: UnsafeMutablePointer<Float>) {
        catalog_multiply_precise(samples, window, Self.length, windowed)
        let bins = UnsafeMutableRawPointer(spectrum).assumingMemoryBound(to: fftw_complex.self)
        fftw_execute_dft_r2c(plan, windowed, bins)
        catalog_magnitudes_precise(spectrum, AnalysisFrame.binCount, magnitudes)
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
