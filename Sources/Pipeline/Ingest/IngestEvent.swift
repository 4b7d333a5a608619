import CatalogCore

/// What an ingest tells while it runs, one thing at a time.
package enum IngestEvent: Sendable {
    package enum Outcome: String, Sendable {
        case ingested, unchanged, skipped, failed
    }

    /// The walk is over: so many files are to be looked at, so many of them to be heard.
    case found(fileCount: Int, toHearCount: Int)
    case file(path: String, outcome: Outcome, reason: String?, track: TrackID?, audioSeconds: Double)
    case missing(path: String)
    /// The last event; the numbers reconcile.
    case finished(IngestReport)
}
