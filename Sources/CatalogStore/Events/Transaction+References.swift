import CatalogCore
import SQLite

extension Transaction {
    /// Says which track a reference means: its events and playlist entries are that track's from now on.
    ///
    /// An event that the track has already, by its natural key, was told twice and is dropped.
    package func resolve(reference: Int64, to track: TrackID) throws {
        let users = try all(EventStatement.usersOfReference, reference) { UserID($0.int64(0)) }
        try execute(EventStatement.resolveReference, track, reference)
        try execute(EventStatement.resolveEvents, track, reference)
        try drop(try all(EventStatement.repeatedAfterResolving, track, reference, read: pair(from:)))
        try execute(EventStatement.resolveEntries, track, reference)
        for user in users { try refreshOpinion(of: user, on: track) }
        touch(.event)
        touch(.playlist)
    }

    /// Gives everything of one track to another and removes it: two files of one recording, a row and its file.
    package func merge(_ track: TrackID, into target: TrackID, at now: Timestamp) throws {
        precondition(track != target, "a track is merged into another")
        let users = try all(EventStatement.usersOfTrack, track) { UserID($0.int64(0)) }
        try execute(OpinionStatement.deleteOfTrack, track)
        try execute(EventStatement.moveEventsToTrack, target, track)
        try drop(try all(EventStatement.leftOnTrack, target, track, read: pair(from:)))
        for user in users { try refreshOpinion(of: user, on: target) }
        try execute(EventStatement.moveEntriesToTrack, target, track)
        try execute(EventStatement.moveReferences, target, track)
        for statement in MergeStatement.allCases { try execute(statement, target, track) }
        try remove(track, at: now)
        try refreshDescriptor(of: target)
        touch(.event)
        touch(.playlist)
        touch(.file)
        touch(.genre)
    }

    /// Finds what events are about: the track, if it is here, and the words for it, if there are any. Words that several
    /// of them share are looked up once.
    func subjects(of events: UnsafeBufferPointer<NewEvent>) throws -> [EventSubject] {
        var known: [TrackReference: EventSubject] = [:]
        return try events.indices.map { index in
            switch events[index].subject {
            case .track(let track): return EventSubject(track: track, reference: nil)
            case .reference(let reference):
                if let subject = known[reference] { return subject }
                let (track, id) = try subject(reference, at: events[index].time)
                let subject = EventSubject(track: track, reference: id)
                known[reference] = subject
                return subject
            }
        }
    }

    func subject(_ reference: TrackReference, at now: Timestamp) throws -> (
        track: TrackID?, reference: Int64?
    ) {
        if let known = try first(
            EventStatement.referenceByIdentity, reference.identity,
            read: { ($0.optionalInt64(1).map { TrackID($0) }, $0.int64(0)) })
        {
            return known
        }
        let track = try self.track(for: reference)
        let id = try change(
            EventStatement.insertReference, reference.identity, reference.artist, reference.title,
            reference.album,
            reference.durationMs, try reference.audioHash.map(Hexadecimal.decode), reference.provider,
            reference.externalID, TextKey.fold(reference.artist), TextKey.fold(reference.title), track, now)
        return (track, id)
    }

    /// A new track's name, audio or recording may be what references were waiting for.
    func resolveReferences(to track: TrackID, track new: NewTrack, keys: (title: String, credit: String))
        throws
    {
        guard try count(EventStatement.openReferenceCount) > 0 else { return }
        var open: Set<Int64> = []
        if let hash = new.audioHash {
            open.formUnion(try all(EventStatement.openByAudio, hash) { $0.int64(0) })
        }
        if let musicbrainzID = new.musicbrainzID {
            open.formUnion(
                try all(EventStatement.openByExternal, musicbrainzID, "musicbrainz") { $0.int64(0) })
        }
        // Listens are often told with the first artist alone.
        for credit in Set([keys.credit] + new.artists.prefix(1).map { TextKey.fold($0) }) {
            try forEach(EventStatement.openByKey, keys.title, credit) { row in
                if nearest(in: [(track, new.durationMs)], to: row.optionalInt(1)) != nil {
                    open.insert(row.int64(0))
                }
            }
        }
        for reference in open.sorted() { try resolve(reference: reference, to: track) }
    }

    /// What waited for a row of a provider is now here.
    func resolveReferences(to track: TrackID, provider: String, externalID: String) throws {
        for reference in try all(EventStatement.openByExternal, externalID, provider, read: { $0.int64(0) }) {
            try resolve(reference: reference, to: track)
        }
    }

    /// Puts words in the place of a track wherever people spoke of it.
    func unresolve(_ track: TrackID, at now: Timestamp) throws {
        guard try count(EventStatement.hasEventsOrEntries, track) > 0, let words = try reference(to: track)
        else {
            return
        }
        var id = try first(EventStatement.referenceByIdentity, words.identity) { $0.int64(0) }
        if id == nil { id = try subject(words, at: now).reference }
        try execute(OpinionStatement.deleteOfTrack, track)
        try execute(EventStatement.referToInEvents, id, track)
        try execute(EventStatement.loseTrackInEvents, track)
        try execute(EventStatement.referToInEntries, id, track)
        try execute(EventStatement.loseTrackInEntries, track)
        touch(.event)
        touch(.playlist)
    }

    /// Drops events that turned out to be told twice; what took one of them back now takes back the one that stays.
    private func drop(_ repeated: [(id: Int64, known: Int64)]) throws {
        for (id, known) in repeated {
            try execute(EventStatement.moveRemoval, known, id)
            try execute(EventStatement.deleteRemovalOf, id)
            try execute(EventStatement.deleteEvent, id)
        }
    }

    private func pair(from row: Row) -> (id: Int64, known: Int64) { (row.int64(0), row.int64(1)) }
}
