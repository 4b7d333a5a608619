import CatalogCore
import CatalogStore
import Glibc
import HTTP
import TestSupport
import Testing
import WebService

/// What should come next, over HTTP.
@Suite struct RecommendRouteTests {
    private let service: TestService

    init() throws { service = try TestService() }

    private func ids(_ answer: TestService.Answer) -> [Int64] {
        answer.items.compactMap { $0["track"]?["id"]?.whole }
    }

    @Test func aUserGetsWhatPeopleOfTheirTasteHear() throws {
        let answer = try service.ask(.get, "/v1/recommend?user=person0&limit=10")
        #expect(answer.status == 200 && answer.items.count == 10)
        #expect(ids(answer).count(where: TwoTastes.isLoud) >= 8, "\(ids(answer))")
        let first = answer.items[0]
        let parts = (first["parts"]?.elements ?? []).compactMap { $0["value"]?.number }.reduce(0, +)
        #expect(abs(parts - (first["score"]?.number ?? .nan)) < 1e-9, "the parts add up")
        #expect(first["reason"]?.text?.hasSuffix(".") == true && first["artist"]?["name"]?.text != nil)
    }

    @Test func noTrackIsAReasonForItself() throws {
        for user in 1...8 {
            for weights in ["people%3D1,sound%3D0", "people%3D0,sound%3D1"] {
                let answer = try service.ask(
                    .get, "/v1/recommend?user=\(user)&per-artist=0&weights=\(weights)")
                #expect(answer.status == 200 && !answer.items.isEmpty, "\(answer.text)")
                for item in answer.items {
                    let near = item["near"]?.elements ?? []
                    #expect(near.allSatisfy { $0["track_id"]?.whole != item["track"]?["id"]?.whole })
                    #expect(near.allSatisfy { $0["similarity"]?.number ?? 2 <= 1 }, "\(item)")
                }
            }
        }
    }

    @Test func everyKindOfQuestionIsAnswered() throws {
        let questions = [
            "", "artist=Artist%200", "track=Song%203%20%26%20%3Cmore%3E", "id=3&id=4", "genre=rock",
            "mood=energy%3D0.8",
            "like=1&unlike=10",
            "from=1&to=20", "where=year%201990..1999", "user=1&heard=no", "user=1&heard=yes",
            "artists=yes&user=1",
            "diversity=0.5&popularity=deep&fresh=0.2&per-artist=1", "weights=people%3D0.2,sound%3D0.8&user=1",
            "shuffle=7",
        ]
        for question in questions {
            #expect(try service.ask(.get, "/v1/recommend?limit=5&\(question)").status == 200, "\(question)")
        }
    }

    @Test(arguments: [
        ("artist=Nobody%20Of%20This%20Name", 404), ("id=9999", 404), ("user=nobody", 404),
        ("where=year%20foo", 400),
        ("mood=happy", 400), ("limit=0", 400), ("heard=no", 400), ("heard=maybe&user=1", 400),
        ("from=1", 422),
        ("cursor=zzz", 400), ("nonsense=1", 400), ("playlist=x", 400), ("user=1&playlist=x", 404),
        ("diversity=2", 400),
    ]) func whatCannotBeAskedIsRefused(question: String, status: Int) throws {
        let answer = try service.ask(.get, "/v1/recommend?\(question)")
        #expect(answer.status == status, "\(question): \(answer.text)")
    }

    @Test func pagesDoNotRepeat() throws {
        var seen: [Int64] = []
        var target = "/v1/recommend?user=1&limit=8&per-artist=0"
        for _ in 0..<4 {
            let answer = try service.ask(.get, target)
            seen += ids(answer)
            guard let next = answer.json["next"]?.text else { break }
            target = "/v1/recommend?user=1&limit=8&per-artist=0&cursor=\(next)"
        }
        #expect(seen.count >= 24 && Set(seen).count == seen.count)
    }

