import CatalogCore
import CatalogStore

/// Search as one types.
enum SearchRoutes {
    private static let text = Parameter<String>.required(
        "q", .text(1...ServiceLimits.searchTextMax), "what is typed; the last word may be unfinished")
    private static let limit = Parameter<Int>.assumed(
        "limit", .integer(1...100), 20, shown: .integer(20), "how many of each kind")

    private static let found = Schema.named(
        "Found",
        .object([
            .always("tracks", .list(TrackAnswer.brief, countMax: 100)),
            .always("artists", .list(NounAnswer.artist, countMax: 100)),
            .always("albums", .list(NounAnswer.album, countMax: 100)),
            .always("is_corrected", .flag, "words had to be taken for others"),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/search", "search", .music, .read, "find tracks, artists and albums by name",
            detail:
                "Accents, case and punctuation do not matter; mistyped words are taken for their neighbours.",
            parameters: [text, limit], answers: [.ok(found, "What was found, best first")]
        ) { call in
            let results = try call.catalog.read { try $0.search(call[text], limit: call[limit]) }
            return .json([
                ("tracks", .array(results.tracks.map(TrackAnswer.json))),
                ("artists", .array(results.artists.map(NounAnswer.json))),
                ("albums", .array(results.albums.map(NounAnswer.json))),
                ("is_corrected", .bool(results.isCorrected)),
            ])
        }
    ]
}
