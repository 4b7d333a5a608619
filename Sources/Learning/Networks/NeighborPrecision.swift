/// How many of the nearest neighbours share a label: what an embedding is for.
package enum NeighborPrecision {
    private static let chunkSize = 256

    /// The mean share of the `count` nearest others (by cosine) that have the label of the row; rows whose label is
    /// alone, or negative (unknown), do not count. With `queries` only those rows are asked, among all. O(rows²·columns).
    package static func measure(
        _ table: VectorTable, labels: [Int], count: Int = 10, queries: Set<Int>? = nil
    ) -> Double? {
        precondition(labels.count == table.rows && count > 0, "each row has a label")
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
                let line = scores[(row - start) * table.rows..<(row - start + 1) * table.rows]
                let nearest = Self.nearest(Array(line), to: row, count: count)
                sum += Double(nearest.count { labels[$0] == labels[row] }) / Double(max(1, nearest.count))
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
