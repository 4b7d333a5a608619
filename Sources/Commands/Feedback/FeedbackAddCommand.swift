import CatalogCore
import CatalogStore

/// `catalog feedback add`
enum FeedbackAddCommand: Command {
    static let user = Operand.required(.text("USER"), "who it is from")
    static let kind = Operand.required(
        ValueKind<FeedbackKind>.choice("KIND"), "what was done: play, skip, like, dislike, ban or rating")
    static let track = Operand.required(.text("TRACK"), "the track's number or name (`Artist - Title`)")
    static let rating = Option.optional(
        "stars", short: "s", .number("STARS", in: 0.5...5), "for a rating: half to five stars, in halves")
    static let played = Option.optional("played", .length(), "how long it played: seconds, or 3:25")
    static let total = Option.optional("total", .length(), "how long the track is; else as the catalog knows")
    static let time = Option.optional("at", .time(), "when it was; else now")
    static let source = Option.assumed(
        "source", .text("NAME"), "command line", "the program that it comes from")
    static let session = Option.optional("session", .text("TEXT"), "which sitting it belongs to")
    static let context = Option.optional(
        "context", .text("TEXT"), "what it was played from: a playlist, a radio")
    static let key = Option.optional("key", .text("TEXT"), "a name of yours: sent twice, it counts once")

    static let declaration = CommandDeclaration(
        "feedback add", .feedback, "say what a person did with a track",
        detail: "When the command has ended, the event is on disk.",
        operands: [user, kind, track],
        options: [rating, played, total, time, source, session, context, key],
        examples: [
            CommandExample("catalog feedback add mira like 'Björk - Jóga'", "Mira likes the track."),
            CommandExample(
                "catalog feedback add mira rating 217 --stars 4.5",
                "She gives track 217 four stars and a half."),
            CommandExample(
                "catalog feedback add mira skip 217 --played 0:12", "She skipped it after twelve seconds."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let kind = invocation[kind].event
        guard (kind == .rating) == (invocation[rating] != nil) else {
            throw UsageError(
                problem: kind == .rating
                    ? "A rating needs its stars: --stars 4.5." : "--stars is for ratings only.",
                path: declaration.path)
        }
        let now = invocation.now
        let added = try invocation.openCatalog().write { try add(kind, invocation, to: $0, at: now) }
        var record = Record()
        record.append("id", .id(added.outcome.id.rawValue))
        record.append("is_new", .flag(added.outcome.isAdded))
        record.append("user", .text(added.person.name))
        record.append("kind", .text(kind.rawValue))
        record.append("track_id", .id(added.track.id.rawValue))
        let what = "\(added.person.name): \(kind.rawValue) \(added.track.artist) - \(added.track.title)"
        let note = added.outcome.isAdded ? "" : "; it was there already"
        try invocation.output.done("\(what) (event \(added.outcome.id)\(note)).", record)
        return .complete
    }

    private struct Added {
        let outcome: EventOutcome
        let person: User
        let track: Track
    }

    private static func add(
        _ kind: EventKind, _ invocation: Invocation, to transaction: Transaction, at now: Timestamp
    ) throws -> Added {
        let person = try UserChooser.user(named: invocation[user], in: transaction)
        let track = try MusicChooser.track(invocation[track], in: transaction)
        var event = NewEvent(user: person.id, track: track.id, kind: kind, time: invocation[time] ?? now)
        event.rating = invocation[rating]
        event.playedMs = invocation[played].map { Int($0) }
        event.totalMs = invocation[total].map { Int($0) } ?? track.durationMs
        event.source = invocation[source]
        event.session = invocation[session]
        event.context = invocation[context]
        event.idempotencyKey = invocation[key]
        return Added(outcome: try transaction.add(event), person: person, track: track)
    }
}
