import CatalogCore
import CatalogStore

/// Counts by day, week or month on the clock of the wall, whichever gives a line that can be read.
struct Timeline: Sendable {
    enum Step: String, Sendable { case day, week, month }

    struct Entry: Sendable {
        /// The first day, counted from 1970.
        let day: Int64
        var plays = 0
        var skips = 0
        var likes = 0
        var discoveries = 0

        var skipRate: Double? { plays + skips > 0 ? Double(skips) / Double(plays + skips) : nil }
        var discovery: Double? { plays > 0 ? Double(discoveries) / Double(plays) : nil }
    }

    let step: Step
    /// In order, without gaps.
    let entries: [Entry]
    /// Plays and skips by weekday (0 Monday) and hour: `hours[weekday * 24 + hour]`.
    let hours: [Int]

    private static let dayLimit: Int64 = 62
    private static let weekLimit: Int64 = 730
    /// More steps than this are no line any more.
    private static let entryLimit = 4_000

    init(_ tally: ListeningTally, discoveries: QuarterHours, offsetMs: (Int64) -> Int64) {
        var days: [Int64: Entry] = [:]
        var hours = [Int](repeating: 0, count: 7 * 24)
        func place(_ startMs: Int64) -> (day: Int64, hour: Int) {
            let (day, rest) = CivilDay.split(milliseconds: startMs + offsetMs(startMs))
            return (day, Int(rest / 3_600_000))
        }
        tally.quarters.forEach(kind: EventKind.play.code) { start, count in
            let (day, hour) = place(start)
            days[day, default: Entry(day: day)].plays += count
            hours[CivilDay.weekday(ofNumber: day) * 24 + hour] += count
        }
        tally.quarters.forEach(kind: EventKind.skip.code) { start, count in
            let (day, hour) = place(start)
            days[day, default: Entry(day: day)].skips += count
            hours[CivilDay.weekday(ofNumber: day) * 24 + hour] += count
        }
        tally.quarters.forEach(kind: EventKind.like.code) { start, count in
            let day = place(start).day
            days[day, default: Entry(day: day)].likes += count
        }
        discoveries.forEach { start, count in
            let day = place(start).day
            days[day, default: Entry(day: day)].discoveries += count
        }
        self.hours = hours
        let (first, last) = (days.keys.min() ?? 0, days.keys.max() ?? -1)
        let span = last - first + 1
        let step: Step = span <= Self.dayLimit ? .day : span <= Self.weekLimit ? .week : .month
        self.step = step
        entries = Self.entries(of: days, from: first, through: last, step: step)
    }

    private static func entries(
        of days: [Int64: Entry], from first: Int64, through last: Int64, step: Step
    ) -> [Entry] {
        var sums: [Int64: Entry] = [:]
        for entry in days.values {
            let start = Self.start(of: entry.day, step: step)
            sums[start, default: Entry(day: start)].add(entry)
        }
        var entries: [Entry] = []
        var day = start(of: first, step: step)
        while day <= last, entries.count < entryLimit {
            entries.append(sums[day] ?? Entry(day: day))
            day = next(after: day, step: step)
        }
        return entries
    }

    private static func start(of day: Int64, step: Step) -> Int64 {
        switch step {
        case .day: return day
        case .week: return day - Int64(CivilDay.weekday(ofNumber: day))
        case .month:
            let date = CivilDay(number: day)
            return CivilDay(year: date.year, month: date.month, day: 1).number
        }
    }

    private static func next(after day: Int64, step: Step) -> Int64 {
        switch step {
        case .day: return day + 1
        case .week: return day + 7
        case .month:
            let date = CivilDay(number: day)
            return CivilDay(
                year: date.month == 12 ? date.year + 1 : date.year, month: date.month % 12 + 1, day: 1
            ).number
        }
    }
}

extension Timeline.Entry {
    fileprivate mutating func add(_ other: Timeline.Entry) {
        plays += other.plays
        skips += other.skips
        likes += other.likes
        discoveries += other.discoveries
    }
}
