import CatalogCore
import SQLite

extension Transaction {
    /// Adds an event to the log, unless it is there already.
    package func add(_ event: NewEvent) throws -> EventOutcome { try add([event])[0] }

    /// Adds many events; those that are there already are left out. The outcomes are in the order of the events.
    package func add(_ events: [NewEvent]) throws -> [EventOutcome] {
        // They are read where they lie: a large import spent a tenth of its time copying them.
        try events.withUnsafeBufferPointer { try add($0) }
    }

    private func add(_ events: NewEvents) throws -> [EventOutcome] {
        for index in events.indices { try validate(events, index) }
        let subjects = try subjects(of: events)
        let insertion = try connection.statement(EventStatement.insert.rawValue)
        var outcomes = [EventOutcome?](repeating: nil, count: events.count)
        var added: [AddedEvent] = []
        added.reserveCapacity(events.count)
        var isAnyAdded = false
        for index in EventOrder.indices(of: events, about: subjects) {
            let outcome = try append(events, index, about: subjects[index], by: insertion)
            outcomes[index] = outcome
            guard case .added(let id) = outcome else { continue }
            isAnyAdded = true
            if let track = subjects[index].track {
                added.append(AddedEvent(user: events[index].user, track: track, id: id, index: index))
            }
        }
        if isAnyAdded { touch(.event) }
        added.sort(by: AddedEvent.precedes)
        try updateOpinions(by: added, of: events)
        return outcomes.compactMap(\.self)
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

    private typealias NewEvents = UnsafeBufferPointer<NewEvent>

    private func append(
        _ events: NewEvents, _ index: Int, about subject: EventSubject, by insertion: Statement
    ) throws -> EventOutcome {
        var sequence = events[index].sequence
        // The events of one user, track, kind and moment; more is a client that counts wrongly.
        for _ in 0..<Self.namesakeEventLimit {
            try insert(events, index, sequence: sequence, about: subject, by: insertion)
            if connection.changeCount > 0 { return .added(EventID(connection.lastInsertedID)) }
            switch try repetition(of: events[index], about: subject) {
            case .known(let id): return .repeated(id)
            case .namesake(let next): sequence = next
            }
        }
        throw CatalogError(.invalid, "too many events of one kind, track and moment")
    }

    private func insert(
        _ events: NewEvents, _ index: Int, sequence: Int, about subject: EventSubject, by statement: Statement
    ) throws {
        let source = try events[index].source.map { try self.source(named: $0) }
        statement.bind(events[index].user.rawValue, at: 1)
        statement.bind(subject.track?.rawValue, at: 2)
        statement.bind(subject.reference, at: 3)
        statement.bind(Int64(events[index].kind.code), at: 4)
        statement.bind(events[index].time.milliseconds, at: 5)
        statement.bind(Int64(sequence), at: 6)
        statement.bind(events[index].playedMs.map(Int64.init), at: 7)
        statement.bind(events[index].totalMs.map(Int64.init), at: 8)
        events[index].rating.bind(to: statement, at: 9)
        statement.bind(events[index].removed?.rawValue, at: 10)
        statement.bind(source, at: 11)
        events[index].session.bind(to: statement, at: 12)
        events[index].context.bind(to: statement, at: 13)
        events[index].idempotencyKey.bind(to: statement, at: 14)
        while try statement.step() != nil {}
    }

    /// What stands where an event was to go.
    private enum Obstacle {
        /// The event itself, told before.
        case known(EventID)
        /// Another one that only shares its moment; the event gets the next sequence number.
        case namesake(next: Int)
    }

    private func repetition(of event: NewEvent, about subject: EventSubject) throws -> Obstacle {
        if let key = event.idempotencyKey,
            let id = try first(EventStatement.byIdempotency, event.user, key, read: { $0.int64(0) })
        {
            return .known(EventID(id))
        }
        if let removed = event.removed, let id = try removal(of: removed) { return .known(id) }
        let namesakes = try all(
            EventStatement.namesakes, event.user, subject.code, event.time, event.kind.code
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
            if isHeard || (event.kind != .removal && isSameRating && isUnnamed) { return .known(other.id) }
        }
        return .namesake(next: (namesakes.last?.sequence ?? 0) + 1)
    }

    private func validate(_ events: NewEvents, _ index: Int) throws {
        let (kind, rating) = (events[index].kind, events[index].rating)
        if kind == .rating {
            guard let rating, rating >= 0.5, rating <= 5, (rating * 2).rounded() == rating * 2 else {
                throw CatalogError(.invalid, "a rating is 0.5 to 5.0 in half steps")
            }
        } else if rating != nil {
            throw CatalogError(.invalid, "only an event of kind `rating` has a rating")
        }
        guard (kind == .removal) == (events[index].removed != nil) else {
            throw CatalogError(.invalid, "a removal names the event that it takes back")
        }
        guard events[index].playedMs ?? 0 >= 0, events[index].totalMs ?? 0 >= 0 else {
            throw CatalogError(.invalid, "played and total time are not negative")
        }
        try validate(text: events[index].source)
        try validate(text: events[index].session)
        try validate(text: events[index].context)
        try validate(text: events[index].idempotencyKey)
    }

    private func validate(text: String?) throws {
        guard text?.utf8.count ?? 0 <= Self.eventTextLimit else {
            throw CatalogError(.invalid, "a text of an event is at most \(Self.eventTextLimit) bytes long")
        }
    }

    private func source(named name: String) throws -> Int64 {
        if let last = known.lastSource, last.name == name { return last.id }
        if let id = known.sources[name] {
            known.lastSource = (name, id)
            return id
        }
        let inserted = try change(EventStatement.insertSource, name)
        guard let id = try inserted ?? first(EventStatement.sourceByName, name, read: { $0.int64(0) }) else {
            throw CatalogError(.invalid, "an event's source has a name")
        }
        known.keep(source: name, id: id)
        return id
    }

    // MARK: Opinions

    /// Brings opinions up to date, one for each user and track; `added` is in their order.
    private func updateOpinions(by added: [AddedEvent], of events: NewEvents) throws {
        let merging = try connection.statement(OpinionStatement.merge.rawValue)
        var rest = added[...]
        while let first = rest.first {
            let group = rest.prefix { $0.user == first.user && $0.track == first.track }
            rest = rest.dropFirst(group.count)
            var opinion = Opinion(user: first.user, track: first.track)
            var isReduced = false
            for one in group {
                let kind = events[one.index].kind
                isReduced = isReduced || kind == .removal
                opinion.include(
                    kind: kind, id: one.id, time: events[one.index].time,
                    playedMs: events[one.index].playedMs, rating: events[one.index].rating)
            }
            if isReduced {
                // Nothing can be subtracted from a sum of unknown parts: the log, which has this batch too, is read anew.
                try refreshOpinion(of: first.user, on: first.track)
            } else {
                try write(opinion, by: merging)
            }
        }
    }

    /// Writes an opinion as all there is to say.
    private func write(_ opinion: Opinion) throws {
        if opinion.isEmpty {
            try execute(OpinionStatement.delete, opinion.user, opinion.track)
        } else {
            try write(opinion, by: connection.statement(OpinionStatement.write.rawValue))
        }
    }

    private func write(_ opinion: Opinion, by statement: Statement) throws {
        statement.bind(opinion.user.rawValue, at: 1)
        statement.bind(opinion.track.rawValue, at: 2)
        statement.bind((opinion.stance?.value.rawValue).map(Int64.init), at: 3)
        statement.bind(opinion.stance?.event.rawValue, at: 4)
        statement.bind(opinion.stance?.time.milliseconds, at: 5)
        (opinion.rating?.value).bind(to: statement, at: 6)
        statement.bind(opinion.rating?.event.rawValue, at: 7)
        statement.bind(opinion.rating?.time.milliseconds, at: 8)
        statement.bind(Int64(opinion.playCount), at: 9)
        statement.bind(Int64(opinion.skipCount), at: 10)
        statement.bind(Int64(opinion.playedMs), at: 11)
        statement.bind(opinion.lastHeard?.milliseconds, at: 12)
        while try statement.step() != nil {}
    }

    /// How many events of one user, track, kind and moment there can be.
    private static let namesakeEventLimit = 1_000
    /// How long a session, context, source or key may be.
    package static let eventTextLimit = 4_096
}
