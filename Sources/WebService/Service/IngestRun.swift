import CatalogCore
import CatalogStore
import Pipeline

/// One ingest of this service, as it is at one moment.
struct IngestRun: Sendable {
    enum Status: String, Sendable, CaseIterable { case running, finished, cancelled, failed }

    /// A file that could not be heard.
    struct Trouble: Sendable {
        let file: String
        let reason: String
    }

    /// So many are told one by one; `catalog files --failed` lists all.
    static let troubleCountMax = 100

    let number: Int
    let libraries: [String]
    let started: Timestamp
    var status = Status.running
    var finished: Timestamp?
    var found = 0
    var toHear = 0
    var heard = 0
    var failed = 0
    var audioSeconds = 0.0
    var report: IngestReport?
    var troubles: [Trouble] = []
    /// Why it failed.
    var failure: String?
    var isCancelAsked = false

    var json: JSONValue {
        .object([
            ("id", .integer(Int64(number))), ("libraries", .array(libraries.map(JSONValue.string))),
            ("status", .string(status.rawValue)), ("started", started.json), ("finished", finished.json),
            ("found", .integer(Int64(found))), ("to_hear", .integer(Int64(toHear))),
            ("heard", .integer(Int64(heard))), ("failed", .integer(Int64(failed))),
            ("audio_seconds", .number(audioSeconds)), ("is_cancel_asked", .bool(isCancelAsked)),
            ("report", report.map(Self.json) ?? .null),
            (
                "troubles",
                .array(
                    troubles.map { .object([("file", .string($0.file)), ("reason", .string($0.reason))]) })
            ),
            ("failure", failure.json),
        ])
    }

    private static func json(_ report: IngestReport) -> JSONValue {
        .object([
            ("found", .integer(Int64(report.found))), ("ingested", .integer(Int64(report.ingested))),
            ("unchanged", .integer(Int64(report.unchanged))), ("skipped", .integer(Int64(report.skipped))),
            ("failed", .integer(Int64(report.failed))), ("missing", .integer(Int64(report.missing))),
            ("pruned", .integer(Int64(report.pruned))), ("remark", report.remark.json),
        ])
    }

    static let schema = Schema.named(
        "Ingest",
        .object([
            .always("id", .count), .always("libraries", .list(.words, countMax: 1_000)),
            .always("status", .choice(Status.allCases.map(\.rawValue))), .always("started", .words),
            .known("finished", .words), .always("found", .count), .always("to_hear", .count),
            .always("heard", .count), .always("failed", .count), .always("audio_seconds", .number(nil)),
            .always("is_cancel_asked", .flag),
            .known(
                "report",
                .object(
                    ["found", "ingested", "unchanged", "skipped", "failed", "missing", "pruned"].map {
                        .always($0, .count)
                    } + [.known("remark", .words)]), "found = ingested + unchanged + skipped + failed"),
            .always(
                "troubles",
                .list(
                    .object([.always("file", .words), .always("reason", .words)]), countMax: troubleCountMax),
                "files that could not be heard, the first of them"),
            .known("failure", .words, "why it ended before its time"),
        ]))
}
