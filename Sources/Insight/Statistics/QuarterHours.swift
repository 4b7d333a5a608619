/// Counts by kind of event and by quarter of an hour, which every time zone's hours are made of.
struct QuarterHours: Sendable {
    static let milliseconds: Int64 = 900_000
    /// From 1900 to 2200: what lies outside is a mistake and counts for no hour.
    private static let sensible: Range<Int64> = -2_454_000..<8_064_000
    /// Six weeks of quarters lie together; those in which nothing was done take no memory.
    private static let pageSize: Int64 = 4_096
    /// Kinds from here on are counted together, as kind 0.
    private static let kindCount = 4

    private typealias Counts = InlineArray<4, UInt32>

    private var pages = [[Counts]](
        repeating: [], count: Int((sensible.upperBound - sensible.lowerBound) / pageSize) + 1)

    /// - Parameter kind: that of an event: 1 play, 2 skip, 3 like.
    @inline(__always)
    mutating func count(_ timeMs: Int64, kind: Int = 1) {
        let (quotient, remainder) = timeMs.quotientAndRemainder(dividingBy: Self.milliseconds)
        let quarter = remainder < 0 ? quotient - 1 : quotient
        guard Self.sensible.contains(quarter) else { return }
        let place = Int(quarter - Self.sensible.lowerBound)
        let page = place / Int(Self.pageSize)
        if pages[page].isEmpty {
            pages[page] = [Counts](repeating: Counts(repeating: 0), count: Int(Self.pageSize))
        }
        pages[page][place % Int(Self.pageSize)][kind < Self.kindCount ? kind : 0] += 1
    }

    /// Calls `body` with the first millisecond of each quarter that has any of a kind, in order.
    func forEach(kind: Int = 1, _ body: (_ startMs: Int64, _ count: Int) -> Void) {
        for (number, page) in pages.enumerated() {
            let start = Self.sensible.lowerBound + Int64(number) * Self.pageSize
            for (place, counts) in page.enumerated() where counts[kind] > 0 {
                body((start + Int64(place)) * Self.milliseconds, Int(counts[kind]))
            }
        }
    }
}
