import CatalogCore
import CatalogStore

/// Figures about the whole catalog.
enum StatisticsRoutes {
    private static let overview = Schema.named(
        "Overview",
        .object(
            [
                "tracks", "artists", "albums", "files", "users", "events", "playlists", "models", "genres",
                "provider_tracks", "open_references",
            ].map { .always($0, .count) }))

    static let all: [Route] = [
        Route(
            "GET", "/v1/stats/overview", "overview", .insight, .read, "say how much of everything there is",
            answers: [.ok(overview, "The counts")]
        ) { call in
            let overview = try call.catalog.read { try $0.overview() }
            return .json([
                ("tracks", .integer(Int64(overview.tracks))), ("artists", .integer(Int64(overview.artists))),
                ("albums", .integer(Int64(overview.albums))), ("files", .integer(Int64(overview.files))),
                ("users", .integer(Int64(overview.users))), ("events", .integer(Int64(overview.events))),
                ("playlists", .integer(Int64(overview.playlists))),
                ("models", .integer(Int64(overview.models))), ("genres", .integer(Int64(overview.genres))),
                ("provider_tracks", .integer(Int64(overview.providerTracks))),
                ("open_references", .integer(Int64(overview.openReferences))),
            ])
        }
    ]
}
