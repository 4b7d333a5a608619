import CatalogCore
import SQLite

/// Takes in many rows of one provider at the price of a few: what `upsert`, `insert` and `link` do for one.
///
/// 1. Only the rows themselves, and names that are new, are written one by one. Tracks, links and descriptors are made
/// of them in one statement each, at the end. 2. While a load runs, the search indexes do not know what it adds; they
/// take it in in one pass, a fifth of the price of one by one. 3. Where the catalog holds little yet, the other
/// indexes rest as well. Nobody sees any of this: a load is part of one transaction.
package final class ProviderLoad {
    /// A catalog of fewer tracks has its indexes sorted anew rather than grown.
    private static let fewTracksMax = 20_000
    private static let restingTables: Set<String> = [
        "artist", "album", "track", "track_credit", "provider_track", "provider_link", "search_word",
    ]

    private struct Credit {
        let track: Int64
        let position: Int
        let artist: Int64
    }

    private let transaction: Transaction
    private let provider: String
    private let now: Timestamp
    private let names: ProviderNames
    private let insertRow: Statement
    private let insertWord: Statement
    /// False for the first table of a provider: no row of it needs to be looked for.
    private let hasRows: Bool
    /// False where nobody waits for a track to arrive.
    private let hasOpenReferences: Bool
    private let searchRows: SearchRows
    private var indexes: SuspendedIndexes?
    /// The last row before, and what the numbers of new tracks are more than those of their rows.
    private let lastRow: Int64
    private let trackOffset: Int64
    private var artists: LoadedNames
    private var albums: LoadedNames
    private var credits: [Credit] = []
    /// Nil for those that are made after the others.
    private var tracks: [TrackID?] = []
    private var addedCount = 0
    /// Known rows whose tracks are gone.
    private var orphans: [(place: Int, row: Int64, entry: ProviderPortion.Entry)] = []
    /// New tracks that somebody may have waited for.
    private var awaited: [(track: TrackID, entry: ProviderPortion.Entry)] = []

    init(of provider: String, _ names: ProviderNames, in transaction: Transaction, at now: Timestamp) throws {
        self.transaction = transaction
        self.provider = provider
        self.now = now
        self.names = names
        lastRow = Int64(try transaction.count(ProviderStatement.lastRow))
        let lastTrack = Int64(try transaction.count(SearchStatement.lastTrack))
        trackOffset = lastTrack - lastRow
        hasRows = try transaction.count(ProviderStatement.hasRows, provider) == 1
        hasOpenReferences = try transaction.count(EventStatement.openReferenceCount) > 0
        searchRows = try SearchRows(suspendingIn: transaction)
        let isSmall = !hasRows && max(lastTrack, lastRow) < Self.fewTracksMax
        indexes = isSmall ? try SuspendedIndexes(of: Self.restingTables, in: transaction) : nil
        let connection = transaction.connection
        insertRow = try connection.prepare(ProviderStatement.insert.rawValue)
        insertWord = try connection.prepare(SearchStatement.learnWord.rawValue)
        artists = try LoadedNames(
            inserting: .insertArtist, known: isSmall ? .artists : nil, in: transaction)
        albums = try LoadedNames(inserting: .insertAlbum, known: isSmall ? .albums : nil, in: transaction)
    }

    /// Stores rows, and sees to a track for each of them that is linked to none yet.
    package func add(_ portion: ProviderPortion) throws {
        names.append(portion)
        for word in portion.words {
            insertWord.bind(word, at: 1)
            insertWord.bind(String(word.reversed()), at: 2)
            _ = try insertWord.step()
        }
        for entry in portion.entries { try add(entry) }
    }

    private func add(_ entry: ProviderPortion.Entry) throws {
        let row = entry.row
        precondition(row.provider == provider, "a load is of one provider")
        if hasRows, try transaction.providerRow(of: provider, externalID: row.externalID) != nil {
            return try renew(entry)
        }
        row.bind(to: insertRow, titleKey: entry.titleKey, creditKey: entry.creditKey, at: now)
        _ = try insertRow.step()
        let connection = transaction.connection
        let track = connection.lastInsertedID + trackOffset
        if let album = entry.album {
            _ = try albums.id(of: album, names.albums[album], at: now, in: connection) { title in
                try transaction.album(titled: title, artists: [], at: now).rawValue
            }
        }
        for (position, place) in entry.artists.enumerated() {
            let artist = try artists.id(of: place, names.artists[place], at: now, in: connection) { name in
                try transaction.artist(named: name, at: now).rawValue
            }
            credits.append(Credit(track: track, position: position, artist: artist))
        }
        tracks.append(TrackID(track))
        addedCount += 1
        if hasOpenReferences { awaited.append((TrackID(track), entry)) }
    }

    /// A row that came before.
    private func renew(_ entry: ProviderPortion.Entry) throws {
        let row = try transaction.upsert(entry.row, at: now)
        if let track = try transaction.track(of: provider, externalID: entry.row.externalID) {
            try transaction.refreshDescriptor(of: track)
            tracks.append(track)
        } else {
            orphans.append((tracks.count, row, entry))
            tracks.append(nil)
        }
    }

    /// Makes tracks of the rows; the indexes take them in, and follow every change again.
    func finish() throws -> (tracks: [TrackID], addedCount: Int) {
        try indexes?.resume(["artist", "album"])
        try transaction.execute(ProviderStatement.makeTracks, trackOffset, lastRow, now)
        try transaction.execute(ProviderStatement.makeLinks, trackOffset, lastRow, now)
        try transaction.execute(ProviderStatement.makeDescriptors, trackOffset, lastRow)
        let insertCredit = try transaction.connection.prepare(ProviderStatement.insertCredit.rawValue)
        for credit in credits {
            insertCredit.bind(credit.track, at: 1)
            insertCredit.bind(Int64(credit.position), at: 2)
            insertCredit.bind(credit.artist, at: 3)
            _ = try insertCredit.step()
        }
        try indexes?.resume()
        try searchRows.resume()
        for (track, entry) in awaited {
            try transaction.resolveReferences(
                to: track, track: newTrack(of: entry), keys: (entry.titleKey, entry.creditKey))
            try transaction.resolveReferences(
                to: track, provider: provider, externalID: entry.row.externalID)
        }
        for (place, row, entry) in orphans {
            let track = try transaction.insert(newTrack(of: entry), at: now)
            try transaction.link(
                row: row, to: track, confidence: 1, method: .import, decision: .accepted, at: now)
            tracks[place] = track
        }
        transaction.touch(.track)
        transaction.touch(.feature)
        return (tracks.compactMap { $0 }, addedCount + orphans.count)
    }

    private func newTrack(of entry: ProviderPortion.Entry) -> NewTrack {
        let row = entry.row
        var track = NewTrack(
            title: row.title, artists: entry.artists.map { names.artists[$0].text }, album: row.album,
            durationMs: row.durationMs)
        track.credit = row.credit
        track.year = row.year
        track.isExplicit = row.isExplicit
        track.isrc = row.isrc
        track.popularity = row.popularity
        return track
    }
}

extension Transaction {
    /// Runs `body` with a load of a provider's rows; returns their tracks, in order.
    ///
    /// - Parameter names: those of the table so far, over all loads of it.
    package func load(
        of provider: String, _ names: ProviderNames, at now: Timestamp, _ body: (ProviderLoad) throws -> Void
    ) throws -> (tracks: [TrackID], addedCount: Int) {
        let load = try ProviderLoad(of: provider, names, in: self, at: now)
        try body(load)
        return try load.finish()
    }
}
