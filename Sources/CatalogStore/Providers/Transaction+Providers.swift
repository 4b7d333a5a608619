import CatalogCore
import SQLite

extension Transaction {
    /// Stores a provider's row, anew or for the first time; returns its number.
    package func upsert(_ track: ProviderTrack, at now: Timestamp) throws -> Int64 {
        let statement = try connection.statement(ProviderStatement.upsert.rawValue)
        track.bind(
            to: statement, titleKey: TextKey.fold(track.title), creditKey: TextKey.fold(track.credit), at: now
        )
        var stored: Int64?
        while let row = try statement.step() { stored = row.int64(0) }
        guard let row = stored else { preconditionFailure("an upsert returns its id") }
        touch(.track)
        return row
    }

    /// Claims that a row and a track are one. What a person decided is not overruled.
    package func link(
        row: Int64, to track: TrackID, confidence: Double, method: ProviderLink.Method,
        decision: ProviderLink.Decision, at now: Timestamp
    ) throws {
        try execute(
            ProviderStatement.link, row, track, confidence, method.rawValue, decision.rawValue, now)
        try refreshAfterLink(row: row, track: track)
    }

    /// A person says yes or no.
    package func decide(row: Int64, track: TrackID, _ decision: ProviderLink.Decision) throws {
        guard try change(ProviderStatement.decide, decision.rawValue, row, track) != nil else {
            throw CatalogError(.notFound, "row \(row) and track \(track) were never linked")
        }
        try refreshAfterLink(row: row, track: track)
    }

    /// Says how many rows of a table spoke of a provider's row.
    package func setRowCount(of provider: String, externalID: String, to count: Int) throws {
        try execute(ProviderStatement.setRowCount, count, provider, externalID)
    }

    /// Keeps a row that could not be used, with the reason.
    package func keepOddRow(_ content: String, number: Int, reason: String, of run: RunID) throws {
        try execute(ProviderStatement.keepOddRow, run, number, content, reason)
    }

    private func refreshAfterLink(row: Int64, track: TrackID) throws {
        try refreshDescriptor(of: track)
        touch(.track)
        // A long import into a catalog without listens has nobody to ask for each row.
        guard try count(EventStatement.openReferenceCount) > 0 else { return }
        if let external = try first(
            ProviderStatement.externalOfRow, row, read: { (provider: $0.string(0), id: $0.string(1)) })
        {
            try resolveReferences(to: track, provider: external.provider, externalID: external.id)
        }
    }
}
