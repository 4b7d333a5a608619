import CatalogCore
import CatalogStore

/// What people play, skip, like and rate.
enum FeedbackRoutes {
    private static let event = Parameter<EventID>.path("event", .id, "the event's number")
    private static let key = Parameter<String?>.optional(
        "Idempotency-Key", in: .header, .text(1...200),
        "the client's own name for what is sent: sent twice, it counts once")
    private static let stance = Parameter<OpinionStance?>.optional(
        "stance", .choice, "which opinions; all, and ratings, where it is not given")

    private enum OpinionStance: String, CaseIterable {
        case like, dislike, ban

        var stance: Stance {
            switch self {
            case .like: .like
            case .dislike: .dislike
            case .ban: .ban
            }
        }
    }

    /// A clock may be a little wrong; one that is far ahead would have the last word for as long.
    private static let aheadMsMax: Int64 = 86_400_000
    /// 1900.
    private static let earliestMs: Int64 = -2_208_988_800_000

    static let all: [Route] = [
        Route(
            "POST", "/v1/feedback", "addFeedback", .people, .feedback, "say what somebody did with a track",
            detail:
                "Answered when it is on disk. The track is one of the catalog by its number, or any by its words.",
            parameters: [key], body: .json(FeedbackAnswer.newEvent),
            answers: [.ok(FeedbackAnswer.outcome, "It is kept")],
            problems: [.notFound, .conflict, .notUnderstood]
        ) { call in
            if let key = call[key], let other = call.body["key"]?.text, key != other {
                throw Problem(
                    .invalidParameter, "`Idempotency-Key` and the body's `key` differ: give the event one.")
            }
            let outcome = try add([call.body], key: call[key], call)[0]
            return Reply(content: .json(FeedbackAnswer.json(outcome)))
        },
        Route(
            "POST", "/v1/feedback/batch", "addFeedbackBatch", .people, .feedback,
            "say what was done with many tracks",
            detail: "All of it is kept, or none where one event is refused.",
            parameters: [key],
            body: .json(
                .object([
                    .always(
                        "events", .list(FeedbackAnswer.newEvent, countMax: ServiceLimits.feedbackBatchMax))
                ])),
            answers: [
                .ok(
                    ListAnswer.whole(FeedbackAnswer.outcome, countMax: ServiceLimits.feedbackBatchMax),
                    "All is kept; what became of each, in order")
            ], problems: [.notFound, .conflict, .notUnderstood]
        ) { call in
            guard case .array(let events) = call.body["events"] else { return ListAnswer.whole([]) }
            return ListAnswer.whole(try add(events, key: call[key], call).map(FeedbackAnswer.json))
        },
        Route(
            "GET", "/v1/users/{user}/feedback", "listFeedback", .people, .read,
            "list what somebody did, newest first",
            parameters: [UserRoutes.user, ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: FeedbackAnswer.event), "A page of events")]
        ) { call in
            try call.catalog.read { snapshot in
                let user = try UserRoutes.known(call[UserRoutes.user], call, in: snapshot)
                let last = try PageCursor.moment(call).map { (time: $0.time, id: EventID($0.number)) }
                let events = try snapshot.events(
                    of: user.id, before: last, limit: call[ListAnswer.limit] + 1)
                return ListAnswer.page(events, limit: call[ListAnswer.limit], json: FeedbackAnswer.json) {
                    PageCursor.text($0.time, $0.id.rawValue)
                }
            }
        },
        Route(
            "DELETE", "/v1/users/{user}/feedback/{event}", "undoFeedback", .people, .feedback,
            "take back what somebody did", detail: "The event stays in the log, with its removal.",
            parameters: [UserRoutes.user, event],
            answers: [.ok(FeedbackAnswer.outcome, "The removal is kept")], problems: [.notUnderstood]
        ) { call in
            try call.caller.require(call[UserRoutes.user])
            let outcomes = try call.service.writeFeedback { transaction in
                guard let known = try transaction.event(call[event]), known.user == call[UserRoutes.user]
                else {
                    throw Problem.notFound("event \(call[event]) of this user")
                }
                return ([known.user], [try transaction.undo(known.id, at: call.now, source: source)])
            }
            return Reply(content: .json(FeedbackAnswer.json(outcomes[0])))
        },
        Route(
            "GET", "/v1/users/{user}/opinions", "listOpinions", .people, .read,
            "list what somebody likes, dislikes, never wants to hear again, or rated",
            detail: "Those of one stance newest first; all opinions by the number of the track.",
            parameters: [UserRoutes.user, stance, ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: FeedbackAnswer.opinion), "A page of opinions")]
        ) { call in
            let limit = call[ListAnswer.limit]
            return try call.catalog.read { snapshot in
                let user = try UserRoutes.known(call[UserRoutes.user], call, in: snapshot)
                guard let stance = call[stance]?.stance else {
                    let after = call[PageCursor.parameter]?.first.map { TrackID($0) }
                    let opinions = try snapshot.opinionsSaid(by: user.id, after: after, limit: limit + 1)
                    return ListAnswer.page(opinions, limit: limit, json: FeedbackAnswer.json) {
                        PageCursor.text($0.track.rawValue)
                    }
                }
                let last = try PageCursor.moment(call).map { (time: $0.time, track: TrackID($0.number)) }
                let opinions = try snapshot.opinions(of: user.id, with: stance, after: last, limit: limit + 1)
                return ListAnswer.page(opinions, limit: limit, json: FeedbackAnswer.json) {
                    PageCursor.text($0.stance?.time ?? Timestamp(milliseconds: 0), $0.track.rawValue)
                }
            }
        },
        Route(
            "GET", "/v1/users/{user}/opinions/{track}", "getOpinion", .people, .read,
            "show what somebody thinks of a track",
            parameters: [UserRoutes.user, TrackRoutes.track],
            answers: [.ok(FeedbackAnswer.opinion, "The opinion; empty where they never met it")]
        ) { call in
            try call.catalog.read { snapshot in
                let user = try UserRoutes.known(call[UserRoutes.user], call, in: snapshot)
                let track = try TrackRoutes.known(call[TrackRoutes.track], in: snapshot)
                let opinion = try snapshot.opinion(of: user.id, on: track.id)
                return Reply(
                    content: .json(FeedbackAnswer.json(opinion ?? Opinion(user: user.id, track: track.id))))
            }
        },
    ]

    /// What events are said to come from that do not say it themselves.
    private static let source = "service"

    private static func add(_ bodies: [JSONValue], key: String?, _ call: Call) throws -> [EventOutcome] {
        let now = call.now
        return try call.service.writeFeedback { transaction in
            let events = try bodies.enumerated().map { place, body in
                // Of several events each has the name of all with its place.
                let key = key.map { bodies.count > 1 ? "\($0)#\(place)" : $0 }
                return try event(of: body, key: key, now, call, in: transaction)
            }
            let outcomes = try transaction.add(events)
            for (event, outcome) in zip(events, outcomes) where !outcome.isAdded {
                guard let key = event.idempotencyKey, let known = try transaction.event(outcome.id),
                    !isSame(event, known)
                else { continue }
                throw Problem(
                    .conflict,
                    "The key `\(key)` is that of another event, \(known.id). Give each event a key of its own."
                )
            }
            return (events.map(\.user), outcomes)
        }
    }

    /// Whether an event was sent once more. Its time may be another: a client that gives none leaves it to the service.
    private static func isSame(_ event: NewEvent, _ known: Event) -> Bool {
        guard event.kind == known.kind, event.rating == known.rating, event.playedMs == known.playedMs,
            event.totalMs == known.totalMs
        else { return false }
        switch event.subject {
        case .track(let track): return known.track == track
        // Words may have led to a track since.
        case .reference(let words): return known.track != nil || known.reference == words
        }
    }

    private static func event(
        of body: JSONValue, key: String?, _ now: Timestamp, _ call: Call, in catalog: some CatalogReading
    ) throws -> NewEvent {
        let user = try user(of: body, call, in: catalog)
        let entry = try FeedbackEntry(user: "-") { field in
            switch field {
            case .user: nil
            case .time: body[field.rawValue] ?? .string(now.description)
            case .source: body[field.rawValue] ?? .string(source)
            case .key: body[field.rawValue] ?? key.map(JSONValue.string)
            default: body[field.rawValue]
            }
        }
        guard entry.time.milliseconds <= now.milliseconds + aheadMsMax else {
            throw Problem(
                .notUnderstood,
                "`time` is \(entry.time), more than a day ahead of the service. Set the clock right, or leave it out."
            )
        }
        guard entry.time.milliseconds >= earliestMs else {
            throw Problem(
                .notUnderstood,
                "`time` is \(entry.time), before anybody listened. Set the clock right, or leave it out.")
        }
        if case .track(let track) = entry.subject { _ = try TrackRoutes.known(track, in: catalog) }
        return entry.event(of: user)
    }

    /// Whose event it is: of the user it names, else of the token's.
    private static func user(of body: JSONValue, _ call: Call, in catalog: some CatalogReading) throws
        -> UserID
    {
        var numbered: UserID?
        if case .integer(let id)? = body["user_id"] {
            numbered = try UserRoutes.known(UserID(id), call, in: catalog).id
        }
        if let name = body["user"]?.text {
            guard let user = try catalog.user(named: name), call.caller.mayActFor(user.id) else {
                throw Problem(.notFound, "There is nobody of this name that the caller speaks for.")
            }
            guard numbered == nil || numbered == user.id else {
                throw Problem(.notUnderstood, "`user_id` and `user` are two people: name one.")
            }
            return user.id
        }
        if let numbered { return numbered }
        guard let own = call.caller.user else {
            throw Problem(.notUnderstood, "Say whose it is: the body needs user_id or user.")
        }
        return own
    }
}
