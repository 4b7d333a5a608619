import CatalogCore
import FoundationEssentials
import SQLite

extension Transaction {
    func importLines(
        _ lines: [(number: Int, text: String)], at now: Timestamp, counts: inout ImportCounts
    ) throws {
        let decoder = JSONDecoder()
        for (number, text) in lines where !text.isEmpty {
            counts.lines += 1
            do {
                let line = try decoder.decode(ExchangeLine.self, from: Data(text.utf8))
                // A line that is refused half-way leaves nothing behind.
                let isAdded = try connection.savepoint { try importLine(line, at: now) }
                if isAdded { counts.added += 1 } else { counts.repeated += 1 }
            } catch let error as CatalogError {
                // Rows that were made for the line are gone with it.
                known = KnownRows()
                counts.addOdd(number, error.description)
            } catch let error as DecodingError {
                counts.addOdd(number, Self.explain(error))
            }
        }
    }

    /// True where the line was news.
    private func importLine(_ line: ExchangeLine, at now: Timestamp) throws -> Bool {
        switch line.type {
        case .catalog:
            guard let version = line.version, version <= ExchangeLine.formatVersion else {
                throw CatalogError(.invalid, "the export was written by a newer version of catalog")
            }
            return false
        case .user: return try importUser(line, at: now)
        case .event: return try importEvent(line)
        case .playlist: return try importPlaylist(line)
        }
    }

    private func importUser(_ line: ExchangeLine, at now: Timestamp) throws -> Bool {
        guard let name = line.name else { throw CatalogError(.invalid, "a user without a name") }
        guard try user(named: name) == nil else { return false }
        let created = line.createdMs.map { Timestamp(milliseconds: $0) } ?? now
        _ = try addUser(named: name, displayName: line.displayName, at: created)
        return true
    }

    private func importEvent(_ line: ExchangeLine) throws -> Bool {
        guard let kind = line.kind, let timeMs = line.timeMs, let words = line.track else {
            throw CatalogError(.invalid, "an event without kind, time or track")
        }
        var event = NewEvent(
            user: try owner(of: line), subject: .reference(words), kind: kind,
            time: Timestamp(milliseconds: timeMs))
        event.sequence = line.sequence ?? 0
        event.playedMs = line.playedMs
        event.totalMs = line.totalMs
        event.rating = line.rating
        event.source = line.source
        event.session = line.session
        event.context = line.context
        event.idempotencyKey = line.key
        if kind == .removal {
            guard let removes = line.removes else {
                throw CatalogError(.invalid, "a removal that does not say of what")
            }
            event.removed = try self.event(removes, user: event.user, words: words, at: event.time)
        }
        return try add(event).isAdded
    }

    private func event(
        _ removed: ExchangeLine.Removed, user: UserID, words: TrackReference, at now: Timestamp
    ) throws -> EventID {
        let (track, reference) = try subject(words, at: now)
        let statement = track == nil ? ExchangeStatement.eventNaturallyUnresolved : .eventNaturally
        guard
            let id = try first(
                statement, user, track?.rawValue ?? reference, removed.timeMs, removed.kind.code,
                removed.sequence ?? 0, read: { EventID($0.int64(0)) })
        else { throw CatalogError(.notFound, "a removal of an event that is not there") }
        return id
    }

    private func importPlaylist(_ line: ExchangeLine) throws -> Bool {
        guard let name = line.name, let createdMs = line.createdMs, let updatedMs = line.updatedMs else {
            throw CatalogError(.invalid, "a playlist without name or times")
        }
        let owner = try owner(of: line)
        let created = Timestamp(milliseconds: createdMs)
        let updated = Timestamp(milliseconds: updatedMs)
        let known = try playlist(named: name, of: owner)
        // Of two versions of a playlist the later one stays.
        if let known, known.updatedMs >= updated { return false }
        let id = try known?.id ?? addPlaylist(named: name, of: owner, at: created)
        try setEntries(of: id, to: (line.entries ?? []).map { .reference($0) }, at: updated)
        try execute(ExchangeStatement.setPlaylistTimes, line.summary, created, updated, id)
        return true
    }

    private func owner(of line: ExchangeLine) throws -> UserID {
        guard let name = line.user else { throw CatalogError(.invalid, "a line without its user") }
        guard let user = try user(named: name) else {
            throw CatalogError(.notFound, "there is no user named \(name)")
        }
        return user.id
    }

    private static func explain(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): "`\(key.stringValue)` is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.last.map { "`\($0.stringValue)` is not what it should be" }
                ?? "not a line of an export"
        @unknown default: "not a line of an export"
        }
    }
}
