import CatalogCore
import CatalogStore

/// Brings a table of tracks into a catalog: a provider's row for each track of the table, and a track of the catalog for
/// each row that is not one already. Importing twice changes nothing.
package struct TrackTableImport {
    /// Tracks that share a transaction: readers and other writers wait for no more than one.
    private static let batchTracks = 10_000
    /// Rows kept aside of one table.
    private static let keptOddRowsMax = 100_000

    package struct Outcome: Sendable, Equatable {
        package var table = TrackTable.Report()
        package var tracksAdded = 0
        package var tracksKnown = 0
        package var oddRows = 0
        /// Genres of the table that the taxonomy does not know; they are kept as they are.
        package var unknownGenres: [String] = []
        package var isCancelled = false
    }

    private let catalog: Catalog
    private let cleaner: GenreCleaner
    private let provider: String

    /// - Parameter provider: who gave the table, such as `spotify`: its ids are told from others' by it.
    package init(into catalog: Catalog, provider: String, cleaner: GenreCleaner) {
        self.catalog = catalog
        self.provider = provider
        self.cleaner = cleaner
    }

    /// Reads and stores a table.
    ///
    /// - Throws: `ImportError` where the file cannot be read, `CatalogError` where the catalog cannot be written.
    package func run(_ reader: TrackTableReader, at now: Timestamp, monitor: JobMonitor = .silent) throws
        -> Outcome
    {
        let table = try reader.read(monitor: monitor)
        var outcome = Outcome()
        outcome.table = table.report
        let run = try catalog.write { try $0.startRun("import-tracks", at: now) }
        var names: [String: [String]] = [:]
        for start in stride(from: 0, to: table.tracks.count, by: Self.batchTracks) {
            if monitor.isCancelled {
                outcome.isCancelled = true
                break
            }
            let batch = table.tracks[start..<min(start + Self.batchTracks, table.tracks.count)]
            for genre in batch.flatMap(\.genres) where names[genre] == nil {
                names[genre] = cleaned(genre, &outcome)
            }
            let known = names
            let added = try catalog.write { transaction in
                try batch.count { try store($0, genres: known, at: now, in: transaction) }
            }
            outcome.tracksAdded += added
            outcome.tracksKnown += batch.count - added
            monitor.report(
                Progress(
                    activity: "storing tracks", completed: Double(start + batch.count),
                    total: Double(table.tracks.count)))
        }
        outcome.oddRows = table.oddRows.count
        let end = outcome
        try catalog.write { transaction in
            for row in table.oddRows.prefix(Self.keptOddRowsMax) {
                let content = row.fields.joined(separator: "\t")
                try transaction.keepOddRow(content, number: row.line, reason: row.reason, of: run)
            }
            try transaction.finishRun(
                run, end.isCancelled ? .cancelled : .finished,
                outcome: #"{"added":\#(end.tracksAdded),"known":\#(end.tracksKnown),"odd":\#(end.oddRows)}"#,
                at: now)
        }
        return outcome
    }

    private func cleaned(_ genre: String, _ outcome: inout Outcome) -> [String] {
        let result = cleaner.clean(genre)
        guard result.entries.isEmpty else { return result.entries.map(\.name) }
        outcome.unknownGenres.append(genre)
        return [genre]
    }

    /// True where the track is new.
    private func store(
        _ track: ImportedTrack, genres: [String: [String]], at now: Timestamp, in transaction: Transaction
    ) throws -> Bool {
        let row = try transaction.upsert(providerTrack(track), at: now)
        if try transaction.track(of: provider, externalID: track.id) != nil { return false }
        var new = NewTrack(
            title: track.title, artists: track.artists, album: track.album.isEmpty ? nil : track.album,
            durationMs: track.durationSeconds.map { Int(($0 * 1000).rounded()) })
        new.credit = track.credit
        new.year = track.year
        new.isExplicit = track.isExplicit
        new.isrc = track.isrc
        new.popularity = track.popularity
        let id = try transaction.insert(new, at: now)
        try transaction.link(row: row, to: id, confidence: 1, method: .import, decision: .accepted, at: now)
        let names = track.genres.flatMap { genres[$0] ?? [$0] }
        try transaction.addGenres(names, to: id, source: .import)
        return true
    }

    private func providerTrack(_ track: ImportedTrack) -> ProviderTrack {
        var row = ProviderTrack(
            provider: provider, externalID: track.id, title: track.title, credit: track.credit)
        row.album = track.album.isEmpty ? nil : track.album
        row.year = track.year
        row.durationMs = track.durationSeconds.map { Int(($0 * 1000).rounded()) }
        row.isExplicit = track.isExplicit
        row.isrc = track.isrc
        row.popularity = track.popularity
        row.rowCount = track.rowCount
        func number(_ field: TrackField) -> Double? { track.attribute(field).map { Double($0) } }
        row.descriptors.tempoBpm = number(.tempo)
        // -1 is how tables say that no key was found.
        row.descriptors.key = number(.key).flatMap { $0 >= 0 ? Int($0) : nil }
        row.descriptors.mode = number(.mode).map { Int($0) }
        row.descriptors.timeSignature = number(.timeSignature).map { Int($0) }
        row.descriptors.loudnessLufs = number(.loudness)
        row.descriptors.energy = number(.energy)
        row.descriptors.danceability = number(.danceability)
        row.descriptors.valence = number(.valence)
        row.descriptors.acousticness = number(.acousticness)
        row.descriptors.instrumentalness = number(.instrumentalness)
        row.descriptors.liveness = number(.liveness)
        row.descriptors.speechiness = number(.speechiness)
        return row
    }
}
