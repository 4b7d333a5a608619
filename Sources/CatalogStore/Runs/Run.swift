import CatalogCore

/// A long job: an ingest, an import, a training, an evaluation.
package struct Run: Sendable, Equatable, Codable {
    package enum Status: String, Sendable, Codable { case running, finished, cancelled, failed }

    package var id: RunID
    package var kind: String
    package var status: Status
    /// JSON objects.
    package var parameters: String
    package var outcome: String?
    package var startedMs: Timestamp
    package var finishedMs: Timestamp?
}