    @Test func whatIsBannedIsGoneFromTheNextAnswer() throws {
        let before = ids(try service.ask(.get, "/v1/recommend?user=1&limit=5"))
        let banned = try #require(before.first)
        try service.ask(.post, "/v1/feedback", body: #"{"kind":"ban","user_id":1,"track_id":\#(banned)}"#)
        #expect(!ids(try service.ask(.get, "/v1/recommend?user=1&limit=30")).contains(banned))
    }

    /// The same question three times: kept, kept packed, and made anew where the asking user did something.
    @Test func theSameQuestionIsAnsweredAnewOnceItsAnswerIsOld() throws {
        let target = "/v1/recommend?user=1&limit=20"
        let first = try service.ask(.get, target)
        let second = try service.ask(.get, target)
        #expect(second.text == first.text && second.headers["etag"] == first.headers["etag"])
        let packed = try service.ask(.get, target, headers: [("Accept-Encoding", "gzip")])
        #expect(packed.headers["content-encoding"] == "gzip" && packed.body.count < first.body.count)
        let etag = try #require(first.headers["etag"])
        #expect(try service.ask(.get, target, headers: [("If-None-Match", etag)]).status == 304)
        let banned = try #require(ids(first).first)
        try service.ask(.post, "/v1/feedback", body: #"{"kind":"ban","user_id":1,"track_id":\#(banned)}"#)
        #expect(!ids(try service.ask(.get, target)).contains(banned), "what was said counts at once")
        let event = try #require(
            try service.ask(.get, "/v1/users/1/feedback?limit=1").items.first?["id"]?.whole)
        try service.ask(.delete, "/v1/users/1/feedback/\(event)")
        #expect(ids(try service.ask(.get, target)).contains(banned), "and so does taking it back")
        let other = try Catalog(opening: service.catalog.path)
        let outcome = try other.write {
            try $0.add(
                NewEvent(user: UserID(1), track: TrackID(banned), kind: .ban, time: ServiceClock().now))
        }
        #expect(outcome.isAdded)
        var isKnown = false
        for _ in 0..<100 where !isKnown {
            usleep(20_000)
            isKnown = !ids(try service.ask(.get, target)).contains(banned)
        }
        #expect(isKnown, "what another program writes counts soon")
    }

    /// A catalog so large that its index is made beside the answers.
    private static func large(laterSecondsMax: Double) throws -> TestService {
        try TestService(
            fill: { transaction in
                try TwoTastes.fill(transaction)
                for number in 0..<4_100 {
                    let track = NewTrack(
                        title: "Old \(number)", artists: ["Crowd"], durationMs: 200_000)
                    _ = try transaction.insert(track, at: TwoTastes.now)
                }
            }, change: { $0.laterSecondsMax = laterSecondsMax })
    }

    /// A track of the crowd, which nobody has heard.
    private static let unheard = Int64(TwoTastes.trackCount + 7)

    /// Everybody likes and plays it, all at once.
    private func praiseTheUnheard(in service: TestService) throws {
        let events = (1...TwoTastes.personCount).flatMap { user in
            ["like", "play"].map { kind in
                #"{"kind":"\#(kind)","user_id":\#(user),"track_id":\#(Self.unheard)}"#
            }
        }
        let body = #"{"events":[\#(events.joined(separator: ","))]}"#
        let answer = try service.ask(.post, "/v1/feedback/batch", body: body)
        #expect(answer.status == 200 && answer.items.count == events.count, "\(answer.text)")
    }

    @Test func whatOthersDidInALargeCatalogCountsLater() throws {
        let large = try Self.large(laterSecondsMax: 3_600)
        let target = "/v1/recommend?limit=5"
        let first = try large.ask(.get, target)
        #expect(!ids(first).contains(Self.unheard))
        try praiseTheUnheard(in: large)
        #expect(try large.ask(.get, target).text == first.text)
    }

    /// An old answer is sent once more, the next one is new.
    @Test func anOldAnswerOfALargeCatalogIsMadeAnewBehindIt() throws {
        let large = try Self.large(laterSecondsMax: 2)
        let target = "/v1/recommend?limit=5"
        let first = try large.ask(.get, target)
        #expect(!ids(first).contains(Self.unheard))
        try praiseTheUnheard(in: large)
        usleep(2_100_000)
        #expect(try large.ask(.get, target).text == first.text, "nobody waits for what is made anew")
        var isKnown = false
        for _ in 0..<2_000 where !isKnown {
            usleep(10_000)
            isKnown = ids(try large.ask(.get, target)).contains(Self.unheard)
        }
        #expect(isKnown, "the answer was made anew")
    }

    @Test func anAnswerIsKeptForNobodyElse() throws {
        let closed = try TestService(change: { $0.requiresToken = true })
        let admin = try closed.token(of: "person1", scopes: [.read, .admin])
        let other = try closed.token(of: "person0", scopes: [.read])
        let target = "/v1/recommend?user=person1&limit=3"
        #expect(try closed.ask(.get, target, token: admin).items.count == 3)
        #expect(try closed.ask(.get, target, token: other).code == "forbidden")
        let own = try closed.ask(.get, "/v1/recommend?limit=3", token: other)
        #expect(own.items.count == 3)
        #expect(try closed.ask(.get, "/v1/recommend?limit=3", token: admin).text != own.text)
    }

    @Test func whatAnotherProgramWritesIsServed() throws {
        let other = try Catalog(opening: service.catalog.path)
        let banned = try #require(ids(try service.ask(.get, "/v1/recommend?user=1&limit=5")).first)
        _ = try other.write {
            try $0.add(NewEvent(user: UserID(1), track: TrackID(banned), kind: .ban, time: TestService.now))
        }
        #expect(!ids(try service.ask(.get, "/v1/recommend?user=1&limit=30")).contains(banned))
        let added = try other.write { transaction in
            let id = try transaction.insert(
                NewTrack(title: "New here", artists: ["Artist 2"]), at: ServiceClock().now)
            try transaction.setFeatureVector(
                of: id, to: FeatureVector(setVersion: 1, values: [1, 1, 1, 1, 1, 1]))
            return id
        }
        var isServed = false
        for _ in 0..<100 where !isServed {
            isServed = ids(try service.ask(.get, "/v1/recommend?artist=Artist%200&limit=60&per-artist=0"))
                .contains(added.rawValue)
            usleep(20_000)
        }
        #expect(isServed, "a track that was ingested meanwhile is recommended")
    }

    @Test func similarTracksAreOfTheSameSound() throws {
        let answer = try service.ask(.get, "/v1/tracks/1/similar?limit=10")
        #expect(
            answer.items.count == 10 && ids(answer).allSatisfy(TwoTastes.isLoud) && !ids(answer).contains(1))
        let filtered = try service.ask(.get, "/v1/tracks/1/similar?limit=10&where=year%201990..1995")
        #expect(filtered.items.allSatisfy { (1990...1995).contains($0["track"]?["year"]?.whole ?? 0) })
        #expect(try service.ask(.get, "/v1/tracks/1/similar?where=nonsense").status == 400)
        #expect(try service.ask(.get, "/v1/tracks/999/similar").status == 404)
    }

