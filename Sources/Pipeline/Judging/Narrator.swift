import CatalogCore
import HTTP

/// Has a rating put into words by a chat model behind any OpenAI-compatible endpoint.
///
/// It is given numbers and the names of features: no audio, no titles, no names of people or files. What it answers is
/// taken only where it names no figure that it was not given; whatever goes wrong is a sentence, never an error.
package struct Narrator: Sendable {
    package static let endpointStandard = "https://api.openai.com/v1"
    package static let modelStandard = "gpt-4o-mini"
    package static let timeLimitSecondsStandard = 20
    package static let timeLimitSecondsMax = 600
    /// Where the key is looked for, in this order.
    package static let keyVariables = ["CATALOG_NARRATOR_KEY", "OPENAI_API_KEY"]

    private static let answerBytesMax = 1 << 20
    private static let textBytesMax = 4_000
    private static let tokensMax = 400
    private static let path = "/chat/completions"
    private static let isLocal = "the text above is our own"

    private let endpoint: String
    private let model: String
    private let key: String?
    private let timeLimitSeconds: Int

    package init(
        endpoint: String = Narrator.endpointStandard, model: String = Narrator.modelStandard, key: String?,
        timeLimitSeconds: Int = Narrator.timeLimitSecondsStandard
    ) {
        precondition((1...Self.timeLimitSecondsMax).contains(timeLimitSeconds), "an answer is waited for")
        self.endpoint = endpoint
        self.model = model
        self.key = key
        self.timeLimitSeconds = timeLimitSeconds
    }

    package func narrate(_ rated: RatedTrack) -> Narration {
        guard let key else {
            return note("there is no key: set $\(Self.keyVariables.joined(separator: " or $"))")
        }
        guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            return note("the key is not one line of printable characters")
        }
        var address = endpoint
        while address.hasSuffix("/") { address.removeLast() }
        if !address.hasSuffix(Self.path) { address += Self.path }
        var request = HTTPRequest(
            .post, address,
            headers: [("Content-Type", "application/json"), ("Authorization", "Bearer \(key)")],
            body: Array(body(Self.figures(of: rated)).utf8))
        request.connectTimeoutSeconds = min(timeLimitSeconds, request.connectTimeoutSeconds)
        request.totalTimeoutSeconds = timeLimitSeconds
        request.stallTimeoutSeconds = timeLimitSeconds
        do {
            let answer = try HTTPClient().send(request, bodySizeBytesMax: Self.answerBytesMax)
            return read(answer, of: rated)
        } catch let error as HTTPError {
            return note("\(endpoint) gave no answer: \(error.reason)")
        } catch {
            return note("\(endpoint) gave no answer: \(error)")
        }
    }

    private func read(_ answer: HTTPResponse, of rated: RatedTrack) -> Narration {
        switch answer.status {
        case 200..<300: break
        case 401, 403: return note("\(endpoint) did not take the key (\(answer.status))")
        case 404: return note("\(endpoint) knows no such address or model as `\(model)` (404)")
        case 429: return note("\(endpoint) has had enough of us for now (429)")
        default: return note("\(endpoint) answered with an error (\(answer.status))")
        }
        guard let value = try? JSONReader.value(of: answer.text),
            case .array(let choices)? = value["choices"],
            let text = choices.first?["message"]?["content"]?.text?.trimmed, !text.isEmpty
        else { return note("what \(endpoint) answered is no chat completion") }
        guard text.utf8.count <= Self.textBytesMax else {
            return note("`\(model)` said more than \(Self.textBytesMax) bytes")
        }
        if let invention = Self.check(of: rated).firstInvention(in: text) {
            return note("`\(model)` named a figure that it was not given (\(invention))")
        }
        return .told(text)
    }

    private func note(_ reason: String) -> Narration {
        .notTold("The rating was not narrated: \(reason); \(Self.isLocal).")
    }

    /// All that is handed over.
    static func figures(of rated: RatedTrack) -> JSONValue {
        func figure(_ value: Double) -> JSONValue { .number(rounded(value)) }
        return .object([
            ("scale", .array([.integer(1), .integer(5)])),
            ("rating", figure(rated.rating)),
            (
                "interval_that_holds_four_of_five_ratings",
                .array([figure(rated.interval.lowerBound), figure(rated.interval.upperBound)])
            ),
            ("average_rating", figure(rated.average)),
            ("contributions", .object(rated.contributions.map { ($0.group, figure($0.value)) })),
            ("ratings_of_the_closest_tracks", .array(rated.closest.compactMap { $0.rating.map(figure) })),
            (
                "what_would_move_it",
                .array(
                    rated.moves.map { move in
                        .object([
                            ("feature", .string(move.feature)), ("from", figure(move.from)),
                            ("to", figure(move.to)), ("change", figure(move.change)),
                        ])
                    })
            ),
        ])
    }

    /// The figures above, and the few that the wording of the task brings along.
    static func check(of rated: RatedTrack) -> FigureCheck {
        var check = FigureCheck()
        for value in [1, 5, 4, 80, Double(rated.closest.count), Double(rated.moves.count)] {
            check.allow(value)
        }
        for value in [rated.rating, rated.interval.lowerBound, rated.interval.upperBound, rated.average] {
            check.allow(rounded(value))
        }
        for contribution in rated.contributions { check.allow(rounded(contribution.value)) }
        for near in rated.closest { if let rating = near.rating { check.allow(rounded(rating)) } }
        for move in rated.moves {
            for value in [move.from, move.to, move.change] { check.allow(rounded(value)) }
            check.allow(figuresIn: move.feature.split(separator: "_").joined(separator: " "))
        }
        return check
    }

    /// Two decimals, as the figures are shown; three digits that count where that would say nothing.
    private static func rounded(_ value: Double) -> Double {
        let scale: Double = abs(value) >= 0.1 || value == 0 ? 100 : 1e6
        return (value * scale).rounded() / scale
    }

    private func body(_ figures: JSONValue) -> String {
        let task = """
            You explain a music critic's rating to a musician in two to four plain sentences. You are given figures as \
            JSON. Contributions add up to the rating minus the average. Use figures exactly as they are written, and no \
            other figure, neither in digits nor in words; do not round, add or compare by numbers of your own. Do not \
            guess what the track is.
            """
        return JSONValue.object([
            ("model", .string(model)), ("temperature", .number(0.2)),
            ("max_tokens", .integer(Int64(Self.tokensMax))),
            (
                "messages",
                .array([
                    .object([("role", .string("system")), ("content", .string(task))]),
                    .object([("role", .string("user")), ("content", .string(figures.line))]),
                ])
            ),
        ]).line
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }
}
