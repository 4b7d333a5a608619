import CatalogCore
import SQLite

extension CatalogReading {
    package func event(_ id: EventID) throws -> Event? {
        let found = try first(EventStatement.byID, id, read: eventWithReference(from:))
        return try found.map(complete)
    }

    /// A user's events, newest first, strictly between two times.
    package func events(
        of user: UserID, after: Timestamp? = nil, before: Timestamp? = nil, limit: Int
    ) throws -> [Event] {
        try all(
            EventStatement.ofUser, user, after?.milliseconds ?? .min, before?.milliseconds ?? .max, limit,
            read: eventWithReference(from:)
        ).map(complete)
    }

    /// A user's events, newest first, from where a page before ended.
    package func events(
        of user: UserID, before last: (time: Timestamp, id: EventID)?, limit: Int
    ) throws -> [Event] {
        try all(
            EventStatement.ofUserPage, user, last?.time.milliseconds ?? .max, last?.id.rawValue ?? .max,
            limit,
            read: eventWithReference(from:)
        ).map(complete)
    }

    /// The log in its own order; start with `nil`.
    package func events(after id: EventID?, limit: Int) throws -> [Event] {
        try all(EventStatement.after, id?.rawValue ?? 0, limit, read: eventWithReference(from:)).map(complete)
    }

    /// Calls `body` with every event of a known track after `id`, oldest entry first: for whoever learns from the log.
    package func forEachEvent(after id: EventID?, _ body: (LoggedEvent) throws -> Void) throws {
        try forEach(EventStatement.scan, id?.rawValue ?? 0) { row in
            if let event = loggedEvent(from: row) { try body(event) }
        }
    }

    /// Calls `body` with a user's events of known tracks, newest first: for whoever adds up what they like.
    package func forEachEvent(of user: UserID, limit: Int, _ body: (LoggedEvent) throws -> Void) throws {
        try forEach(EventStatement.scanOfUser, user, limit) { row in
            if let event = loggedEvent(from: row) { try body(event) }
        }
    }

    private func loggedEvent(from row: Row) -> LoggedEvent? {
        guard let kind = EventKind(code: row.int(3)) else { return nil }
        return LoggedEvent(
            id: EventID(row.int64(0)), user: UserID(row.int64(1)), track: TrackID(row.int64(2)), kind: kind,
            time: Timestamp(milliseconds: row.int64(4)), playedMs: row.optionalInt(5),
            totalMs: row.optionalInt(6), rating: row.optionalDouble(7),
            removed: row.optionalInt64(8).map { EventID($0) })
    }

    /// The last entry of the log, nil where it is empty.
    package func lastEventID() throws -> EventID? {
        let id = try first(EventStatement.lastID) { $0.int64(0) } ?? 0
        return id == 0 ? nil : EventID(id)
    }

    package func eventCount(of user: UserID) throws -> Int { try count(EventStatement.countOfUser, user) }

    /// The event that took this one back, if any did.
    package func removal(of event: EventID) throws -> EventID? {
        try first(EventStatement.removalOf, event) { EventID($0.int64(0)) }
    }

    /// Tracks that people speak of and that are not here, by title.
    package func openReferences(
        limit: Int, fromTitleKey key: String = ""
    ) throws -> [(id: Int64, reference: TrackReference)] {
        try all(EventStatement.referencesOpen, key, limit) { ($0.int64(0), reference(from: $0, at: 1)) }
    }

    func reference(_ id: Int64) throws -> TrackReference? {
        try first(EventStatement.referenceByID, id) { reference(from: $0, at: 0) }
    }

    func reference(from row: Row, at column: Int32) -> TrackReference {
        TrackReference(
            artist: row.string(column), title: row.string(column + 1), album: row.optionalString(column + 2),
            durationMs: row.optionalInt(column + 3),
            audioHash: row.optionalBytes(column + 4).map { Hexadecimal.encode($0) },
            provider: row.optionalString(column + 5), externalID: row.optionalString(column + 6))
    }

    private func complete(_ found: (event: Event, reference: Int64?)) throws -> Event {
        var event = found.event
        if let id = found.reference, event.track == nil {
            event.reference = try reference(id)
        }
        return event
    }

    private func eventWithReference(from row: Row) throws -> (event: Event, reference: Int64?) {
        guard let kind = EventKind(code: row.int(3)) else {
            throw CatalogError(.damaged, "event \(row.int64(0)) is of an unknown kind: run `catalog check`")
        }
        let event = Event(
            id: EventID(row.int64(0)), user: UserID(row.int64(1)),
            track: row.optionalInt64(2).map { TrackID($0) }, kind: kind,
            time: Timestamp(milliseconds: row.int64(4)), playedMs: row.optionalInt(5),
            totalMs: row.optionalInt(6),
            rating: row.optionalDouble(7), removed: row.optionalInt64(8).map { EventID($0) },
            source: row.optionalString(9), session: row.optionalString(10), context: row.optionalString(11),
            idempotencyKey: row.optionalString(12), reference: nil)
        return (event, row.optionalInt64(13))
    }
}