    @Test func whatPeoplePlayNowTrends() throws {
        let answer = try service.ask(.get, "/v1/trending?limit=5")
        let scores = answer.items.compactMap { $0["score"]?.number }
        #expect(scores.count == 5 && scores == scores.sorted(by: >))
        #expect(ids(try service.ask(.get, "/v1/trending?genre=ambient")).allSatisfy { !TwoTastes.isLoud($0) })
        #expect(try service.ask(.get, "/v1/trending?genre=noise-of-nobody").status == 404)
    }

    @Test func aStreamSendsTheListAnewWhenFeedbackChangesIt() throws {
        let connection = try RawConnection(port: service.service.port)
        connection.send("GET /v1/stream?user=1&limit=5 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(connection.read(until: "event: recommendations", seconds: 5))
        let first = try #require(ids(try service.ask(.get, "/v1/recommend?user=1&limit=5")).first)
        try service.ask(.post, "/v1/feedback", body: #"{"kind":"ban","user_id":1,"track_id":\#(first)}"#)
        let next = try #require(ids(try service.ask(.get, "/v1/recommend?user=1&limit=5")).first)
        #expect(next != first && connection.read(until: #""rank":1,"track":{"id":\#(next),"#, seconds: 5))
    }

    @Test func aStreamIsForItsOwnUserOnly() throws {
        let closed = try TestService(change: { $0.requiresToken = true })
        let token = try closed.token(of: "person0", scopes: .read)
        #expect(try closed.ask(.get, "/v1/stream?user=2", token: token).code == "forbidden")
        #expect(try closed.ask(.get, "/v1/recommend?user=person1", token: token).code == "forbidden")
        let own = try closed.ask(.get, "/v1/recommend?limit=3", token: token)
        #expect(own.items.count == 3)
    }
}
