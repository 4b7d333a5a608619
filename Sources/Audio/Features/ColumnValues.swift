import Glibc

/// The values of every column that vectors summarise, by name; computed once for a track.
struct ColumnValues: Sendable {
    private(set) var columns: [String: [Float]] = [:]

    init(_ features: FrameFeatures, adding others: [String: [Float]] = [:]) {
        for (name, values) in features.namedColumns { columns[name] = values }
        for coefficient in 0..<FrameFeatures.mfccCount {
            let values = columns["mfcc_\(coefficient)"] ?? []
            columns["mfcc_delta_\(coefficient)"] = Deltas.slopes(values)
            columns["mfcc_delta2_\(coefficient)"] = Deltas.curvatures(values)
        }
        columns["harmonic_share"] = zip(features.harmonicEnergy, features.percussiveEnergy).map {
            harmonic, percussive in
            let total = harmonic + percussive
            return total > 0 ? harmonic / total : 0.5
        }
        columns["harmonic_level"] = features.harmonicEnergy.map(Self.level)
        columns["percussive_level"] = features.percussiveEnergy.map(Self.level)
        columns.merge(others) { _, new in new }
    }

    /// Parseval: the one-sided energy of a frame under a Hann window, whose mean square is 3/8, back to a level.
    private static func level(_ energy: Float) -> Float {
        let length = Float(AnalysisFrame.length)
        return (2 * energy / (length * length * 0.375)).squareRoot()
    }

    func summary(_ column: FeatureColumn) -> ColumnSummary {
        ColumnSummary(columns[column.name] ?? [], sorting: column.needsSorting)
    }

    func summary(_ column: FeatureColumn, in frames: Range<Int>) -> ColumnSummary {
        ColumnSummary((columns[column.name] ?? [])[frames])
    }
}
