import Glibc

/// How alike the columns of a table move.
package struct CorrelationMatrix: Sendable {
    package enum Method: String, Sendable, CaseIterable {
        /// Of the values; Pearson, 1895.
        case pearson
        /// Of their ranks; Spearman, 1904.
        case spearman
    }

    package let count: Int
    /// `count × count`; zero beside a constant column.
    package let values: [Double]

    package subscript(row: Int, column: Int) -> Double { values[row * count + column] }

    package init(of table: VectorTable, method: Method = .pearson) {
        let (width, rows) = (table.columns, table.rows)
        // Column by column, each with mean zero and length one, so that a correlation is a product.
        let columns = (0..<width).map { column -> [Double] in
            let own = table.column(column)
            return Self.unit(method == .pearson ? own.map { Double($0) } : Self.ranks(own))
        }
        var values = [Double](repeating: 0, count: width * width)
        for first in 0..<width {
            values[first * width + first] = 1
            for second in (first + 1)..<max(width, first + 1) {
                var sum = 0.0
                for row in 0..<rows { sum += columns[first][row] * columns[second][row] }
                values[first * width + second] = min(1, max(-1, sum))
                values[second * width + first] = values[first * width + second]
            }
        }
        count = width
        self.values = values
    }

    /// Columns that say the same, with either sign, lie beside each other.
    package var clusteredOrder: [Int] {
        guard count > 1 else { return Array(0..<count) }
        return AverageLinkage(distances: values.map { 1 - abs($0) }, count: count).order
    }

    private static func unit(_ values: [Double]) -> [Double] {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        let centred = values.map { $0 - mean }
        let length = centred.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // What rounding leaves of a constant is nothing.
        let least = 1e-9 * max(1e-30, abs(mean)) * Double(values.count).squareRoot()
        return length > least ? centred.map { $0 / length } : values.map { _ in 0 }
    }

    /// Equals share the mean of their ranks.
    private static func ranks(_ values: [Float]) -> [Double] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var ranks = [Double](repeating: 0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count && values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end - 1) / 2 }
            start = end
        }
        return ranks
    }
}
