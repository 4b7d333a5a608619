import CatalogCore
import CatalogStore

/// Artists, their tracks and albums.
enum ArtistRoutes {
    private static let artist = Parameter<ArtistID>.path("artist", .id, "the artist's number")

    private static let detail = Schema.named(
        "ArtistDetail",
        .object([
            .always("id", .identifier), .always("name", .words), .known("musicbrainz_id", .words),
            .always("track_count", .count),
            .always("albums", .list(NounAnswer.album, countMax: 500), "oldest first"),
            .always("tracks", .list(TrackAnswer.brief, countMax: 500), "most popular first"),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/artists", "listArtists", .music, .read, "list the artists by number",
            parameters: [ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: NounAnswer.artist), "A page of artists")]
        ) { call in
            let after = call[PageCursor.parameter]?.first.map { ArtistID($0) }
            let artists = try call.catalog.read {
                try $0.artists(after: after, limit: call[ListAnswer.limit] + 1)
            }
            return ListAnswer.page(artists, limit: call[ListAnswer.limit], json: NounAnswer.json) {
                PageCursor.text($0.id.rawValue)
            }
        },
        Route(
            "GET", "/v1/artists/{artist}", "getArtist", .music, .read,
            "show an artist with albums and tracks",
            parameters: [artist], answers: [.ok(detail, "The artist")]
        ) { call in
            try call.catalog.read { snapshot in
                let id = call[artist]
                guard let artist = try snapshot.artist(id) else { throw Problem.notFound("artist \(id)") }
                return .json([
                    ("id", id.json), ("name", .string(artist.name)),
                    ("musicbrainz_id", artist.musicbrainzID.json),
                    ("track_count", .integer(Int64(try snapshot.trackCount(of: id)))),
                    ("albums", .array(try snapshot.albums(of: id).map(NounAnswer.json))),
                    ("tracks", .array(try snapshot.tracks(of: id).map(TrackAnswer.json))),
                ])
            }
        },
    ]
}
