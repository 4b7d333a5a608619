/// When a statement has to end.
final class Deadline {
    /// How many of SQLite's instructions pass between two looks at the clock.
    static let instructionsBetweenLooks: Int32 = 10_000

    private let end: ContinuousClock.Instant

    init(limitMs: Int) { end = .now + .milliseconds(limitMs) }

    var isOver: Bool { .now >= end }
}
