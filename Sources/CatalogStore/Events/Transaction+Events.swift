import CatalogCore
import SQLite

extension Transaction {
    /// Adds an event to the log, unless it is there already.
    package func add(_ event: NewEvent) throws -> EventOutcome {
        var opinions = PendingOpinions()
        let outcome = try append(event, to: &opinions)
        try write(opinions)
        return outcome
    }

    /// Adds many events; their order is kept, those that are there already are left out.
    package func add(_ events: [NewEvent]) throws -> [EventOutcome] {
        var opinions = PendingOpinions()
        var outcomes: [EventOutcome] = []
        outcomes.reserveCapacity(events.count)
        for event in events { outcomes.append(try append(event, to: &opinions)) }
        try write(opinions)
        return outcomes
    }

    /// Takes an event back by adding a removal; the event itself stays in the log.
    package func undo(
        _ id: EventID, at time: Timestamp, source: String? = nil, idempotencyKey: String? = nil
    ) throws -> EventOutcome {
        guard let event = try event(id) else { throw CatalogError(.notFound, "there is no event \(id)") }
        guard event.kind != .removal else {
            throw CatalogError(.invalid, "event \(id) is itself a removal: send the event anew instead")
        }
        let subject: NewEvent.Subject
        if let track = event.track {
            subject = .track(track)
        } else if let reference = event.reference {
            subject = .reference(reference)
        } else {
            throw CatalogError(.damaged, "event \(id) is about nothing: run `catalog check`")
        }
        var removal = NewEvent(user: event.user, subject: subject, kind: .removal, time: time)
        removal.removed = id
        removal.source = source
        removal.idempotencyKey = idempotencyKey
        return try add(removal)
    }

    /// Takes back what a user said of a track (its like, dislike or ban; its rating), if anything.
    package func undoStance(of user: UserID, on track: TrackID, at time: Timestamp) throws -> EventOutcome? {
        guard let word = try opinion(of: user, on: track)?.stance else { return nil }
        return try undo(word.event, at: time)
    }

    package func undoRating(of user: UserID, on track: TrackID, at time: Timestamp) throws -> EventOutcome? {
        guard let word = try opinion(of: user, on: track)?.rating else { return nil }
        return try undo(word.event, at: time)
    }

    /// Derives all opinions anew; returns how many there are.
    package func rebuildOpinions() throws -> Int {
        try execute(OpinionStatement.deleteAll)
        var count = 0
        try forEachDerivedOpinion { opinion in
            try write(opinion)
            count += 1
        }
        touch(.event)
        return count
    }

    /// Derives the opinion of one user on one track anew.
    func refreshOpinion(of user: UserID, on track: TrackID) throws {
        try write(derivedOpinion(of: user, on: track))
    }

    // MARK: One event

    private func append(_ event: NewEvent, to opinions: inout PendingOpinions) throws -> EventOutcome {
        try validate(event)
        let (track, reference) = try subject(of: event)
        var event = event
        // The events of one user, track, kind and moment; more is a client that counts wrongly.
        for _ in 0..<Self.namesakeEventLimit {
            try insert(event, track: track, reference: reference)
            if connection.changeCount > 0 {
                let id = EventID(connection.lastInsertedID)
                if let track { try opinions.include(event, id: id, track: track, transaction: self) }
                touch(.event)
                return .added(id)
            }
            if let known = try repetition(of: &event, track: track, reference: reference) {
                return .repeated(known)
            }
        }
        throw CatalogError(.invalid, "too many events of one kind, track and moment")
    }

    private func insert(_ event: NewEvent, track: TrackID?, reference: Int64?) throws {
        let source = try event.source.map { try self.source(named: $0) }
        let statement = try connection.statement(EventStatement.insert.rawValue)
        statement.bind(event.user.rawValue, at: 1)
        track.bind(to: statement, at: 2)
        reference.bind(to: statement, at: 3)
        statement.bind(Int64(event.kind.code), at: 4)
        statement.bind(event.time.milliseconds, at: 5)
        statement.bind(Int64(event.sequence), at: 6)
        event.playedMs.bind(to: statement, at: 7)
        event.totalMs.bind(to: statement, at: 8)
        event.rating.bind(to: statement, at: 9)
        event.removed.bind(to: statement, at: 10)
        source.bind(to: statement, at: 11)
        event.session.bind(to: statement, at: 12)
        event.context.bind(to: statement, at: 13)
        event.idempotencyKey.bind(to: statement, at: 14)
        while try statement.step() != nil {}
    }

