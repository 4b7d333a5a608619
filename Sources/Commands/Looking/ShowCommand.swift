import CatalogCore
import CatalogStore

/// `catalog show`
enum ShowCommand: Command {
    static let name = Operand.required(
        .text("NAME"), "the name of an artist, an album or a track, or a track's number")

    static let declaration = CommandDeclaration(
        "show", .browse, "show what is known of a track, artist or album",
        detail: """
            Names are forgiving: accents, case and punctuation do not matter. Where several things are called so, they \
            are listed; `show track`, `show artist` and `show album` say which is meant.
            """,
        operands: [name],
        examples: [
            CommandExample("catalog show bjork", "The artist, with albums and tracks."),
            CommandExample("catalog show 'Björk - Jóga'", "The track."),
            CommandExample("catalog show track 217 --format json", "Track 217, for programs."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let words = invocation[name]
        let record = try invocation.openCatalog().read { snapshot -> Record in
            if Int64(words) == nil, let artist = try only(snapshot.artists(named: words)),
                try snapshot.albums(titled: words).isEmpty
            {
                return try MusicRecord.artist(artist, in: snapshot)
            }
            if Int64(words) == nil, try snapshot.artists(named: words).isEmpty,
                let album = try only(snapshot.albums(titled: words))
            {
                return try MusicRecord.album(album, in: snapshot)
            }
            let artists = try snapshot.artists(named: words)
            let albums = try snapshot.albums(titled: words)
            guard Int64(words) != nil || artists.isEmpty && albums.isEmpty else {
                throw choice(words, artists, albums)
            }
            return try MusicRecord.track(MusicChooser.track(words, in: snapshot), in: snapshot)
        }
        try invocation.output.record(record)
        return .complete
    }

    private static func only<Thing>(_ things: [Thing]) -> Thing? { things.count == 1 ? things.first : nil }

    private static func choice(_ words: String, _ artists: [Artist], _ albums: [Album]) -> CommandError {
        let list =
            artists.map { "  catalog show artist \($0.id)  \($0.name)" }
            + albums.map { "  catalog show album \($0.id)  \($0.artist) - \($0.title)" }
        return CommandError(
            (["Several are called `\(words)`. One of these is meant:"] + list).joined(separator: "\n"))
    }
}
