import CatalogCore
import CatalogStore
import Synchronization

/// Brings a table of tracks into a catalog: a provider's row for each track of the table, and a track of the catalog for
/// each row that is not one already. Importing twice changes nothing.
///
/// One thread reads, this one stores what has been read so far; genres come last, when every row has been seen. A table
/// that turns out to be damaged leaves nothing of the transaction that was open then.
package struct TrackTableImport {
    /// Tracks that share a transaction: other writers wait for no more than one, and what it changes stays in memory.
    private static let transactionTracks = 100_000
    /// Tracks whose genres share a transaction.
    private static let genreTracks = 200_000
    /// Portions that were read and not stored yet.
    private static let portionsWaitingMax = 64
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
        let run = try catalog.write { try $0.startRun("import-tracks", at: now) }
        do {
            let (table, tracks, added) = try readAndStore(reader, at: now, monitor)
            var outcome = Outcome()
            outcome.table = table.report
            outcome.tracksAdded = added
            outcome.tracksKnown = tracks.count - added
            outcome.oddRows = table.oddRows.count
            outcome.isCancelled = monitor.isCancelled
            try storeGenres(of: table, tracks, &outcome)
            try finish(run, table.oddRows, outcome, at: now)
            return outcome
        } catch {
            try? catalog.write { try $0.finishRun(run, .failed, outcome: "{}", at: now) }
            throw error
        }
    }

    /// Stores tracks while the table is read; returns it with the tracks of the catalog, in its order.
    private func readAndStore(
        _ reader: TrackTableReader, at now: Timestamp, _ monitor: JobMonitor
    ) throws -> (table: TrackTable, tracks: [TrackID], added: Int) {
        let portions = ResultQueue<[ProviderEntry]>(capacity: Self.portionsWaitingMax, producerCount: 1)
        let read = Mutex<Result<TrackTable, any Error>?>(nil)
        let hasFailed = Atomic<Bool>(false)
        let readingMonitor = JobMonitor(report: { _ in }, isCancelled: { monitor.isCancelled })
        var tracks: [TrackID] = []
        var added = 0
        try WorkerThreads.run(count: 1) { _ in
            defer { portions.finish() }
            let result = Result {
                try reader.read(monitor: readingMonitor) { portion in
                    portions.push(portion.map { ProviderEntry(providerTrack($0), artists: $0.artists) })
                    return !hasFailed.load(ordering: .acquiring)
                }
            }
            read.withLock { $0 = result }
        } foreground: {
            do {
                while let first = portions.takeAll() {
                    let stored = try catalog.write { transaction in
                        let stored = try transaction.load(of: provider, at: now) { load in
                            try store(first, and: portions, with: load, after: tracks.count, monitor)
                        }
                        // Inside the transaction: a table that is damaged leaves nothing of it.
                        if case .failure(let error) = read.withLock({ $0 }) { throw error }
                        return stored
                    }
                    tracks += stored.tracks
                    added += stored.added
                }
                if case .failure(let error) = read.withLock({ $0 }) { throw error }
            } catch {
                hasFailed.store(true, ordering: .releasing)
                // The reader is let go on to its end, so that nobody waits for it for ever.
                while portions.takeAll() != nil {}
                throw error
            }
        }
        guard let table = try read.withLock({ $0 })?.get() else {
            preconditionFailure("a reader that has ended left a result")
        }
        return (table, tracks, added)
    }

    /// One transaction's share: goes on as long as tracks come and it is not full.
    private func store(
        _ first: [[ProviderEntry]], and portions: ResultQueue<[ProviderEntry]>, with load: ProviderLoad,
        after storedCount: Int, _ monitor: JobMonitor
    ) throws -> (tracks: [TrackID], added: Int) {
        var tracks: [TrackID] = []
        var added = 0
        var waiting: [[ProviderEntry]]? = first
        while let some = waiting {
            for entry in some.joined() {
                let stored = try load.add(entry)
                tracks.append(stored.id)
                if stored.isNew { added += 1 }
            }
            monitor.report(
                Progress(
                    activity: "storing tracks", completed: Double(storedCount + tracks.count), total: nil))
            waiting = tracks.count < Self.transactionTracks ? portions.takeAll() : nil
        }
        return (tracks, added)
    }

    /// Every genre that a row gave a track, and how many rows spoke of it.
    private func storeGenres(of table: TrackTable, _ tracks: [TrackID], _ outcome: inout Outcome) throws {
        var names: [String: [String]] = [:]
        for track in table.tracks.prefix(tracks.count) {
            for genre in track.genres where names[genre] == nil { names[genre] = cleaned(genre, &outcome) }
        }
        for start in stride(from: 0, to: tracks.count, by: Self.genreTracks) {
            try catalog.write { transaction in
                for index in start..<min(tracks.count, start + Self.genreTracks) {
                    let track = table.tracks[index]
                    try transaction.addGenres(
                        track.genres.flatMap { names[$0] ?? [$0] }, to: tracks[index], source: .import)
                    if track.rowCount > 1 {
                        try transaction.setRowCount(of: provider, externalID: track.id, to: track.rowCount)
                    }
                }
            }
        }
    }

    private func finish(
        _ run: RunID, _ oddRows: [TrackTable.OddRow], _ outcome: Outcome, at now: Timestamp
    ) throws {
        try catalog.write { transaction in
            for row in oddRows.prefix(Self.keptOddRowsMax) {
                let content = row.fields.joined(separator: "\t")
                try transaction.keepOddRow(content, number: row.line, reason: row.reason, of: run)
            }
            let counts =
                #"{"added":\#(outcome.tracksAdded),"known":\#(outcome.tracksKnown),"odd":\#(outcome.oddRows)}"#
            try transaction.finishRun(
                run, outcome.isCancelled ? .cancelled : .finished, outcome: counts, at: now)
        }
    }

    private func cleaned(_ genre: String, _ outcome: inout Outcome) -> [String] {
        let result = cleaner.clean(genre)
        guard result.entries.isEmpty else { return result.entries.map(\.name) }
        outcome.unknownGenres.append(genre)
        return [genre]
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
