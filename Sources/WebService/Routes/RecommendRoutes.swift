import CatalogCore
import CatalogStore
import HTTP
import Learning
import Recommend

/// What should come next, and why.
enum RecommendRoutes {
    private static let nameMax = 500
    private static let textMax = 2_000

    /// The parameters of a question: the same words as on the command line.
    private static let question: [QuestionField] = QuestionParameter.allCases.map { parameter in
        switch parameter {
        case .artist:
            QuestionField(parameter, .text(1...nameMax), "an artist to be near to: a name or number")
        case .track: QuestionField(parameter, .text(1...nameMax), "a track to be near to: a name or number")
        case .id: QuestionField(parameter, .identifier, "the number of a track to be near to")
        case .user:
            QuestionField(parameter, .text(1...nameMax), "for whom: a name or number; else the token's user")
        case .playlist:
            QuestionField(parameter, .text(1...nameMax), "what goes on from a playlist of the user")
        case .genre: QuestionField(parameter, .text(1...nameMax), "of this genre and what is under it")
        case .mood: QuestionField(parameter, .text(1...textMax), "near to a mood: `energy=0.8,valence=0.3`")
        case .like: QuestionField(parameter, .text(1...nameMax), "a track whose sound is added")
        case .unlike: QuestionField(parameter, .text(1...nameMax), "a track whose sound is taken away")
        case .from: QuestionField(parameter, .text(1...nameMax), "the track where a path starts")
        case .to: QuestionField(parameter, .text(1...nameMax), "the track where the path ends")
        case .filter:
            QuestionField(parameter, .text(1...textMax), "a filter: `year 1990..1999, energy >= 0.6`")
        case .weights: QuestionField(parameter, .text(1...textMax), "`people=0.7,sound=0.3`")
        case .diversity:
            QuestionField(
                parameter, .share, "how unlike each other the tracks of a page are",
                assumed: .number(Dials().diversity))
        case .popularity:
            QuestionField(
                parameter, .text(1...20), "`deep`, `balanced`, `hits`, or -1 to 1",
                assumed: .string("balanced"))
        case .fresh:
            QuestionField(
                parameter, .share, "how much what is new counts", assumed: .number(Dials().freshness))
        case .perArtist:
            QuestionField(
                parameter, .integer(0...1_000),
                "at most so many tracks of an artist on a page, which may be shorter for it; 0 for any",
                assumed: .integer(Int64(Dials().perArtist ?? 0)))
        case .heard:
            QuestionField(parameter, .choice(["yes", "no"]), "only what the user has heard, or has not")
        case .limit:
            QuestionField(
                parameter, .integer(1...Int64(Query.limitMax)), "entries of a page",
                assumed: .integer(Int64(Query().limit)))
        case .cursor:
            QuestionField(
                parameter, .pattern("^[A-Za-z0-9_-]*$") { Cursor(text: $0) != nil },
                "the `next` of the page before")
        case .shuffle:
            QuestionField(parameter, .integer(0...Int64.max >> 1), "a seed: another order for each")
        case .artists: QuestionField(parameter, .choice(["yes", "no"]), "artists are the answer, not tracks")
        }
    }

    static let parameters: [any DeclaredParameter] = question

    static let items = Schema.list(
        .named(
            "Recommendation",
            .object([
                .always("rank", .count, "from 1, on its page"),
                .always("track", TrackAnswer.brief),
                .known("artist", NounAnswer.name("ArtistName"), "the first of the track's artists"),
                .always("score", .number(nil)),
                .always(
                    "parts",
                    .list(
                        .object([
                            .always("kind", .choice(Recommendation.PartKind.allCases.map(\.rawValue))),
                            .always("value", .number(nil)),
                        ]), countMax: 20), "add up to the score"),
                .always("near", .list(near, countMax: 100), "what it is near to"),
                .always("reason", .words, "why, as a person would say it"),
            ])), countMax: Query.limitMax)

    private static let near = Schema.object([
        .always("track_id", .identifier), .always("title", .words, "`Artist - Title`"),
        .always("similarity", .number(nil)),
        .always("kind", .choice(Recommendation.PartKind.allCases.map(\.rawValue))),
    ])

