import CatalogCore
import CatalogStore
import Learning
import Recommend

/// The map of the music: the two directions in which its tracks differ most, by sound.
enum MapRoutes {
    private static let countMax = 20_000
    private static let limit = Parameter<Int>.assumed(
        "limit", .integer(1...countMax), 5_000, shown: .integer(5_000),
        "at most so many points, spread over all")

    private static let schema = ListAnswer.whole(
        .named(
            "MapPoint",
            .object([
                .always("id", .identifier), .always("title", .words), .always("artist", .words),
                .known("genre", .words, "the first of its genres, as broad as it gets"),
                .always("x", .number(nil)), .always("y", .number(nil)),
            ])), countMax: countMax)

    static let all: [Route] = [
        Route(
            "GET", "/v1/map", "map", .insight, .read,
            "place the tracks by their sound, near what is like them",
            detail: "The first two principal components of the embeddings that recommendations go by.",
            parameters: [limit], answers: [.ok(schema, "Points; only tracks that were heard")]
        ) { call in
            let bytes = try call.service.maps.value(of: call[limit], revision: call.service.revisions.ofMusic)
            {
                try map(call.service.engine.ready.snapshot, limit: call[limit], call.catalog)
            }
            return Reply(content: .jsonBytes(bytes ?? []))
        }
    ]

    private static func map(_ state: RecommendationSnapshot, limit: Int, _ catalog: Catalog) throws -> [UInt8]
    {
        var ids: [TrackID] = []
        var values: [Float] = []
        var dimension = 1
        let shown = state.table.shown.members.map(Int.init)
        // A catalog with more tracks than points is thinned evenly.
        let step = max(1, (shown.count + limit - 1) / limit)
        for place in stride(from: 0, to: shown.count, by: step) {
            let id = state.table.ids[shown[place]]
            guard let vector = state.place(of: id) else { continue }
            ids.append(id)
            values += vector
            dimension = vector.count
        }
        let points = try catalog.read { snapshot -> [JSONValue] in
            guard ids.count > 1, dimension > 1 else { return [] }
            let table = VectorTable(columns: dimension, values: values)
            let flat = PrincipalComponents(of: table).project(table, to: 2)
            let genres = try snapshot.genres(limit: countMax)
            let broad = Dictionary(genres.map { ($0.id, $0) }) { first, _ in first }
            return try ids.enumerated().compactMap { row, id in
                guard let track = try snapshot.track(id) else { return nil }
                let genre = state.table.index(of: id).flatMap { state.table.genres[Int($0)].first }
                    .flatMap { broad[$0] }
                let name = genre.flatMap { $0.parent.flatMap { broad[$0] } ?? $0 }?.name
                let point = Array(flat.row(row))
                return .object([
                    ("id", id.json), ("title", .string(track.title)), ("artist", .string(track.artist)),
                    ("genre", name.json), ("x", .number(Double(point[0]))), ("y", .number(Double(point[1]))),
                ])
            }
        }
        var bytes: [UInt8] = []
        JSONValue.object([("items", .array(points))]).write(to: &bytes)
        return bytes
    }
}
