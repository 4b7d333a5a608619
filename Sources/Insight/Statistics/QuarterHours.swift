/// Counts by quarter of an hour, which every time zone's hours are made of.
struct QuarterHours: Sendable {
    static let milliseconds: Int64 = 900_000
    /// From 1900 to 2200: what lies outside is a mistake and counts for no hour.
    private static let sensible: Range<Int64> = -2_454_000..<8_064_000
    /// Room that is made at once, in quarters: about a year.
    private static let growth: Int64 = 35_040

    private(set) var counts: [UInt32] = []
    private var first: Int64 = 0

    @inline(__always)
    mutating func count(_ timeMs: Int64) {
        let (quotient, remainder) = timeMs.quotientAndRemainder(dividingBy: Self.milliseconds)
        let quarter = remainder < 0 ? quotient - 1 : quotient
        let place = quarter &- first
        if place < 0 || place >= Int64(counts.count) {
            guard Self.sensible.contains(quarter) else { return }
            makeRoom(for: quarter)
        }
        counts[Int(quarter - first)] += 1
    }

    private mutating func makeRoom(for quarter: Int64) {
        if counts.isEmpty {
            first = quarter
            counts = [UInt32](repeating: 0, count: Int(Self.growth))
        } else if quarter < first {
            let added = first - quarter + Self.growth
            counts.insert(contentsOf: repeatElement(0, count: Int(added)), at: 0)
            first -= added
        } else {
            let added = quarter - first - Int64(counts.count) + Self.growth
            counts.append(contentsOf: repeatElement(0, count: Int(added)))
        }
    }

    /// Calls `body` with the first millisecond of each quarter that has any, in order.
    func forEach(_ body: (_ startMs: Int64, _ count: Int) -> Void) {
        for (place, count) in counts.enumerated() where count > 0 {
            body((first + Int64(place)) * Self.milliseconds, Int(count))
        }
    }
}
