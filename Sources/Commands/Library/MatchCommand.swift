import CatalogCore
import CatalogStore
import Pipeline

/// `catalog match`
enum MatchCommand: Command {
    static let review = Option.flag("review", "list the links that are not sure, surest first")
    static let limit = Option.assumed(
        "limit", .integer("COUNT", in: 1...1_000_000), 100, "list at most so many")
    static let accept = Option.repeated("accept", .text("ROW:TRACK"), "yes: the row and the track are one")
    static let reject = Option.repeated("reject", .text("ROW:TRACK"), "no: they are two")

    static let declaration = CommandDeclaration(
        "match", .library, "link tracks that were heard to rows of imported tables",
        detail: """
            By artist, title and length, however they are spelt. Sure links hold at once, and the imported track becomes \
            one with the heard one; the others wait for a person, who lists them by --review.
            """,
        options: [review, limit, accept, reject],
        examples: [
            CommandExample("catalog match", "Links what can be linked."),
            CommandExample("catalog match --review", "Lists what is not sure."),
            CommandExample("catalog match --accept 812:40", "Says yes to row 812 and track 40."),
        ])

    private struct Candidate: Sendable {
        let link: ProviderLink
        let track: Track?
        let row: ProviderTrack?
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let accepted = try invocation[accept].map { try pair($0) }
        let rejected = try invocation[reject].map { try pair($0) }
        let catalog = try invocation.openCatalog()
        let match = LibraryMatch(in: catalog)
        if !accepted.isEmpty || !rejected.isEmpty {
            for (row, track) in accepted {
                try match.decide(row: row, track: track, isSame: true, at: invocation.now)
            }
            for (row, track) in rejected {
                try match.decide(row: row, track: track, isSame: false, at: invocation.now)
            }
            var record = Record()
            record.append("accepted", .integer(Int64(accepted.count)))
            record.append("rejected", .integer(Int64(rejected.count)))
            try invocation.output.done("Accepted \(accepted.count), rejected \(rejected.count).", record)
            return .complete
        }
        return invocation[review] ? try list(catalog, invocation) : try link(match, invocation)
    }

    private static func link(_ match: LibraryMatch, _ invocation: Invocation) throws -> Outcome {
        let outcome = try invocation.withJob { job in
            try match.run(at: invocation.now, monitor: job.monitor)
        }
        var record = Record()
        record.append("library_tracks", .integer(Int64(outcome.libraryTracks)))
        record.append("rows", .integer(Int64(outcome.rows)))
        record.append("linked", .integer(Int64(outcome.linked)))
        record.append("open", .integer(Int64(outcome.open)))
        record.append("decided_before", .integer(Int64(outcome.decided)))
        try invocation.output.record(record)
        return outcome.isCancelled || outcome.libraryTracks == 0 || outcome.rows == 0
            ? .incomplete : .complete
    }

    private static func list(_ catalog: Catalog, _ invocation: Invocation) throws -> Outcome {
        let candidates = try catalog.read { snapshot in
            try snapshot.openProviderLinks(limit: invocation[limit]).map { link in
                Candidate(
                    link: link, track: try snapshot.track(link.track),
                    row: try snapshot.providerTracks(after: link.row - 1, limit: 1).first?.track)
            }
        }
        try invocation.output.list(
            candidates,
            [
                Column("row") { .id($0.link.row) },
                Column("track_id", title: "Track") { .id($0.link.track.rawValue) },
                Column("confidence") { .share($0.link.confidence) },
                Column("artist") { Cell($0.track?.artist) },
                Column("title") { Cell($0.track?.title) },
                Column("row_artist") { Cell($0.row?.credit) },
                Column("row_title") { Cell($0.row?.title) },
                Column("provider", title: "") { .text($0.link.provider) },
                Column("external_id", title: "") { .text($0.link.externalID) },
            ], none: "No link waits for a decision.")
        return candidates.isEmpty ? .incomplete : .complete
    }

    private static func pair(_ word: String) throws -> (row: Int64, track: TrackID) {
        let parts = word.split(separator: ":")
        guard parts.count == 2, let row = Int64(parts[0]), let track = Int64(parts[1]) else {
            throw UsageError(
                problem: "`\(word)` is no pair. Write ROW:TRACK as listed.", path: declaration.path)
        }
        return (row, TrackID(track))
    }
}
