import CatalogCore
import CatalogStore

/// Events and opinions as requests and answers show them.
enum FeedbackAnswer {
    private static let kinds = EventKind.allCases.filter { $0 != .removal }.map(\.rawValue)
    private static let textMax = 1_000

    static let newEvent = Schema.named(
        "NewFeedback",
        .object([
            .optional("user_id", .identifier, "whose; else the token's user"),
            .optional("user", .text(1...200), "the same by name"),
            .always("kind", .choice(kinds)),
            .optional("time", .time, "else now; at most a day ahead of the service"),
            .optional("track_id", .identifier, "a track of the catalog; else the words below"),
            .optional("artist", .text(0...textMax)), .optional("title", .text(1...textMax)),
            .optional("album", .text(0...textMax)), .optional("duration_seconds", .number(0...1e6)),
            .optional("provider", .text(0...100), "who gave external_id"),
            .optional("external_id", .text(0...200)),
            .optional("rating", .number(0.5...5), "in half steps; for the kind `rating`"),
            .optional("played_seconds", .number(0...1e6)), .optional("total_seconds", .number(0...1e6)),
            .optional("source", .text(1...100)), .optional("session", .text(0...200)),
            .optional("context", .text(0...textMax)),
            .optional(
                "key", .text(1...200),
                "the client's own name for the event: sent twice, it counts once; another event is refused it"
            ),
        ]))

    static let outcome = Schema.named(
        "FeedbackOutcome",
        .object([
            .always("event_id", .identifier), .always("is_repeated", .flag, "it was in the log already"),
        ]))

    static let event = Schema.named(
        "Event",
        .object([
            .always("id", .identifier), .known("track_id", .identifier),
            .always("kind", .choice(EventKind.allCases.map(\.rawValue))), .always("time", .words),
            .known("artist", .words, "of a track that is not here"),
            .known("title", .words, "of a track that is not here"),
            .known("rating", .number(0.5...5)), .known("played_seconds", .number(0...1e10)),
            .known("total_seconds", .number(0...1e10)),
            .known("removed_id", .identifier, "what a removal takes back"),
            .known("source", .words), .known("session", .words), .known("context", .words),
            .known("key", .words),
        ]))

    static let opinion = Schema.named(
        "Opinion",
        .object([
            .always("track_id", .identifier), .known("stance", .choice(Stance.allCases.map(\.name))),
            .known("stance_event_id", .identifier, "to take it back"),
            .known("rating", .number(0.5...5)), .known("rating_event_id", .identifier, "to take it back"),
            .always("play_count", .count), .always("skip_count", .count), .known("last_heard", .words),
        ]))

    static func json(_ outcome: EventOutcome) -> JSONValue {
        .object([("event_id", outcome.id.json), ("is_repeated", .bool(!outcome.isAdded))])
    }

    static func json(_ event: Event) -> JSONValue {
        .object([
            ("id", event.id.json), ("track_id", (event.track?.rawValue).json),
            ("kind", .string(event.kind.rawValue)), ("time", event.time.json),
            ("artist", (event.reference?.artist).json), ("title", (event.reference?.title).json),
            ("rating", event.rating.json),
            ("played_seconds", event.playedMs.map { Double($0) / 1_000 }.json),
            ("total_seconds", event.totalMs.map { Double($0) / 1_000 }.json),
            ("removed_id", (event.removed?.rawValue).json), ("source", event.source.json),
            ("session", event.session.json), ("context", event.context.json),
            ("key", event.idempotencyKey.json),
        ])
    }

    static func json(_ opinion: Opinion) -> JSONValue {
        .object([
            ("track_id", opinion.track.json), ("stance", (opinion.stance?.value.name).json),
            ("stance_event_id", (opinion.stance?.event.rawValue).json),
            ("rating", (opinion.rating?.value).json),
            ("rating_event_id", (opinion.rating?.event.rawValue).json),
            ("play_count", .integer(Int64(opinion.playCount))),
            ("skip_count", .integer(Int64(opinion.skipCount))), ("last_heard", opinion.lastHeard.json),
        ])
    }
}
