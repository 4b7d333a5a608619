import CatalogCore

/// A question as it was put: names that are still to be looked up, and all that needs no catalog.
///
/// The command line fills it from its options, an address by `init(_ parameters:)`; `QueryReader` makes a `Query` of it.
package struct QuestionWords: Sendable, Equatable {
    package var artists: [String] = []
    package var tracks: [String] = []
    package var ids: [Int] = []
    package var user: String?
    /// A playlist of `user`.
    package var playlist: String?
    package var genres: [String] = []
    package var like: [String] = []
    package var unlike: [String] = []
    package var from: String?
    package var to: String?
    /// Mood, filter, dials, limit, cursor and the rest.
    package var query = Query()

    /// More names than a person would type.
    package static let parameterCountMax = 500
    private static let lengthMax = 2_000
    private static let perArtistMax = 1_000

    package init() {}

    /// Reads the parameters of an address; an empty text is one that was not given.
    package init(_ parameters: [(name: String, value: String)]) throws(QuestionError) {
        guard parameters.count <= Self.parameterCountMax else {
            throw QuestionError(
                nil, malformed: "A question has at most \(Self.parameterCountMax) parameters.")
        }
        var given: Set<QuestionParameter> = []
        for (name, value) in parameters {
            guard let parameter = QuestionParameter(rawValue: name) else {
                throw QuestionError(nil, malformed: Self.unknown(name))
            }
            guard !value.isEmpty else { continue }
            guard value.utf8.count <= Self.lengthMax || parameter == .cursor else {
                throw QuestionError(
                    parameter, malformed: "`\(name)` has at most \(Self.lengthMax) bytes.")
            }
            guard given.insert(parameter).inserted || parameter.repeats else {
                throw QuestionError(parameter, malformed: "`\(name)` is given twice. Keep one.")
            }
            try take(value, for: parameter)
        }
        if query.hearing != .any && user == nil {
            throw QuestionError(.heard, malformed: "`heard` needs `user`: who heard it?")
        }
    }

    private mutating func take(_ value: String, for parameter: QuestionParameter) throws(QuestionError) {
        do throws(ValueError) {
            switch parameter {
            case .artist: artists.append(value)
            case .track: tracks.append(value)
            case .id: ids.append(try QuestionText.whole(value, in: 1...Int.max))
            case .user: user = value
            case .playlist: playlist = value
            case .genre: genres.append(value)
            case .like: like.append(value)
            case .unlike: unlike.append(value)
            case .from: from = value
            case .to: to = value
            default: try takeDial(value, for: parameter)
            }
        } catch {
            throw QuestionError(
                parameter, malformed: "`\(parameter.rawValue)` takes \(error.expected), not `\(value)`.")
        }
    }

    private mutating func takeDial(_ value: String, for parameter: QuestionParameter) throws(ValueError) {
        switch parameter {
        case .mood: query.mood = try QuestionText.mood(value)
        case .filter:
            do { query.filter = try FilterParser.parse(value) } catch {
                throw ValueError(expected: "a filter (column \(error.column): \(error.message))")
            }
        case .weights: query.dials.set(try QuestionText.weights(value))
        case .diversity: query.dials.diversity = try QuestionText.share(value)
        case .popularity: query.dials.popularity = try QuestionText.popularity(value)
        case .fresh: query.dials.freshness = try QuestionText.share(value)
        case .perArtist:
            let most = try QuestionText.whole(value, in: 0...Self.perArtistMax)
            query.dials.perArtist = most == 0 ? nil : most
        case .heard: query.hearing = try QuestionText.isYes(value) ? .heard : .unheard
        case .limit: query.limit = try QuestionText.whole(value, in: 1...Query.limitMax)
        case .cursor: query.cursor = try QuestionText.cursor(value)
        case .shuffle: query.shuffleSeed = UInt64(try QuestionText.whole(value, in: 0...Int.max))
        case .artists: query.wanted = try QuestionText.isYes(value) ? .artists : .tracks
        default: preconditionFailure("names are taken as they are")
        }
    }

    private static func unknown(_ name: String) -> String {
        let names = QuestionParameter.allCases.map(\.rawValue)
        let meant = Spelling.nearest(to: name, among: names)
        return "There is no parameter `\(name)`."
            + (meant.map { " Did you mean `\($0)`?" } ?? " They are \(names.joined(separator: ", ")).")
    }
}
