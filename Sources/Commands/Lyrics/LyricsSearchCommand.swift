import CatalogCore
import CatalogStore
import Pipeline

/// `catalog lyrics search`
enum LyricsSearchCommand: Command {
    static let text = Operand.repeated(.text("TEXT"), "words that are sung; the last one may be unfinished")
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...1_000), 20, "at most so many tracks")

    static let declaration = CommandDeclaration(
        "lyrics search", .browse, "find tracks by what is sung in them",
        detail: """
            Looks through the lyrics that came with the files, embedded or beside them. Accents, case and punctuation do \
            not matter; all words must be there, in any order. The best come first, each with the first line that has \
            most of the words and how the song feels from -1 to 1, where its language is one that can be scored.
            """,
        operands: [text], options: [limit],
        examples: [CommandExample("catalog lyrics search river home", "Songs that sing of both.")])

    private struct Hit: Sendable {
        let track: Track
        let lyrics: Lyrics
        let line: String
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let text = invocation[text].joined(separator: " ")
        let hits = try invocation.openCatalog().read { snapshot in
            try snapshot.searchLyrics(text, limit: invocation[limit]).compactMap { id -> Hit? in
                guard let track = try snapshot.track(id), let lyrics = try snapshot.lyrics(of: id) else {
                    return nil
                }
                return Hit(track: track, lyrics: lyrics, line: line(of: lyrics, for: text))
            }
        }
        try invocation.output.list(
            hits,
            [
                Column("id", title: "ID") { .id($0.track.id.rawValue) },
                Column("artist") { .text($0.track.artist) },
                Column("title") { .text($0.track.title) },
                Column("line") { .text($0.line) },
                Column("compound", title: "Feels") {
                    $0.lyrics.compound.map { .number($0, decimals: 2) } ?? .missing
                },
                Column("language", title: "") { Cell($0.lyrics.language) },
            ], none: "No lyrics have `\(text)`.")
        return hits.isEmpty ? .incomplete : .complete
    }

    /// The first line with most of the words.
    private static func line(of lyrics: Lyrics, for text: String) -> String {
        let wanted = TextKey.words(of: TextKey.fold(text)).map(String.init)
        var best = (count: 0, text: "")
        for line in LyricSheet(text: lyrics.text).lines {
            let words = Set(TextKey.words(of: TextKey.fold(line.text)).map(String.init))
            let count = wanted.count { word in words.contains(word) || words.contains { $0.hasPrefix(word) } }
            if count > best.count { best = (count, line.text) }
        }
        return best.text
    }
}