    private static let schema = Schema.named(
        "Recommendations",
        .object([
            .always("items", items),
            .always("remarks", .list(.words, countMax: 1_000), "what was taken for something else"),
            .known("next", .words, "the cursor of the next page; null where nothing is left"),
        ]))

    private static let similarLimit = Parameter<Int>.assumed(
        "limit", .integer(1...ServiceLimits.pageSizeMax), 20, shown: .integer(20), "how many")
    private static let filter = Parameter<String?>.optional(
        "where", .text(1...textMax), "a filter: `year 1990..1999, energy >= 0.6`")
    private static let genre = Parameter<String?>.optional("genre", .text(1...nameMax), "only of this genre")

    private static let similar = ListAnswer.whole(
        .named(
            "Similar", .object([.always("track", TrackAnswer.brief), .always("similarity", .number(nil))])),
        countMax: ServiceLimits.pageSizeMax)
    private static let trending = ListAnswer.whole(
        .named("Trending", .object([.always("track", TrackAnswer.brief), .always("score", .number(nil))])),
        countMax: ServiceLimits.pageSizeMax)

    static let all: [Route] = [
        Route(
            "GET", "/v1/recommend", "recommend", .recommend, .read, "say what should come next, and why",
            detail: "Everything that `catalog recommend` can ask, in the same words.", parameters: parameters,
            answers: [.ok(schema, "A page, best first")], problems: [.notFound, .notUnderstood],
            pace: .computing, known: shelved
        ) { call in
            try made(call)
        },
        Route(
            "GET", "/v1/tracks/{track}/similar", "similarTracks", .recommend, .read,
            "list the tracks that sound like one",
            detail: "By sound alone: similarities are cosines.",
            parameters: [TrackRoutes.track, similarLimit, filter],
            answers: [.ok(similar, "Nearest first")], pace: .computing
        ) { call in try similarTracks(call) },
        Route(
            "GET", "/v1/trending", "trending", .recommend, .read, "list what people play now",
            parameters: [similarLimit, genre],
            answers: [.ok(trending, "Most played first; older plays count less")],
            problems: [.notFound], pace: .computing
        ) { call in try trendingTracks(call) },
    ]

    // MARK: Answers

    /// The answer to the question of a call that was sent before, where it still holds.
    private static func shelved(_ call: Call) throws -> Reply? {
        guard isKept(call) else { return nil }
        let service = call.service
        let (parameters, caller) = (call.head.query, call.caller)
        let question = name(of: call)
        let engine = try service.engine.ready
        let found = service.answers.entry(
            for: question, nowSeconds: MonotonicClock.seconds(), isPrompt: engine.isPrompt,
            stamp: { stamp(of: $0, engine, service) })
        guard let (entry, isOld) = found else { return nil }
        if let user = entry.user { try caller.require(user) }
        if isOld {
            service.renewal.add(question) { [weak service] in
                guard let service else { return }
                _ = try entryMadeAnew(question, try words(parameters, caller: caller), caller, service)
            }
        }
        return reply(entry)
    }

    /// The answer to the question of a call, made anew.
    private static func made(_ call: Call) throws -> Reply {
        let words = try words(call.head.query, caller: call.caller)
        guard isKept(call) else {
            return Reply(content: .jsonBytes(try answer(words, caller: call.caller, call.service)))
        }
        return reply(try entryMadeAnew(name(of: call), words, call.caller, call.service))
    }

    /// Another page and a playlist are not asked for twice, or change with what is not counted here.
    private static func isKept(_ call: Call) -> Bool {
        !call.head.query.contains {
            $0.name == QuestionParameter.cursor.rawValue || $0.name == QuestionParameter.playlist.rawValue
        }
    }