    /// The event that this one repeats; where it only shares their moment, it gets the next sequence number instead.
    private func repetition(of event: inout NewEvent, track: TrackID?, reference: Int64?) throws -> EventID? {
        if let key = event.idempotencyKey,
            let id = try first(EventStatement.byIdempotency, event.user, key, read: { $0.int64(0) })
        {
            return EventID(id)
        }
        if let removed = event.removed, let id = try removal(of: removed) { return id }
        let statement = track == nil ? EventStatement.namesakesUnresolved : .namesakes
        let namesakes = try all(
            statement, event.user, track?.rawValue ?? reference, event.time, event.kind.code
        ) { row in
            (
                id: EventID(row.int64(0)), sequence: row.int(1), rating: row.optionalDouble(2),
                isKeyed: !row.isNull(3)
            )
        }
        let isHeard = event.kind == .play || event.kind == .skip
        for other in namesakes {
            // A play at one moment is one play; an opinion is the same one where neither side has another name for it.
            let isSameRating = other.rating == event.rating
            let isUnnamed = event.idempotencyKey == nil || !other.isKeyed
            if isHeard || (event.kind != .removal && isSameRating && isUnnamed) { return other.id }
        }
        event.sequence = (namesakes.last?.sequence ?? 0) + 1
        return nil
    }

    private func validate(_ event: NewEvent) throws {
        if event.kind == .rating {
            guard let rating = event.rating, rating >= 0.5, rating <= 5, (rating * 2).rounded() == rating * 2
            else {
                throw CatalogError(.invalid, "a rating is 0.5 to 5.0 in half steps")
            }
        } else if event.rating != nil {
            throw CatalogError(.invalid, "only an event of kind `rating` has a rating")
        }
        guard (event.kind == .removal) == (event.removed != nil) else {
            throw CatalogError(.invalid, "a removal names the event that it takes back")
        }
        guard event.playedMs ?? 0 >= 0, event.totalMs ?? 0 >= 0 else {
            throw CatalogError(.invalid, "played and total time are not negative")
        }
        for text in [event.source, event.session, event.context, event.idempotencyKey] {
            guard text?.utf8.count ?? 0 <= Self.eventTextLimit else {
                throw CatalogError(
                    .invalid, "a text of an event is at most \(Self.eventTextLimit) bytes long")
            }
        }
    }

    private func source(named name: String) throws -> Int64 {
        if let id = known.sources[name] { return id }
        let inserted = try change(EventStatement.insertSource, name)
        guard let id = try inserted ?? first(EventStatement.sourceByName, name, read: { $0.int64(0) }) else {
            throw CatalogError(.invalid, "an event's source has a name")
        }
        known.keep(source: name, id: id)
        return id
    }

    private func write(_ pending: PendingOpinions) throws {
        for change in pending.sorted { try write(change.opinion, with: change.isWhole ? .write : .merge) }
    }

    private func write(_ opinion: Opinion, with text: OpinionStatement = .write) throws {
        guard !opinion.isEmpty else {
            return try execute(OpinionStatement.delete, opinion.user, opinion.track)
        }
        let statement = try connection.statement(text.rawValue)
        statement.bind(opinion.user.rawValue, at: 1)
        statement.bind(opinion.track.rawValue, at: 2)
        (opinion.stance?.value.rawValue).bind(to: statement, at: 3)
        (opinion.stance?.event).bind(to: statement, at: 4)
        (opinion.stance?.time).bind(to: statement, at: 5)
        (opinion.rating?.value).bind(to: statement, at: 6)
        (opinion.rating?.event).bind(to: statement, at: 7)
        (opinion.rating?.time).bind(to: statement, at: 8)
        statement.bind(Int64(opinion.playCount), at: 9)
        statement.bind(Int64(opinion.skipCount), at: 10)
        statement.bind(Int64(opinion.playedMs), at: 11)
        opinion.lastHeard.bind(to: statement, at: 12)
        while try statement.step() != nil {}
    }

    /// How many events of one user, track, kind and moment there can be.
    private static let namesakeEventLimit = 1_000
    /// How long a session, context, source or key may be.
    package static let eventTextLimit = 4_096
}
