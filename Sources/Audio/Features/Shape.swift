import CSignal
import Glibc

/// The shapes of sixteen spectra, in the units of the features.
struct Shape {
    private let shape: catalog_shape

    init(_ shape: catalog_shape) { self.shape = shape }

    func centroidHz(_ lane: Int) -> Float { value(\.centroid, lane) * Float(AnalysisFrame.binHz) }
    func bandwidthHz(_ lane: Int) -> Float { value(\.bandwidth, lane) * Float(AnalysisFrame.binHz) }
    func rolloffHz(_ lane: Int) -> Float { value(\.rolloff, lane) * Float(AnalysisFrame.binHz) }

    /// Geometric over arithmetic mean of the power, never above one.
    func flatness(_ lane: Int) -> Float {
        min(1, Float(exp(Double(value(\.mean_log_power, lane)))) / value(\.mean_power, lane))
    }

    private typealias Lanes = (
        Float, Float, Float, Float, Float, Float, Float, Float, Float, Float, Float, Float, Float, Float,
        Float, Float
    )

    private func value(_ path: KeyPath<catalog_shape, Lanes>, _ lane: Int) -> Float {
        withUnsafeBytes(of: shape[keyPath: path]) { $0.load(fromByteOffset: 4 * lane, as: Float.self) }
    }
}
