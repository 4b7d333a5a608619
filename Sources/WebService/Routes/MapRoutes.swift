import CatalogCore
import CatalogStore
import HTTP
import Learning
import Recommend

/// The map of the music: the two directions in which its tracks differ most, by sound.
enum MapRoutes {
    private static let countMax = 20_000
    private static let limit = Parameter<Int>.assumed(
        "limit", .integer(1...countMax), 5_000, shown: .integer(5_000),
        "at most so many points, spread over all")

    /// One that is kept.
    struct Map: Hashable, Sendable {
        let pointCountMax: Int
        /// Tracks may have changed before the index that a map is made from has.
        let index: IndexStamp
    }

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
            parameters: [limit], answers: [.ok(schema, "Points; only tracks that were heard")],
            pace: .computing
        ) { call in
            let engine = try call.service.engine.ready
            let kept = Map(pointCountMax: call[limit], index: engine.index.stamp)
            let bytes = try call.service.maps.value(of: kept, revision: call.service.revisions.ofMusic) {
                try call.catalog.read { snapshot in
                    try map(
                        engine.snapshot(for: nil, now: call.now, in: snapshot), limit: call[limit], snapshot)
                }
            }
            return Reply(content: .jsonBytes(bytes))
        }
    ]

    private static func map(
        _ state: RecommendationSnapshot, limit: Int, _ catalog: some CatalogReading
    ) throws -> [UInt8] {
        var ids: [TrackID] = []
        var values: [Float] = []
        var dimension = 1
        let shown = state.table.shown.members
        // Thinned evenly, and as much for a map of few points as for one of many: each track has one place.
        for place in stride(from: 0, to: shown.count, by: step(among: shown.count, countMax)) {
            let id = state.table.id(shown[place])
            guard let vector = state.place(of: id) else { continue }
            ids.append(id)
            values += vector
            dimension = vector.count
        }
        var points: [JSONValue] = []
        if ids.count > 1, dimension > 1 {
            let table = VectorTable(columns: dimension, values: values)
            let flat = PrincipalComponents(of: table).project(table, to: 2)
            for row in stride(from: 0, to: ids.count, by: step(among: ids.count, limit)) {
                let id = ids[row]
                guard let track = try catalog.track(id) else { continue }
                let place = Array(flat.row(row))
                points.append(
                    .object([
                        ("id", id.json), ("title", .string(track.title)), ("artist", .string(track.artist)),
                        ("genre", try broadGenre(of: id, in: catalog).json), ("x", .number(Double(place[0]))),
                        ("y", .number(Double(place[1]))),
                    ]))
            }
        }
        return JSONValue.object([("items", .array(points))]).bytes
    }

    private static func step(among count: Int, _ countMax: Int) -> Int {
        max(1, (count + countMax - 1) / countMax)
    }

    private static func broadGenre(of track: TrackID, in catalog: some CatalogReading) throws -> String? {
        guard let genre = try catalog.genres(of: track).first?.genre else { return nil }
        return try genre.parent.flatMap { try catalog.genre($0)?.name } ?? genre.name
    }
}
