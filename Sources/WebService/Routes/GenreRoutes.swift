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
            "list tracks of a genre and of what is under it",
            parameters: [genre, ListAnswer.limit],
            answers: [
                .ok(
                    ListAnswer.whole(TrackAnswer.brief, countMax: ServiceLimits.pageSizeMax),
                    "Its tracks")
            ]
        ) { call in
            try call.catalog.read { snapshot in
                guard try snapshot.genre(call[genre]) != nil else {
                    throw Problem.notFound("genre \(call[genre])")
                }
                let tracks = try snapshot.tracks(of: call[genre], limit: call[ListAnswer.limit])
                return ListAnswer.whole(try snapshot.tracks(tracks).map(TrackAnswer.json))
            }
        },
    ]
}
