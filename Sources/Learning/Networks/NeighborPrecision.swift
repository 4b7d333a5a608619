/// How many of the nearest neighbours share a label: what an embedding is for.
package enum NeighborPrecision {
    private static let chunkSize = 256

    /// The mean share of the `count` nearest others (by cosine) that have the label of the row; rows whose label is
    /// alone, or negative (unknown), do not count. With `queries` only those rows are asked, among all. O(rows²·columns).
    package static func measure(
        _ table: VectorTable, labels: [Int], count: Int = 10, queries: Set<Int>? = nil
    ) -> Double? {
        precondition(count > 0, "neighbours are asked for")
        return mean(table, labels, queries) { row, scores in
            let nearest = Self.nearest(scores, to: row, count: count)
            return Double(nearest.count { labels[$0] == labels[row] }) / Double(max(1, nearest.count))
        }
    }

    /// How far nearer rows of one label are than others, in deviations of the similarity to others. It tells apart what
    /// comes to the same precision, as in a small library where all kin are among the nearest.
    package static func separation(
        _ table: VectorTable, labels: [Int], queries: Set<Int>? = nil
    ) -> Double? {
        mean(table, labels, queries) { row, scores in
            var (kin, others, squares, kinCount, otherCount) = (0.0, 0.0, 0.0, 0, 0)
            for (index, score) in scores.enumerated() where index != row {
                let score = Double(score)
                if labels[index] == labels[row] {
                    kin += score
                    kinCount += 1
                } else {
                    others += score
                    squares += score * score
                    otherCount += 1
                }
            }
            guard otherCount > 0 else { return 0 }
            let middle = others / Double(otherCount)
            let variance = max(1e-12, squares / Double(otherCount) - middle * middle)
            return (kin / Double(kinCount) - middle) / variance.squareRoot()
        }
    }

    /// The mean over the rows that are asked of what `value` makes of their similarity to each row.
    private static func mean(
        _ table: VectorTable, _ labels: [Int], _ queries: Set<Int>?, _ value: (Int, [Float]) -> Double
    ) -> Double? {
        precondition(labels.count == table.rows, "each row has a label")
        var sizes: [Int: Int] = [:]
        for label in labels where label >= 0 { sizes[label, default: 0] += 1 }
        let units = unitRows(table)
        var (sum, asked) = (0.0, 0)
        for start in stride(from: 0, to: table.rows, by: chunkSize) {
            let rows = start..<min(table.rows, start + chunkSize)
            let chunk = Array(units[rows.lowerBound * table.columns..<rows.upperBound * table.columns])
            let scores = MatrixProduct.multiply(
                chunk, units, rightOrientation: .transposed, rows: rows.count, inner: table.columns,
                columns: table.rows)
            for row in rows where (sizes[labels[row]] ?? 0) > 1 && queries?.contains(row) != false {
                sum += value(
                    row, Array(scores[(row - start) * table.rows..<(row - start + 1) * table.rows]))
                asked += 1
            }
        }
        return asked > 0 ? sum / Double(asked) : nil
    }

    private static func nearest(_ scores: [Float], to row: Int, count: Int) -> [Int] {
        var best: [(index: Int, score: Float)] = []
        for (index, score) in scores.enumerated() where index != row {
            if best.count == count, let last = best.last, score <= last.score { continue }
            let place = best.firstIndex { $0.score < score } ?? best.count
            best.insert((index, score), at: place)
            if best.count > count { best.removeLast() }
        }
        return best.map(\.index)
    }

    private static func unitRows(_ table: VectorTable) -> [Float] {
        var units = table.values
        for start in stride(from: 0, to: units.count, by: table.columns) {
            var sum: Float = 1e-12
            for place in start..<start + table.columns { sum += units[place] * units[place] }
            let length = sum.squareRoot()
            for place in start..<start + table.columns { units[place] /= length }
        }
        return units
    }
}
