import CatalogCore
import CatalogStore

/// Albums and what is on them.
enum AlbumRoutes {
    private static let album = Parameter<AlbumID>.path("album", .id, "the album's number")

    private static let detail = Schema.named(
        "AlbumDetail",
        .object([
            .always("id", .identifier), .always("title", .words), .always("artist", .words),
            .known("year", .integer(1...9_999)), .known("musicbrainz_id", .words),
            .always("tracks", .list(TrackAnswer.brief, countMax: 1_000), "in the album's order"),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/albums", "listAlbums", .music, .read, "list the albums by number",
            parameters: [ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: NounAnswer.album), "A page of albums")]
        ) { call in
            let after = call[PageCursor.parameter]?.first.map { AlbumID($0) }
            let albums = try call.catalog.read {
                try $0.albums(after: after, limit: call[ListAnswer.limit] + 1)
            }
            return ListAnswer.page(albums, limit: call[ListAnswer.limit], json: NounAnswer.json) {
                PageCursor.text($0.id.rawValue)
            }
        },
        Route(
            "GET", "/v1/albums/{album}", "getAlbum", .music, .read, "show an album with its tracks",
            parameters: [album], answers: [.ok(detail, "The album")]
        ) { call in
            try call.catalog.read { snapshot in
                let id = call[album]
                guard let album = try snapshot.album(id) else { throw Problem.notFound("album \(id)") }
                return .json([
                    ("id", id.json), ("title", .string(album.title)), ("artist", .string(album.artist)),
                    ("year", album.year.json), ("musicbrainz_id", album.musicbrainzID.json),
                    ("tracks", .array(try snapshot.tracks(of: id).map(TrackAnswer.json))),
                ])
            }
        },
    ]
}