    /// Makes the answer to a question, and keeps it.
    private static func entryMadeAnew(
        _ question: String, _ words: QuestionWords, _ caller: Caller, _ service: ServiceCore
    ) throws -> AnswerShelf.Entry {
        let engine = try service.engine.ready
        let (query, remarks) = try service.catalog.read { try lookedUp(words, by: caller, in: $0) }
        // Taken before the answer is made: what arrives meanwhile makes it old at once.
        let stamp = stamp(of: query.user, engine, service)
        let madeSeconds = MonotonicClock.seconds()
        let bytes = try answer(query, remarks, engine, service)
        guard let packed = GzipCompressor.pack(bytes, .quick) else {
            throw Problem(.unforeseen, "The answer cannot be packed.")
        }
        let entry = AnswerShelf.Entry(
            packed: packed, size: bytes.count, etag: ETag.of(bytes), user: query.user, stamp: stamp,
            madeSeconds: madeSeconds)
        service.answers.keep(entry, for: question)
        return entry
    }

    private static func stamp(
        of user: UserID?, _ engine: RecommendationEngine, _ service: ServiceCore
    ) -> AnswerShelf.Stamp {
        AnswerShelf.Stamp(
            asker: .init(mark: service.marks.mark(of: user), users: service.revisions.ofUsers),
            music: .init(
                revision: service.revisions.ofMusic, index: ObjectIdentifier(engine.index),
                momentSeconds: RecommendationEngine.momentSeconds(service.clock.now)),
            events: service.revisions.revision(of: .event))
    }

    private static func reply(_ entry: AnswerShelf.Entry) -> Reply {
        var reply = Reply(content: .packedJSON(entry.packed, size: entry.size))
        reply.etag = entry.etag
        return reply
    }

    /// The question with whoever asks, as a key.
    private static func name(of call: Call) -> String {
        var name = call.caller.user.map { "\($0)" } ?? ""
        // With their lengths: a value may hold whatever could stand between them.
        for (parameter, value) in call.head.query {
            name += "&\(parameter.utf8.count):\(parameter)=\(value.utf8.count):\(value)"
        }
        return name
    }

    /// The answer as it is sent, made anew.
    static func answer(_ words: QuestionWords, caller: Caller, _ service: ServiceCore) throws -> [UInt8] {
        let engine = try service.engine.ready
        let (query, remarks) = try service.catalog.read { try lookedUp(words, by: caller, in: $0) }
        return try answer(query, remarks, engine, service)
    }

