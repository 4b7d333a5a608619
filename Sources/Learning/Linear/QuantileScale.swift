/// Where a value lies among those of its column, from −√3 to √3: a skewed column becomes an even one.
///
/// Linear between the quantiles of the rows it was made of; the scale gives even values a deviation of one.
package struct QuantileScale: Sendable, Equatable, Codable {
    private static let knotCount = 65
    private static let width: Float = 1.7320508

    /// Rising quantiles of each column.
    package let knots: [[Float]]

    package init(of table: VectorTable) {
        knots = (0..<table.columns).map { column in
            let sorted = table.column(column).sorted()
            guard !sorted.isEmpty else { return [0] }
            return (0..<QuantileScale.knotCount).map { knot in
                sorted[knot * (sorted.count - 1) / (QuantileScale.knotCount - 1)]
            }
        }
    }

    init(knots: [[Float]]) { self.knots = knots }

    package func apply(to table: VectorTable) -> VectorTable {
        precondition(table.columns == knots.count, "a table has the columns of its scale")
        var values = table.values
        for start in stride(from: 0, to: values.count, by: knots.count) {
            for column in knots.indices {
                values[start + column] = QuantileScale.place(values[start + column], in: knots[column])
            }
        }
        return VectorTable(columns: table.columns, values: values)
    }

    /// The value that lies at each place; places beyond the ends are the ends.
    package func undo(_ table: VectorTable) -> VectorTable {
        precondition(table.columns == knots.count, "a table has the columns of its scale")
        var values = table.values
        for start in stride(from: 0, to: values.count, by: knots.count) {
            for column in knots.indices {
                let own = knots[column]
                let place = (values[start + column] / QuantileScale.width + 1) / 2 * Float(own.count - 1)
                let position = min(Float(own.count - 1), max(0, place))
                let below = min(own.count - 1, Int(position))
                let above = min(own.count - 1, below + 1)
                values[start + column] = own[below] + (position - Float(below)) * (own[above] - own[below])
            }
        }
        return VectorTable(columns: table.columns, values: values)
    }

    /// The mean of the places before and after all equal knots, so that a value that is common lies in their middle.
    private static func place(_ value: Float, in knots: [Float]) -> Float {
        guard knots.count > 1, let first = knots.first, let last = knots.last, first < last else { return 0 }
        if value < first { return -width }
        if value > last { return width }
        let below = firstIndex(in: knots) { $0 >= value }
        let above = firstIndex(in: knots) { $0 > value }
        var position = Float(below + above - 1) / 2
        if below == above, below > 0 {
            position = Float(below - 1) + (value - knots[below - 1]) / (knots[below] - knots[below - 1])
        }
        return (2 * position / Float(knots.count - 1) - 1) * width
    }

    private static func firstIndex(in knots: [Float], where isPast: (Float) -> Bool) -> Int {
        var (low, high) = (0, knots.count)
        while low < high {
            let middle = (low + high) / 2
            if isPast(knots[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    var isSound: Bool { knots.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isFinite) } }
}
