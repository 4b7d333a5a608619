import CatalogCore
import Pipeline

/// What the models in use make of a track or file, as answers show it.
enum JudgementAnswer {
    private static let near = Schema.list(
        .named(
            "NearTrack",
            .object([
                .always("track_id", .identifier), .always("title", .words), .always("artist", .words),
                .always("similarity", .number(nil)), .known("rating", .number(nil), "what people say of it"),
            ])), countMax: 100)

    static let schema = Schema.named(
        "Judgement",
        .object([
            .always("name", .words, "what was judged, as a person calls it"),
            .known("track_id", .identifier, "the track of the catalog that it is"),
            .known("duration_seconds", .number(nil)),
            .always(
                "genres",
                .list(.object([.always("name", .words), .always("probability", .share)]), countMax: 3),
                "the three most likely"),
            .always(
                "moods",
                .list(
                    .object([
                        .always("name", .words), .always("value", .share), .always("lower", .number(nil)),
                        .always("upper", .number(nil)),
                    ]), countMax: 100)),
            .known("rating", rating, "null where there is none; `obstacles` says why"),
            .always("nearest", near, "the tracks that are most like it, nearest first"),
            .always("obstacles", .map(.words), "why something is not there, by the kind of model"),
        ]))

    private static let rating = Schema.named(
        "Rating",
        .object([
            .always("value", .number(nil), "1 to 5"),
            .always("lower", .number(nil)),
            .always("upper", .number(nil), "the truth lies between in four of five cases"),
            .always("average", .number(nil)),
            .always(
                "contributions",
                .list(.object([.always("group", .words), .always("value", .number(nil))]), countMax: 100),
                "add up to the value minus the average"),
            .always("closest", near, "the nearest whose fate is known"),
            .always(
                "moves",
                .list(
                    .object([
                        .always("feature", .words),
                        .always("group", .words, "what the feature says something of, as in contributions"),
                        .always("from", .number(nil)), .always("to", .number(nil)),
                        .always("change", .number(nil)),
                    ]), countMax: 100), "what would change it"),
            .always("sentences", .list(.words, countMax: 100), "the same in words"),
        ]))

    static func json(_ judgement: Judgement) -> JSONValue {
        .object([
            ("name", .string(judgement.name)), ("track_id", (judgement.track?.rawValue).json),
            ("duration_seconds", judgement.durationSeconds.json),
            (
                "genres",
                .array(
                    judgement.genres.prefix(3).map {
                        .object([("name", .string($0.name)), ("probability", .number($0.probability))])
                    })
            ),
            (
                "moods",
                .array(
                    judgement.moods.map {
                        .object([
                            ("name", .string($0.name)), ("value", .number($0.value)),
                            ("lower", .number($0.interval.lowerBound)),
                            ("upper", .number($0.interval.upperBound)),
                        ])
                    })
            ),
            ("rating", judgement.rating.map(json) ?? .null), ("nearest", near(judgement.nearest)),
            (
                "obstacles",
                .object(
                    judgement.obstacles.map { ($0.key.rawValue, .string($0.value)) }.sorted { $0.0 < $1.0 })
            ),
        ])
    }

    private static func json(_ rated: RatedTrack) -> JSONValue {
        .object([
            ("value", .number(rated.rating)), ("lower", .number(rated.interval.lowerBound)),
            ("upper", .number(rated.interval.upperBound)), ("average", .number(rated.average)),
            (
                "contributions",
                .array(
                    rated.contributions.map {
                        .object([("group", .string($0.group)), ("value", .number($0.value))])
                    })
            ),
            ("closest", near(rated.closest)),
            (
                "moves",
                .array(
                    rated.moves.map {
                        .object([
                            ("feature", .string($0.feature)), ("group", .string($0.group)),
                            ("from", .number($0.from)), ("to", .number($0.to)),
                            ("change", .number($0.change)),
                        ])
                    })
            ),
            ("sentences", .array(rated.sentences.map(JSONValue.string))),
        ])
    }

    private static func near(_ tracks: [NearTrack]) -> JSONValue {
        .array(
            tracks.map {
                .object([
                    ("track_id", $0.track.json), ("title", .string($0.title)), ("artist", .string($0.artist)),
                    ("similarity", .number($0.similarity)), ("rating", $0.rating.json),
                ])
            })
    }
}
