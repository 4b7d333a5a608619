import CatalogCore
import CatalogStore

/// `catalog files`
enum FilesCommand: Command {
    static let failed = Option.flag("failed", "only those that could not be heard")
    static let missing = Option.flag("missing", "only those that are gone")
    static let unanalysable = Option.flag("unanalysable", "only those with nothing to hear in them")
    static let partial = Option.flag("partial", "only those that could be heard in part")
    static let limit = Option.assumed(
        "limit", .integer("COUNT", in: 1...10_000_000), 1_000, "at most so many")

    static let declaration = CommandDeclaration(
        "files", .library, "list files, and what came of hearing them",
        detail:
            "Every file and object that an ingest has met, with the reason where it was not heard in full.",
        options: [failed, missing, unanalysable, partial, limit],
        examples: [
            CommandExample("catalog files --failed", "What could not be heard, and why."),
            CommandExample("catalog files --missing --format json", "What is gone, for programs."),
        ])

    /// Files of one status that are read at a time.
    private static let pageCount = 1_000

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        var statuses: [String?] = []
        if invocation[failed] { statuses.append("failed") }
        if invocation[missing] { statuses.append("missing") }
        if invocation[unanalysable] { statuses.append("unanalysable") }
        if invocation[partial] { statuses.append("partial") }
        if statuses.isEmpty { statuses = [nil] }
        let files = try catalog.read { snapshot in
            var files: [AudioFile] = []
            for status in statuses {
                var last: FileID?
                while files.count < invocation[limit] {
                    let page = try snapshot.files(
                        withStatus: status, after: last,
                        limit: min(pageCount, invocation[limit] - files.count))
                    guard let end = page.last else { break }
                    files += page
                    last = end.id
                }
            }
            return files
        }
        try invocation.output.list(files, columns, none: "There are no such files.")
        return files.isEmpty ? .incomplete : .complete
    }

    private static let columns: [Column<AudioFile>] = [
        Column("id", title: "") { .id($0.id.rawValue) },
        Column("path") { .text($0.displayPath) },
        Column("outcome") { .text($0.missingSince == nil ? $0.outcome.rawValue : "missing") },
        Column("reason") { Cell($0.reason) },
        Column("track_id", title: "Track") { $0.track.map { .id($0.rawValue) } ?? .missing },
        Column("format") { Cell($0.format) },
        Column("bit_rate_kbps", title: "") { $0.bitRateKbps.map { .number($0, decimals: 0) } ?? .missing },
        Column("duration_seconds", title: "Length") {
            $0.durationMs.map { .duration(seconds: Double($0) / 1_000) } ?? .missing
        },
        Column("heard_percent", title: "") { $0.heardPercent.map { .number($0, decimals: 0) } ?? .missing },
        Column("size_bytes", title: "Size") { .bytes($0.sizeBytes) },
        Column("missing_since", title: "") { $0.missingSince?.cell ?? .missing },
    ]
}
