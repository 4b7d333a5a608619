import CatalogCore
import CatalogStore

/// A model on its way into use, as it is at one moment.
struct ModelPromotion: Sendable {
    enum Status: String, Sendable, CaseIterable { case running, finished, cancelled, failed }

    let model: ModelID
    let started: Timestamp
    var status = Status.running
    var finished: Timestamp?
    var progress: Progress?
    /// Of how many tracks it was asked before it came into use.
    var trackCount: Int?
    /// Why it failed.
    var failure: String?
    var isCancelAsked = false

    var json: JSONValue {
        let share = progress.flatMap { progress in progress.total.map { progress.completed / max(1, $0) } }
        return .object([
            ("model_id", model.json), ("status", .string(status.rawValue)), ("started", started.json),
            ("finished", finished.json),
            ("progress", (status == .finished ? 1 : share.map { min(1, max(0, $0)) }).json),
            ("tracks_told", trackCount.json), ("is_cancel_asked", .bool(isCancelAsked)),
            ("failure", failure.json),
        ])
    }

    static let schema = Schema.named(
        "Promotion",
        .object([
            .always("model_id", .identifier), .always("status", .choice(Status.allCases.map(\.rawValue))),
            .always("started", .words), .known("finished", .words),
            .known("progress", .share, "null while the amount of work is not known"),
            .known("tracks_told", .count, "of how many tracks it had to be asked before it came into use"),
            .always("is_cancel_asked", .flag),
            .known("failure", .words, "why it is not in use: the model before it stays"),
        ]))
}
