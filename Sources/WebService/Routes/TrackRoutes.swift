import CatalogCore
import CatalogStore
import HTTP

/// Tracks: lists, one track, what was heard of it and what models say.
enum TrackRoutes {
    static let track = Parameter<TrackID>.path("track", .id, "the track's number")

    private static let features = Schema.named(
        "TrackFeatures",
        .object([
            .always("set_version", .count, "vectors of two versions do not compare"),
            .always(
                "features",
                .list(
                    .named(
                        "Feature",
                        .object([
                            .always("name", .words), .always("unit", .words), .always("group", .words),
                            .always("value", .number(nil)),
                        ])), countMax: 10_000)),
        ]))

    private static let predictions = Schema.named(
        "Predictions",
        .object([
            .always(
                "labels",
                .list(
                    .object([
                        .always("model_id", .identifier), .always("model", .words), .always("kind", .words),
                        .always("label", .words), .always("probability", .share),
                    ]), countMax: 10_000), "most probable first"),
            .always(
                "values",
                .list(
                    .object([
                        .always("model_id", .identifier), .always("model", .words), .always("kind", .words),
                        .always("name", .words), .always("value", .number(nil)),
                        .known("lower", .number(nil)), .known("upper", .number(nil)),
                        .always("details", .anything, "reasons and the rest"),
                    ]), countMax: 10_000)),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/tracks", "listTracks", .music, .read, "list the tracks by number",
            parameters: [ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: TrackAnswer.brief), "A page of tracks")]
        ) { call in
            let after = call[PageCursor.parameter]?.first.map { TrackID($0) }
            let tracks = try call.catalog.read {
                try $0.tracks(after: after, limit: call[ListAnswer.limit] + 1)
            }
            return ListAnswer.page(tracks, limit: call[ListAnswer.limit], json: TrackAnswer.json) {
                PageCursor.text($0.id.rawValue)
            }
        },
        Route(
            "GET", "/v1/tracks/{track}", "getTrack", .music, .read, "show a track",
            parameters: [track], answers: [.ok(TrackAnswer.full, "The track")], pace: .quick
        ) { call in
            let kept = try call.service.tracks.value(
                of: call[track], revision: call.service.revisions.ofMusic
            ) {
                let bytes = try call.catalog.read { snapshot in
                    try TrackAnswer.full(known(call[track], in: snapshot), in: snapshot)
                }.bytes
                return KeptAnswer(bytes: bytes, etag: ETag.of(bytes))
            }
            var reply = Reply(content: .jsonBytes(kept.bytes))
            reply.etag = kept.etag
            return reply
        },
        Route(
            "GET", "/v1/tracks/{track}/features", "getTrackFeatures", .music, .read,
            "show what was heard in a track",
            parameters: [track], answers: [.ok(features, "The features, named")]
        ) { call in try features(of: call[track], call.catalog) },
        Route(
            "GET", "/v1/tracks/{track}/predictions", "getTrackPredictions", .music, .read,
            "show what the models in use say of a track",
            parameters: [track], answers: [.ok(predictions, "Labels and values")]
        ) { call in try predictions(of: call[track], call.catalog) },
    ]

    static func known(_ id: TrackID, in catalog: some CatalogReading) throws -> Track {
        guard let track = try catalog.track(id) else { throw Problem.notFound("track \(id)") }
        return track
    }

    private static func features(of id: TrackID, _ catalog: Catalog) throws -> Reply {
        try catalog.read { snapshot in
            _ = try known(id, in: snapshot)
            guard let version = try snapshot.featureSetVersions().last,
                let set = try snapshot.featureSet(version: version),
                let vector = try snapshot.featureVector(of: id, setVersion: version)
            else { throw Problem(.notFound, "Track \(id) was not heard: only its words are known.") }
            let features = zip(set.features, vector.values).map { feature, value in
                JSONValue.object([
                    ("name", .string(feature.name)), ("unit", .string(feature.unit)),
                    ("group", .string(feature.group)), ("value", .number(Double(value))),
                ])
            }
            return .json([("set_version", .integer(Int64(version))), ("features", .array(features))])
        }
    }

    private static func predictions(of id: TrackID, _ catalog: Catalog) throws -> Reply {
        try catalog.read { snapshot in
            _ = try known(id, in: snapshot)
            var labels: [JSONValue] = []
            var values: [JSONValue] = []
            for model in try snapshot.models().filter(\.isActive) {
                let source: [(String, JSONValue)] = [
                    ("model_id", model.id.json), ("model", .string(model.name)),
                    ("kind", .string(model.kind)),
                ]
                labels += try snapshot.labels(of: model.id, for: id).map {
                    .object(
                        source + [("label", .string($0.label)), ("probability", .number($0.probability))])
                }
                values += try snapshot.predictions(of: model.id, for: id).map { prediction in
                    .object(
                        source + [
                            ("name", .string(prediction.name)), ("value", .number(prediction.value)),
                            ("lower", prediction.lower.json), ("upper", prediction.upper.json),
                            (
                                "details",
                                prediction.details.flatMap { try? JSONReader.value(of: $0) } ?? .null
                            ),
                        ])
                }
            }
            return .json([("labels", .array(labels)), ("values", .array(values))])
        }
    }
}
