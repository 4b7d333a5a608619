import CatalogCore
import SQLite

/// Takes in many rows of one provider at the price of a few: what `upsert`, `insert` and `link` do for one.
///
/// 1. While a load runs, the search indexes do not know its tracks, artists and albums; they are written in one pass at
/// its end, a fifth of the price of one by one. Nobody sees them in between: a load is part of one transaction.
/// 2. Statements are held, names become rows once, and nothing is asked that a new row cannot have.
package final class ProviderLoad {
    private let transaction: Transaction
    private let provider: String
    private let now: Timestamp
    private let insertRow: Statement
    private let insertTrack: Statement
    private let insertCredit: Statement
    private let insertLink: Statement
    private let insertDescriptor: Statement
    /// False for the first table of a provider: no row of it needs to be looked for.
    private let hasRows: Bool
    /// False where nobody waits for a track to arrive.
    private let hasOpenReferences: Bool
    private let searchRows: SearchRows
    /// By title, of the albums without album artists, which are all that tables know.
    private var albums: [String: AlbumID] = [:]

    init(of provider: String, in transaction: Transaction, at now: Timestamp) throws {
        self.transaction = transaction
        self.provider = provider
        self.now = now
        let connection = transaction.connection
        insertRow = try connection.prepare(ProviderStatement.insert.rawValue)
        insertTrack = try connection.prepare(TrackStatement.insert.rawValue)
        insertCredit = try connection.prepare(TrackStatement.insertCredit.rawValue)
        insertLink = try connection.prepare(ProviderStatement.link.rawValue)
        insertDescriptor = try connection.prepare(DescriptorStatement.write.rawValue)
        hasRows = try transaction.count(ProviderStatement.hasRows, provider) == 1
        hasOpenReferences = try transaction.count(EventStatement.openReferenceCount) > 0
        searchRows = try SearchRows(suspendingIn: transaction)
    }

    /// Stores a row, and a track for it where no track is linked to it yet.
    package func add(_ entry: ProviderEntry) throws -> (id: TrackID, isNew: Bool) {
        let row = entry.row
        precondition(row.provider == provider, "a load is of one provider")
        if hasRows, try transaction.providerRow(of: provider, externalID: row.externalID) != nil {
            let number = try transaction.upsert(row, at: now)
            if let id = try transaction.track(of: provider, externalID: row.externalID) {
                try transaction.refreshDescriptor(of: id)
                return (id, false)
            }
            let id = try insertTrack(of: entry)
            try transaction.link(
                row: number, to: id, confidence: 1, method: .import, decision: .accepted, at: now)
            return (id, true)
        }
        row.bind(to: insertRow, titleKey: entry.titleKey, creditKey: entry.creditKey, at: now)
        _ = try insertRow.step()
        let number = transaction.connection.lastInsertedID
        let id = try insertTrack(of: entry)
        try link(number, to: id)
        if row.descriptors != Descriptors() {
            row.descriptors.bind(to: insertDescriptor, of: id)
            _ = try insertDescriptor.step()
        }
        if hasOpenReferences {
            try transaction.resolveReferences(to: id, provider: provider, externalID: row.externalID)
        }
        return (id, true)
    }

    /// The search indexes take in what was added, and follow every change again.
    func finish() throws {
        try searchRows.resume()
        transaction.touch(.track)
        transaction.touch(.feature)
    }

    private func insertTrack(of entry: ProviderEntry) throws -> TrackID {
        let track = entry.track
        try transaction.learnWords(of: entry.titleKey)
        let album = try track.album.map { try self.album(titled: $0, of: track) }
        track.bind(
            to: insertTrack, titleKey: entry.titleKey, creditKey: entry.creditKey, album: album, at: now)
        _ = try insertTrack.step()
        let id = TrackID(transaction.connection.lastInsertedID)
        for (position, name) in track.artists.enumerated() {
            let artist = try transaction.artist(named: name, at: now)
            insertCredit.bind(id.rawValue, at: 1)
            insertCredit.bind(Int64(position), at: 2)
            insertCredit.bind(artist.rawValue, at: 3)
            _ = try insertCredit.step()
        }
        if hasOpenReferences {
            try transaction.resolveReferences(
                to: id, track: track, keys: (entry.titleKey, entry.creditKey))
        }
        return id
    }

    private func album(titled title: String, of track: NewTrack) throws -> AlbumID {
        guard track.albumArtists.isEmpty else {
            return try transaction.album(
                titled: title, artists: track.albumArtists, year: track.albumYear, at: now)
        }
        if let known = albums[title] { return known }
        let album = try transaction.album(titled: title, artists: [], year: track.albumYear, at: now)
        albums[title] = album
        return album
    }

    private func link(_ row: Int64, to track: TrackID) throws {
        insertLink.bind(row, at: 1)
        insertLink.bind(track.rawValue, at: 2)
        insertLink.bind(1.0, at: 3)
        insertLink.bind(ProviderLink.Method.import.rawValue, at: 4)
        insertLink.bind(ProviderLink.Decision.accepted.rawValue, at: 5)
        insertLink.bind(now.milliseconds, at: 6)
        _ = try insertLink.step()
    }
}

extension Transaction {
    /// Runs `body` with a load of a provider's rows.
    package func load<Result>(
        of provider: String, at now: Timestamp, _ body: (ProviderLoad) throws -> Result
    ) throws -> Result {
        let load = try ProviderLoad(of: provider, in: self, at: now)
        let result = try body(load)
        try load.finish()
        return result
    }
}
