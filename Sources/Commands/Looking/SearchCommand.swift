import CatalogCore
import CatalogStore

/// `catalog search`
enum SearchCommand: Command {
    static let text = Operand.repeated(.text("TEXT"), "words of a title, an artist or an album")
    static let kind = Option.assumed("kind", ValueKind<MusicKind>.choice("KIND"), MusicKind.all, "only these")
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...1_000), 20, "at most so many of each")

    static let declaration = CommandDeclaration(
        "search", .browse, "find tracks, artists and albums by name",
        detail: """
            Accents, case and punctuation do not matter, the last word may be unfinished, and a mistyped word is taken \
            for its neighbour where nothing is written that way.
            """,
        operands: [text], options: [kind, limit],
        examples: [
            CommandExample("catalog search bjork joga", "Finds Björk's Jóga."),
            CommandExample("catalog search metalica --kind artist", "Finds Metallica."),
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
        let results = try invocation.openCatalog().read { try $0.search(words, limit: invocation[limit]) }
        var hits: [Hit] = []
        let kind = invocation[kind]
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
        try invocation.output.list(hits, columns, none: "Nothing is called `\(words)`.")
        return hits.isEmpty ? .incomplete : .complete
    }
}
