import Glibc

/// Windows of the frames of a signal.
package enum WindowFunction {
    /// The periodic Hann window, 0.5 − 0.5·cos(2πi/n): the one for spectra.
    package static func periodicHann(_ length: Int) -> [Float] { preciseHann(length).map { Float($0) } }

    /// The same, not rounded to single precision.
    package static func preciseHann(_ length: Int) -> [Double] {
        (0..<length).map { 0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(length)) }
    }

    /// The symmetric Hann window, 0.5 − 0.5·cos(2πi/(n−1)): the one for smoothing.
    package static func symmetricHann(_ length: Int) -> [Double] {
        length == 1
            ? [1] : (0..<length).map { 0.5 - 0.5 * cos(2 * Double.pi * Double($0) / Double(length - 1)) }
    }
}
