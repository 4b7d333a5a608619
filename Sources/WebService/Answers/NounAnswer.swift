import CatalogCore
import CatalogStore

/// Artists, albums, genres and people as answers show them.
enum NounAnswer {
    static func name(_ name: String) -> Schema {
        .named(name, .object([.always("id", .identifier), .always("name", .words)]))
    }

    static let artist = Schema.named(
        "Artist",
        .object([.always("id", .identifier), .always("name", .words), .known("musicbrainz_id", .words)]))

    static let album = Schema.named(
        "Album",
        .object([
            .always("id", .identifier), .always("title", .words),
            .always("artist", .words, "the album artists as printed; empty where nobody said"),
            .known("year", .integer(1...9_999)), .known("musicbrainz_id", .words),
        ]))

    static let genre = Schema.named(
        "Genre",
        .object([
            .always("id", .identifier), .always("name", .words),
            .known("parent_id", .identifier, "the genre that this one is a sub-genre of"),
        ]))

    static let listedGenre = Schema.named(
        "ListedGenre",
        .object([
            .always("id", .identifier), .always("name", .words),
            .known("parent_id", .identifier, "the genre that this one is a sub-genre of"),
            .always("has_tracks", .flag, "whether tracks are of it or of what is under it"),
        ]))

    static let user = Schema.named(
        "User",
        .object([
            .always("id", .identifier), .always("name", .words), .known("display_name", .words),
            .always("created", .time),
        ]))

    static func name(_ artist: Artist) -> JSONValue {
        .object([("id", artist.id.json), ("name", .string(artist.name))])
    }

    static func json(_ artist: Artist) -> JSONValue {
        .object([
            ("id", artist.id.json), ("name", .string(artist.name)),
            ("musicbrainz_id", artist.musicbrainzID.json),
        ])
    }

    static func json(_ album: Album) -> JSONValue {
        .object([
            ("id", album.id.json), ("title", .string(album.title)), ("artist", .string(album.artist)),
            ("year", album.year.json), ("musicbrainz_id", album.musicbrainzID.json),
        ])
    }

    static func json(_ genre: Genre) -> JSONValue { .object(fields(genre)) }

    static func json(_ genre: Genre, hasTracks: Bool) -> JSONValue {
        .object(fields(genre) + [("has_tracks", .bool(hasTracks))])
    }

    private static func fields(_ genre: Genre) -> [(String, JSONValue)] {
        [
            ("id", genre.id.json), ("name", .string(genre.name)),
            ("parent_id", (genre.parent?.rawValue).json),
        ]
    }

    static func json(_ user: User) -> JSONValue {
        .object([
            ("id", user.id.json), ("name", .string(user.name)), ("display_name", user.displayName.json),
            ("created", user.createdMs.json),
        ])
    }
}
