/// A mean under way.
struct MeanValue: Sendable {
    private var sum = 0.0
    private(set) var count = 0

    /// Nil for none.
    var mean: Double? { count > 0 ? sum / Double(count) : nil }

    @inline(__always)
    mutating func add(_ value: Double) {
        guard !value.isNaN else { return }
        sum += value
        count += 1
    }

    @inline(__always)
    mutating func add(_ value: Float) { add(Double(value)) }
}
