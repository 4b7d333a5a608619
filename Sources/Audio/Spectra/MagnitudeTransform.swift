import CSignal

/// Magnitudes of frames of 2,048 samples under a Hann window, transformed in double precision.
///
/// librosa multiplies by a window of doubles and therefore transforms doubles. In single precision the empty regions of
/// a spectrum fill with rounding noise, which moves spectral contrast by percents where a codec left silence.
package final class MagnitudeTransform {
    private let transform = PreciseTransform(length: AnalysisFrame.length)
    private let window = WindowFunction.preciseHann(AnalysisFrame.length)

    package init() {}

    /// Writes the magnitudes of the bins of one frame.
    package func transform(_ samples: UnsafePointer<Float>, into magnitudes: UnsafeMutablePointer<Float>) {
        catalog_multiply_precise(samples, window, AnalysisFrame.length, transform.signal)
        transform.forward()
        catalog_magnitudes_precise(transform.spectrum, AnalysisFrame.binCount, magnitudes)
    }
}
