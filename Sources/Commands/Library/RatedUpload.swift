import CatalogCore
import CatalogStore
import Pipeline

/// A song that came into a drop box, and what is said of it.
struct RatedUpload {
    let file: String
    /// Nil where it could not be heard.
    let track: TrackID?
    /// Why it could not be heard, or only in part.
    let obstacle: String?

    /// `{"track":7,"file":"s3://inbox/a.mp3","rating":3.4,"interval":[2.9,3.9],"reasons":["…"],…}`; the rating is null
    /// and the only reason is what stood in the way where there is none.
    func line(by judge: TrackJudge, in catalog: Catalog) throws -> JSONValue {
        guard let id = track, let track = try catalog.read({ try $0.track(id) }) else {
            return unrated(obstacle ?? "It was not heard.")
        }
        let judgement = try judge.judge(track)
        guard let rating = judgement.rating else {
            return unrated(judgement.obstacles[.critic] ?? ModelFamily.critic.absence)
        }
        return rated(rating)
    }

    private func rated(_ rated: RatedTrack) -> JSONValue {
        .object([
            ("event", .string("rating")), ("track", track.map { .integer($0.rawValue) } ?? .null),
            ("name", .string(rated.name)), ("file", .string(file)), ("rating", .number(rated.rating)),
            ("interval", .array([.number(rated.interval.lowerBound), .number(rated.interval.upperBound)])),
            ("average", .number(rated.average)),
            ("reasons", .array(rated.sentences.map(JSONValue.string))),
            (
                "contributions",
                .array(
                    rated.contributions.map {
                        .object([("group", .string($0.group)), ("value", .number($0.value))])
                    })
            ),
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
            ("critic_version", .integer(Int64(rated.criticVersion))),
            ("heard_in_part", obstacle.map(JSONValue.string) ?? .null),
        ])
    }

    private func unrated(_ reason: String) -> JSONValue {
        .object([
            ("event", .string("rating")), ("track", track.map { .integer($0.rawValue) } ?? .null),
            ("file", .string(file)), ("rating", .null), ("interval", .null),
            ("reasons", .array([.string(reason)])),
        ])
    }
}
