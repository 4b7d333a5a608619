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
    private static let oddExampleCount = 5

    package struct Outcome: Sendable, Equatable {
        package var table = TrackTable.Report()
        package var tracksAdded = 0
        package var tracksKnown = 0
        package var oddRows = 0
        /// The first of them.
        package var oddExamples: [TrackTable.OddRow] = []
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
            var outcome = Outcome()
            let table = try readAndStore(reader, at: now, &outcome, monitor)
            outcome.isCancelled = monitor.isCancelled
            try finish(run, table.oddRows, outcome, at: now)
            return outcome
        } catch {
            try? catalog.write { try $0.finishRun(run, .failed, outcome: "{}", at: now) }
            throw error
        }
    }

    /// What is stored so far.
    private struct Stored {
        let names = ProviderNames()
        var tracks: [TrackID] = []
        /// Of the first so many tracks, genres and counts of rows are stored too.
        var finishedTracks = 0
    }

    /// Stores tracks while the table is read; returns the table.
    private func readAndStore(
        _ reader: TrackTableReader, at now: Timestamp, _ outcome: inout Outcome, _ monitor: JobMonitor
    ) throws -> TrackTable {
        let portions = ResultQueue<ProviderPortion>(capacity: Self.portionsWaitingMax, producerCount: 1)
        let read = Mutex<Result<TrackTable, any Error>?>(nil)
        let hasFailed = Atomic<Bool>(false)
        let readingMonitor = JobMonitor(report: { _ in }, isCancelled: { monitor.isCancelled })
        var stored = Stored()
        try WorkerThreads.run(count: 1) { _ in
            defer { portions.finish() }
            var portioning = ProviderPortioning()
            let result = Result {
                try reader.read(monitor: readingMonitor) { portion in
                    for track in portion { portioning.add(providerTrack(track), artists: track.artists) }
                    portions.push(portioning.take())
                    return !hasFailed.load(ordering: .acquiring)
                }
            }
            read.withLock { $0 = result }
        } foreground: {
            do {
                while let first = portions.takeAll() {
                    try catalog.write { transaction in
                        let isLast = try store(
                            first, and: portions, in: transaction, at: now, &stored, &outcome, monitor)
                        // Inside the transaction: a table that is damaged leaves nothing of it.
                        guard isLast, let table = try read.withLock({ $0 })?.get() else { return }
                        try finishTracks(of: table, in: transaction, &stored, &outcome)
                    }
                }
                guard let table = try read.withLock({ $0 })?.get() else {
                    preconditionFailure("a reader that has ended left a result")
                }
                outcome.table = table.report
                outcome.oddRows = table.oddRows.count
                outcome.oddExamples = Array(table.oddRows.prefix(Self.oddExampleCount))
                outcome.tracksKnown = stored.tracks.count - outcome.tracksAdded
                while stored.finishedTracks < stored.tracks.count {
                    try catalog.write { try finishTracks(of: table, in: $0, &stored, &outcome) }
                }
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
        return table
    }

    /// One transaction's share: goes on as long as tracks come and it is not full; true where no more will come.
    private func store(
        _ first: [ProviderPortion], and portions: ResultQueue<ProviderPortion>, in transaction: Transaction,
        at now: Timestamp, _ stored: inout Stored, _ outcome: inout Outcome, _ monitor: JobMonitor
    ) throws -> Bool {
        var count = 0
        var waiting: [ProviderPortion]? = first
        let loaded = try transaction.load(of: provider, stored.names, at: now) { load in
            while let some = waiting {
                for portion in some {
                    try load.add(portion)
                    count += portion.count
                }
                monitor.report(
                    Progress(
                        activity: "storing tracks", completed: Double(stored.tracks.count + count), total: nil
                    ))
                guard count < Self.transactionTracks else { break }
                waiting = portions.takeAll()
            }
        }
        stored.tracks += loaded.tracks
        outcome.tracksAdded += loaded.addedCount
        return waiting == nil
    }

    /// Every genre that a row gave a track, and how many rows spoke of it: known when the whole table has been read.
    private func finishTracks(
        of table: TrackTable, in transaction: Transaction, _ stored: inout Stored,
        _ outcome: inout Outcome
    ) throws {
        var genres: [String: [GenreID]] = [:]
        var pairs: [(track: TrackID, genre: GenreID)] = []
        let end = min(stored.tracks.count, stored.finishedTracks + Self.genreTracks)
        for index in stored.finishedTracks..<end {
            let track = table.tracks[index]
            for name in track.genres {
                if genres[name] == nil {
                    genres[name] = try cleaned(name, &outcome).map { try transaction.genre(named: $0) }
                }
                for genre in genres[name] ?? [] { pairs.append((stored.tracks[index], genre)) }
            }
            if track.rowCount > 1 {
                try transaction.setRowCount(of: provider, externalID: track.id, to: track.rowCount)
            }
        }
        try transaction.addGenres(pairs, source: .import)
        stored.finishedTracks = end
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
        if !outcome.unknownGenres.contains(genre) { outcome.unknownGenres.append(genre) }
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
