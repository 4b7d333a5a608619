import CatalogCore
import CatalogStore

/// Genres and their tracks.
enum GenreRoutes {
    private static let genre = Parameter<GenreID>.path("genre", .id, "the genre's number")
    private static let countMax = 100_000

    static let all: [Route] = [
        Route(
            "GET", "/v1/genres", "listGenres", .music, .read, "list the genres and their sub-genres",
            answers: [.ok(ListAnswer.whole(NounAnswer.listedGenre, countMax: countMax), "All genres")]
        ) { call in
            try call.catalog.read { snapshot in
                let used = try snapshot.usedGenres()
                return ListAnswer.whole(
                    try snapshot.genres(limit: countMax).map {
                        NounAnswer.json($0, hasTracks: used.contains($0.id))
                    })
            }
        },
        Route(
            "GET", "/v1/genres/{genre}/tracks", "listTracksOfGenre", .music, .read,
            "list the tracks of a genre and of what is under it by number",
            parameters: [genre, ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: TrackAnswer.brief), "A page of its tracks")]
        ) { call in
            try call.catalog.read { snapshot in
                guard try snapshot.genre(call[genre]) != nil else {
                    throw Problem.notFound("genre \(call[genre])")
                }
                let after = call[PageCursor.parameter]?.first.map { TrackID($0) }
                let tracks = try snapshot.tracks(
                    of: call[genre], after: after, limit: call[ListAnswer.limit] + 1)
                return ListAnswer.page(
                    try snapshot.tracks(tracks), limit: call[ListAnswer.limit], json: TrackAnswer.json
                ) { PageCursor.text($0.id.rawValue) }
            }
        },
    ]
}
