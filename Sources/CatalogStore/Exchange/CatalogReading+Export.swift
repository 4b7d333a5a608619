import CatalogCore
import FoundationEssentials
import SQLite

extension CatalogReading {
    /// Writes everything that people made (users, events, playlists) as JSON Lines: the same catalog gives the same bytes,
    /// and so does another one that imported them. Tracks are named by words that find them elsewhere.
    package func export(users names: [String]? = nil, line write: (String) throws -> Void) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        func put(_ line: ExchangeLine) throws {
            try write(String(decoding: encoder.encode(line), as: UTF8.self))
        }
        var header = ExchangeLine(.catalog)
        header.version = ExchangeLine.formatVersion
        try put(header)
        let users = try self.users().filter { names?.contains($0.name) ?? true }
        for user in users {
            var line = ExchangeLine(.user)
            line.name = user.name
            line.displayName = user.displayName
            line.createdMs = user.createdMs.milliseconds
            try put(line)
        }
        var words = TrackWords()
        for user in users { try exportEvents(of: user, words: &words, put) }
        for user in users {
            for playlist in try playlists(of: user.id) {
                try put(line(for: playlist, of: user, words: &words))
            }
        }
    }

    private func exportEvents(
        of user: User, words: inout TrackWords, _ put: (ExchangeLine) throws -> Void
    ) throws {
        try forEach(ExchangeStatement.eventsOfUser, user.id) { row in
            var line = ExchangeLine(.event)
            line.user = user.name
            line.track =
                try row.optionalInt64(1).flatMap { try words.words(for: TrackID($0), in: self) }
                ?? row.optionalInt64(2).flatMap { try words.words(forReference: $0, in: self) }
            line.kind = EventKind(code: row.int(3))
            line.timeMs = row.int64(4)
            line.sequence = row.int(5) == 0 ? nil : row.int(5)
            line.playedMs = row.optionalInt(6)
            line.totalMs = row.optionalInt(7)
            line.rating = row.optionalDouble(8)
            line.removes = try row.optionalInt64(9).flatMap { try removed($0) }
            line.source = row.optionalString(10)
            line.session = row.optionalString(11)
            line.context = row.optionalString(12)
            line.key = row.optionalString(13)
            try put(line)
        }
    }

    private func removed(_ id: Int64) throws -> ExchangeLine.Removed? {
        try first(ExchangeStatement.naturalKey, id) { row in
            EventKind(code: row.int(0)).map {
                ExchangeLine.Removed(
                    kind: $0, timeMs: row.int64(1), sequence: row.int(2) == 0 ? nil : row.int(2))
            }
        } ?? nil
    }

    private func line(for playlist: Playlist, of user: User, words: inout TrackWords) throws -> ExchangeLine {
        var line = ExchangeLine(.playlist)
        line.user = user.name
        line.name = playlist.name
        line.summary = playlist.summary
        line.createdMs = playlist.createdMs.milliseconds
        line.updatedMs = playlist.updatedMs.milliseconds
        line.entries = try entries(of: playlist.id).compactMap { entry in
            switch entry {
            case .track(let id): try words.words(for: id, in: self)
            case .reference(let reference): reference
            }
        }
        return line
    }
}