    /// What tracks are called comes from what was sent before, else from one look at the catalog for all of them.
    private static func answer(
        _ query: Query, _ remarks: [String], _ engine: RecommendationEngine, _ service: ServiceCore
    ) throws -> [UInt8] {
        let answer = try engine.answer(query, now: service.clock.now)
        let remarks = remarks + engine.index.table.remarks(on: query)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(answer.recommendations.count * 900 + 200)
        bytes.append(contentsOf: #"{"items":["#.utf8)
        try WordsReader.read(service) { words in
            var rank = 0
            for recommendation in answer.recommendations {
                guard let track = try words.track(recommendation.track) else { continue }
                if rank > 0 { bytes.append(UInt8(ascii: ",")) }
                rank += 1
                try write(recommendation, rank, track, words, to: &bytes)
            }
        }
        bytes.append(contentsOf: #"],"remarks":"#.utf8)
        JSONValue.array(remarks.map(JSONValue.string)).write(to: &bytes)
        bytes.append(contentsOf: #","next":"#.utf8)
        (answer.next?.text).json.write(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    /// The question of an address; whose it is, a token tells where the address does not.
    static func words(
        _ parameters: [(name: String, value: String)], caller: Caller
    ) throws(QuestionError) -> QuestionWords {
        try QuestionWords(parameters + ownUser(parameters, caller))
    }

    /// The question with its names looked up; a user may also be named by number.
    ///
    /// Who speaks for themselves alone does not learn who else there is, nor what lists those keep: the user comes first.
    static func lookedUp(
        _ words: QuestionWords, by caller: Caller, in snapshot: Snapshot
    ) throws -> (query: Query, remarks: [String]) {
        var words = words
        if let text = words.user {
            let named = try snapshot.user(named: text)
            let numbered = try Int64(text).flatMap { try snapshot.user(UserID($0)) }
            if let user = [named, numbered].lazy.compactMap({ $0 }).first(where: { caller.mayActFor($0.id) })
            {
                words.user = user.name
            } else if !caller.scopes.contains(.admin) {
                throw Caller.speaksForItself
            }
        }
        return try QueryReader(snapshot).read(words)
    }

    private static func ownUser(
        _ parameters: [(name: String, value: String)], _ caller: Caller
    ) -> [(name: String, value: String)] {
        let name = QuestionParameter.user.rawValue
        guard let user = caller.user, !parameters.contains(where: { $0.name == name && !$0.value.isEmpty })
        else {
            return []
        }
        return [(name: name, value: "\(user)")]
    }

    private static func write(
        _ recommendation: Recommendation, _ rank: Int, _ track: TrackWords, _ words: WordsReader,
        to bytes: inout [UInt8]
    ) throws {
        bytes.append(contentsOf: #"{"rank":\#(rank),"track":"#.utf8)
        bytes.append(contentsOf: track.json)
        bytes.append(contentsOf: #","artist":"#.utf8)
        let artist = try recommendation.artist.flatMap { try words.artist($0) }
        artist.map(NounAnswer.name).map { $0.write(to: &bytes) } ?? JSONValue.null.write(to: &bytes)
        bytes.append(contentsOf: #","score":"#.utf8)
        JSONValue.number(recommendation.score).write(to: &bytes)
        bytes.append(contentsOf: #","parts":"#.utf8)
        JSONValue.array(
            recommendation.parts.map {
                .object([("kind", .string($0.kind.rawValue)), ("value", .number($0.value))])
            }
        ).write(to: &bytes)
        var titles: [TrackID: String] = [:]
        for near in recommendation.nearby {
            titles[near.track] = try words.track(near.track)?.title
        }
        bytes.append(contentsOf: #","near":"#.utf8)
        JSONValue.array(
            recommendation.nearby.map { near in
                .object([
                    ("track_id", near.track.json), ("title", .string(titles[near.track] ?? "")),
                    ("similarity", .number(near.similarity)), ("kind", .string(near.kind.rawValue)),
                ])
            }
        ).write(to: &bytes)
        bytes.append(contentsOf: #","reason":"#.utf8)
        JSONValue.string(recommendation.sentence { titles[$0] ?? "track \($0)" }).write(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    private static func similarTracks(_ call: Call) throws -> Reply {
        let id = call[TrackRoutes.track]
        let engine = try call.service.engine.ready
        return try call.catalog.read { snapshot in
            _ = try TrackRoutes.known(id, in: snapshot)
            let state = try engine.snapshot(for: nil, now: call.now, in: snapshot)
            guard let place = state.place(of: id) else {
                throw Problem(.notFound, "Track \(id) was not heard, so nothing is known to sound like it.")
            }
            let filter = try call[filter].map(FilterParser.parse) ?? .none
            var allowed = state.table.matching(filter)
            if let names = try NameFilter.matching(filter, in: state.table, of: snapshot) {
                allowed.formIntersection(names)
            }
            if let index = state.table.index(of: id) { allowed.remove(Int(index)) }
            let near = state.similar(toSound: place, limit: call[similarLimit], among: allowed)
            return ListAnswer.whole(
                try near.compactMap { near in
                    try snapshot.track(near.track).map {
                        .object([("track", TrackAnswer.json($0)), ("similarity", .number(near.similarity))])
                    }
                })
        }
    }

    private static func trendingTracks(_ call: Call) throws -> Reply {
        let engine = try call.service.engine.ready
        return try call.catalog.read { snapshot in
            let state = try engine.snapshot(for: nil, now: call.now, in: snapshot)
            var tracks: [Int32]?
            if let name = call[genre] {
                guard let genre = try snapshot.genre(named: name) else {
                    throw Problem(.notFound, "There is no such genre.")
                }
                let genres = [genre.id] + (try snapshot.subgenres(of: genre.id)).map(\.id)
                tracks = Set(genres.flatMap(state.table.tracks(of:))).sorted()
            }
            let trending = state.trending(
                among: tracks, limit: call[similarLimit],
                nowSeconds: RecommendationEngine.momentSeconds(call.now))
            return ListAnswer.whole(
                try trending.compactMap { entry in
                    try snapshot.track(entry.track).map {
                        .object([("track", TrackAnswer.json($0)), ("score", .number(entry.score))])
                    }
                })
        }
    }
}
