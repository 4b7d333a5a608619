import CatalogCore
import Recommend

/// The options that make up a question, declared once for every command that asks one.
enum QuestionOptions {
    static let artist = Option.repeated(
        "artist", short: "a", .text("NAME"), "near to this artist; many make a mix")
    static let track = Option.repeated(
        "track", short: "t", .text("TRACK"), "near to this track: `Artist - Title`, a title or a number")
    static let id = Option.repeated("id", .id(), "near to the track of this number")
    static let user = Option.optional("user", short: "u", .text("NAME"), "for this person")
    static let playlist = Option.optional(
        "playlist", .file("FILE"), "going on from an M3U file, or from a playlist of --user")
    static let genre = Option.repeated("genre", short: "g", .text("NAME"), "of this genre and those below it")
    static let mood = Option.optional(
        "mood", kind("MOOD", QuestionText.mood),
        "near to these: energy=0.8,valence=0.3")
    static let like = Option.repeated("like", .text("TRACK"), "add the sound of this track")
    static let unlike = Option.repeated("unlike", .text("TRACK"), "take the sound of this track away")
    static let from = Option.optional("from", .text("TRACK"), "where a path starts")
    static let to = Option.optional("to", .text("TRACK"), "where the path ends")
    static let filter = Option.optional(
        "where", short: "w", .text("FILTER"),
        "only such tracks: 'tempo 120..130, year 1990.., not genre rock'")
    static let weights = Option.optional(
        "weights", kind("WEIGHTS", QuestionText.weights),
        "what decides: people=0.7,sound=0.3; else the length of the history does")
    static let diversity = Option.assumed(
        "diversity", .number("SHARE", in: 0...1), Dials().diversity, "0 for the best fit, 1 for variety")
    static let popularity = Option.assumed(
        "popularity", kind("LEAN", QuestionText.popularity), 0.0, "deep, balanced, hits, or -1 to 1")
    static let fresh = Option.assumed(
        "fresh", .number("SHARE", in: 0...1), 0.0, "how much what is newly added is preferred")
    static let perArtist = Option.assumed(
        "per-artist", .integer("COUNT", in: 0...1_000), 3,
        "at most so many tracks of an artist; 0 for no limit")
    static let heard = Option.flag("heard", "only what the person has heard")
    static let notHeard = Option.flag("not-heard", "only what the person has not heard")
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...Query.limitMax), Query.limitStandard, "how many")
    static let cursor = Option.optional("cursor", .text("CURSOR"), "go on where the page that named it ended")
    static let shuffle = Option.optional(
        "shuffle", .integer("SEED", in: 0...Int.max), "another order of much the same answer for each seed")

    /// What the question is about.
    static let seeds: [any DeclaredOption] = [
        artist, track, id, user, playlist, genre, mood, like, unlike, from, to,
    ]
    static let dials: [any DeclaredOption] = [
        filter, weights, diversity, popularity, fresh, perArtist, heard, notHeard, limit, shuffle,
    ]

    /// A value in one of the small languages of questions.
    private static func kind<Value: Sendable>(
        _ placeholder: String, _ read: @escaping @Sendable (String) throws(ValueError) -> Value
    ) -> ValueKind<Value> {
        ValueKind(placeholder) { text throws(ValueProblem) in
            do throws(ValueError) { return try read(text) } catch {
                throw ValueProblem(expected: error.expected)
            }
        }
    }

    /// The filter of a command that has `--where`.
    static func filter(of invocation: Invocation, _ path: [String]) throws -> Filter {
        guard let text = invocation[filter] else { return .none }
        do { return try FilterParser.parse(text) } catch { throw UsageError(problem: "\(error)", path: path) }
    }
}
