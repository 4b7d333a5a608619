import Glibc

/// Every column that vectors summarise, by name.
struct ColumnValues: Sendable {
    private let columns: [String: FrameColumn]

    init(_ features: FrameFeatures, adding others: [FrameColumn] = []) {
        var all = features.namedColumns + others
        for coefficient in 0..<FrameFeatures.mfccCount {
            all.append(
                FrameColumn("mfcc_delta_\(coefficient)") { Deltas.slopes(features.mfccColumn(coefficient)) })
            all.append(
                FrameColumn("mfcc_delta2_\(coefficient)") {
                    Deltas.curvatures(features.mfccColumn(coefficient))
                })
        }
        let (harmonic, percussive) = (features.harmonicEnergy, features.percussiveEnergy)
        all.append(
            FrameColumn("harmonic_share") {
                zip(harmonic, percussive).map { $0 + $1 > 0 ? $0 / ($0 + $1) : 0.5 }
            })
        all.append(FrameColumn("harmonic_level") { harmonic.map(Self.level) })
        all.append(FrameColumn("percussive_level") { percussive.map(Self.level) })
        columns = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    }

    /// Parseval: the one-sided energy of a frame under a Hann window, whose mean square is 3/8, back to a level.
    private static func level(_ energy: Float) -> Float {
        let length = Float(AnalysisFrame.length)
        return (2 * energy / (length * length * 0.375)).squareRoot()
    }

    /// Summaries of a column over the whole track and over some ranges of it.
    func summaries(_ column: FeatureColumn, in ranges: [Range<Int>]) -> (ColumnSummary, [ColumnSummary]) {
        let values = columns[column.name]?.values ?? []
        return (
            ColumnSummary(values, sorting: column.needsSorting), ranges.map { ColumnSummary(values[$0]) }
        )
    }
}
