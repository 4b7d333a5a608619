import CatalogCore
import CatalogStore

/// Links tracks that have audio to rows of imported tables: the sure ones at once, the others for a person to look at.
///
/// A track that an import made of a row becomes one with the track that was heard: plays, ratings and lists go along.
package struct LibraryMatch {
    private static let pageRows = 10_000
    private static let batchLinks = 1000

    package struct Outcome: Sendable, Equatable {
        package var libraryTracks = 0
        package var rows = 0
        package var linked = 0
        package var open = 0
        /// Linked before, or told apart by a person.
        package var decided = 0
        package var isCancelled = false
    }

    private let catalog: Catalog

    package init(in catalog: Catalog) { self.catalog = catalog }

    /// Matches all tracks with audio that have no accepted row yet.
    package func run(at now: Timestamp, monitor: JobMonitor = .silent) throws -> Outcome {
        var outcome = Outcome()
        let library = try libraryTracks(&outcome)
        let rows = try providerRows()
        outcome.rows = rows.count
        let matcher = TrackMatcher(targets: rows.map(\.subject))
        let matches = matcher.match(library.map(\.subject), monitor: monitor)
        for start in stride(from: 0, to: matches.count, by: Self.batchLinks) {
            if monitor.isCancelled {
                outcome.isCancelled = true
                break
            }
            let before = outcome
            outcome = try catalog.write { transaction in
                var after = before
                for match in matches[start..<min(start + Self.batchLinks, matches.count)] {
                    try store(
                        match, track: library[match.subject].id, row: rows[match.target], at: now,
                        in: transaction,
                        &after)
                }
                return after
            }
        }
        return outcome
    }

    /// A person's word on an open link; yes also makes the row's own track one with the library's.
    package func decide(row: Int64, track: TrackID, isSame: Bool, at now: Timestamp) throws {
        try catalog.write { transaction in
            let link = try transaction.providerLinks(of: track).first { $0.row == row }
            guard isSame, let link else {
                return try transaction.decide(row: row, track: track, .rejected)
            }
            let imported = try transaction.track(of: link.provider, externalID: link.externalID)
            try transaction.decide(row: row, track: track, .accepted)
            if let imported, imported != track { try transaction.merge(imported, into: track, at: now) }
        }
    }

    private func store(
        _ match: TrackMatch, track: TrackID, row: ProviderRow, at now: Timestamp, in transaction: Transaction,
        _ outcome: inout Outcome
    ) throws {
        if try transaction.providerLinks(of: track).contains(where: {
            $0.row == row.row && $0.decision != .open
        }) {
            outcome.decided += 1
            return
        }
        let isSure = match.verdict == .certain
        let imported = try transaction.track(of: row.provider, externalID: row.externalID)
        // The row's track was heard itself: two recordings of one name stay two.
        if let imported, imported != track, try transaction.audioHash(of: imported) != nil {
            outcome.decided += 1
            return
        }
        try transaction.link(
            row: row.row, to: track, confidence: match.confidence, method: .match,
            decision: isSure ? .accepted : .open, at: now)
        guard isSure else {
            outcome.open += 1
            return
        }
        outcome.linked += 1
        if let imported, imported != track { try transaction.merge(imported, into: track, at: now) }
    }

    private struct ProviderRow {
        let row: Int64
        let provider: String
        let externalID: String
        let subject: MatchSubject
    }

    private func providerRows() throws -> [ProviderRow] {
        try catalog.read { snapshot in
            var rows: [ProviderRow] = []
            var last: Int64 = 0
            while true {
                let page = try snapshot.providerTracks(after: last, limit: Self.pageRows)
                guard let end = page.last?.row else { return rows }
                for (row, track) in page {
                    let subject = MatchSubject(
                        title: track.title, artists: [track.credit], album: track.album,
                        durationSeconds: track.durationMs.map { Double($0) / 1000 })
                    rows.append(
                        ProviderRow(
                            row: row, provider: track.provider, externalID: track.externalID, subject: subject
                        ))
                }
                last = end
            }
        }
    }

    private func libraryTracks(_ outcome: inout Outcome) throws -> [(id: TrackID, subject: MatchSubject)] {
        var decided = 0
        var heard = 0
        let tracks = try catalog.read { snapshot in
            var tracks: [(id: TrackID, subject: MatchSubject)] = []
            var last: TrackID?
            while true {
                let page = try snapshot.tracks(after: last, limit: Self.pageRows)
                guard let end = page.last?.id else { return tracks }
                for track in page where try snapshot.audioHash(of: track.id) != nil {
                    heard += 1
                    if try snapshot.providerLink(of: track.id) != nil {
                        decided += 1
                        continue
                    }
                    let subject = MatchSubject(
                        title: track.title, artists: [track.artist], album: track.album,
                        durationSeconds: track.durationMs.map { Double($0) / 1000 })
                    tracks.append((track.id, subject))
                }
                last = end
            }
        }
        outcome.libraryTracks = heard
        outcome.decided = decided
        return tracks
    }
}
