/// How well tracks' genres were told, on tracks that the network did not see.
package struct GenreMetrics: Sendable, Equatable, Codable {
    private static let binCount = 10

    package let tracks: Int
    package let accuracy: Double
    package let topThreeAccuracy: Double
    /// The mean over confidence bins of |accuracy − confidence|, by their share; Guo et al. 2017.
    package let calibrationError: Double
    /// Rows are the truth, columns the answer.
    package let confusion: [[Int]]

    /// `probabilities` has one row a track.
    package init(probabilities: VectorTable, labels: [Int]) {
        precondition(probabilities.rows == labels.count && !labels.isEmpty, "each track has a label")
        let classes = probabilities.columns
        var confusion = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
        var (right, inThree) = (0, 0)
        var bins = [(count: Int, right: Int, confidence: Double)](
            repeating: (0, 0, 0), count: GenreMetrics.binCount)
        for (row, label) in labels.enumerated() {
            let line = Array(probabilities.row(row))
            let order = line.indices.sorted { line[$0] != line[$1] ? line[$0] > line[$1] : $0 < $1 }
            confusion[label][order[0]] += 1
            if order[0] == label { right += 1 }
            if order.prefix(3).contains(label) { inThree += 1 }
            let confidence = Double(line[order[0]])
            let bin = min(GenreMetrics.binCount - 1, Int(confidence * Double(GenreMetrics.binCount)))
            bins[bin].count += 1
            bins[bin].right += order[0] == label ? 1 : 0
            bins[bin].confidence += confidence
        }
        let count = Double(labels.count)
        tracks = labels.count
        accuracy = Double(right) / count
        topThreeAccuracy = Double(inThree) / count
        calibrationError = bins.reduce(0) { $0 + abs(Double($1.right) - $1.confidence) } / count
        self.confusion = confusion
    }
}
