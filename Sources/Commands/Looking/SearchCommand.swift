import CatalogCore
import CatalogStore
import Learning
import Recommend

/// `catalog search`
enum SearchCommand: Command {
    static let text = Operand.repeated(
        .text("TEXT"), atLeast: 0, "words of a title, an artist or an album")
    static let kind = Option.assumed(
        "kind", ValueKind<MusicKind>.choice("KIND"), MusicKind.all, "only these")
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...1_000), 20, "at most so many of each")

    static let declaration = CommandDeclaration(
        "search", .browse, "find tracks, artists and albums by name",
        detail: """
            Accents, case and punctuation do not matter, the last word may be unfinished, and a mistyped word is taken \
            for its neighbour where nothing is written that way. With --where only tracks are found: those that meet \
            the filter, with words those among them that are called so.
            """,
        operands: [text], options: [kind, QuestionOptions.filter, limit],
        examples: [
            CommandExample("catalog search bjork joga", "Finds Björk's Jóga."),
            CommandExample("catalog search metalica --kind artist", "Finds Metallica."),
            CommandExample(
                "catalog search --where 'tempo 120..130, year 1990..'",
                "Every track at that tempo since 1990."),
        ])

    private struct Hit {
        let kind: MusicKind
        let id: Int64
        let name: String
        let artist: String?
        let album: String?
        let year: Int?
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let words = invocation[text].joined(separator: " ")
        let filter = try QuestionOptions.filter(of: invocation, declaration.path)
        let kind = invocation[kind]
        if filter.isEmpty && words.isEmpty {
            throw UsageError(
                problem: "Words are missing, or --where: what to look for.", path: declaration.path)
        }
        if !filter.isEmpty && kind != .all && kind != .track {
            throw UsageError(
                problem: "A filter is about tracks. Leave out --kind, or --where.", path: declaration.path)
        }
        let catalog = try invocation.openCatalog()
        // With a filter names of artists and albums are not looked at.
        var results = try catalog.read {
            try $0.search(filter.isEmpty ? words : "", limit: invocation[limit])
        }
        if !filter.isEmpty {
            (results.tracks, results.isCorrected) = try tracks(
                named: words, meeting: filter, catalog, invocation)
        }
        var hits: [Hit] = []
        if kind == .all || kind == .artist {
            hits += results.artists.map {
                Hit(kind: .artist, id: $0.id.rawValue, name: $0.name, artist: nil, album: nil, year: nil)
            }
        }
        if kind == .all || kind == .album {
            hits += results.albums.map {
                Hit(
                    kind: .album, id: $0.id.rawValue, name: $0.title, artist: $0.artist, album: nil,
                    year: $0.year)
            }
        }
        if kind == .all || kind == .track {
            hits += results.tracks.map {
                Hit(
                    kind: .track, id: $0.id.rawValue, name: $0.title, artist: $0.artist, album: $0.album,
                    year: $0.year)
            }
        }
        let columns: [Column<Hit>] = [
            Column("kind") { .text($0.kind.rawValue) },
            Column("id", title: "ID") { .id($0.id) },
            Column("name") { .text($0.name) },
            Column("artist") { Cell($0.artist) },
            Column("album") { Cell($0.album) },
            Column("year") { $0.year.map { .id(Int64($0)) } ?? .missing },
        ]
        if results.isCorrected && !hits.isEmpty {
            try invocation.output.remark("Nothing is written `\(words)`; this is nearest.")
        }
        let what = words.isEmpty ? "No track meets the filter." : "Nothing is called `\(words)`."
        try invocation.output.list(
            hits, columns,
            none: filter.isEmpty || words.isEmpty ? what : "Nothing that meets the filter is so called.")
        return hits.isEmpty ? .incomplete : .complete
    }

    /// Of so many that are called so those that meet a filter are looked for.
    private static let namedCountMax = 5_000

    private static func tracks(
        named words: String, meeting filter: Filter, _ catalog: Catalog, _ invocation: Invocation
    ) throws -> (tracks: [Track], isCorrected: Bool) {
        let engine = try invocation.engine(of: catalog)
        return try catalog.read { snapshot in
            let table = try engine.snapshot(for: nil, now: invocation.now, in: snapshot).table
            for remark in table.remarks(on: filter) { try invocation.output.remark(remark) }
            var matching = table.matching(filter)
            if let named = try NameFilter.matching(filter, in: table, of: snapshot) {
                matching.formIntersection(named)
            }
            guard !words.isEmpty else {
                let all = matching.members.prefix(invocation[limit])
                return (try all.compactMap { try snapshot.track(table.id($0)) }, false)
            }
            let found = try snapshot.search(words, limit: namedCountMax)
            let meeting = found.tracks.filter { track in
                table.index(of: track.id).map { matching.contains(Int($0)) } ?? false
            }
            return (Array(meeting.prefix(invocation[limit])), found.isCorrected)
        }
    }
}
