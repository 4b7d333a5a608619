import CatalogCore
import CatalogStore
import HTTP
import TestSupport
import Testing
import WebService

/// What one client can do to the answers of others, by mistake or on purpose.
@Suite struct TrustedFeedbackTests {
    private let service: TestService

    init() throws { service = try TestService() }

    private func trend(of track: Int64) throws -> Double {
        let items = try service.ask(.get, "/v1/trending?limit=60").items
        return items.first { $0["track"]?["id"]?.whole == track }?["score"]?.number ?? 0
    }

    private func add(_ body: String, status: Int = 200) throws -> JSONValue {
        let answer = try service.ask(.post, "/v1/feedback", body: body)
        #expect(answer.status == status, "\(answer.text)")
        return answer.json
    }

    @Test func aClockThatIsFarAheadIsToldSo() throws {
        for year in [2099, 9_999] {
            let body = #"{"kind":"like","user_id":1,"track_id":3,"time":"\#(year)-01-01T00:00:00Z"}"#
            let answer = try service.ask(.post, "/v1/feedback", body: body)
            #expect(answer.status == 422 && answer.text.contains("ahead"), "\(answer.text)")
        }
    }

    @Test(arguments: ["1700000000", "2024-01-01", "2024-01-01 10:00", "2024-01-01T10:00:00"])
    func aTimeWithoutItsZoneIsNotGuessed(time: String) throws {
        let body = #"{"kind":"like","user_id":1,"track_id":3,"time":"\#(time)"}"#
        #expect(try service.ask(.post, "/v1/feedback", body: body).code == "invalid_body")
    }

    @Test func aTimeBeforeThereWasMusicToHearIsRefused() throws {
        _ = try add(#"{"kind":"like","user_id":1,"track_id":3,"time":"0001-01-01T00:00:00Z"}"#, status: 422)
    }

    @Test func whoseItIsIsSaidOnce() throws {
        _ = try add(#"{"kind":"like","user_id":1,"user":"person1","track_id":3}"#, status: 422)
        _ = try add(#"{"kind":"like","user_id":1,"user":"person0","track_id":3}"#)
    }

    @Test func aBatchThatIsSentTwiceCountsOnce() throws {
        let plays = [3, 4].map { #"{"kind":"play","user_id":1,"track_id":\#($0)}"# }.joined(separator: ",")
        func send() throws -> [JSONValue] {
            try service.ask(
                .post, "/v1/feedback/batch", body: "{\"events\":[\(plays)]}",
                headers: [("Idempotency-Key", "monday")]
            ).items
        }
        let (first, again) = (try send(), try send())
        #expect(first.map { $0["is_repeated"]?.line } == ["false", "false"])
        #expect(again.map { $0["is_repeated"]?.line } == ["true", "true"])
        #expect(first.map { $0["event_id"]?.line } == again.map { $0["event_id"]?.line })
    }

    @Test func twoKeysOfOneEventAreRefused() throws {
        let answer = try service.ask(
            .post, "/v1/feedback", body: #"{"kind":"play","user_id":1,"track_id":3,"key":"other"}"#,
            headers: [("Idempotency-Key", "one")])
        #expect(answer.code == "invalid_parameter")
    }

    /// A player that names the start and the end of a play alike would lose how long it was.
    @Test func aKeyHoldsHowMuchWasPlayed() throws {
        _ = try add(#"{"kind":"play","user_id":1,"track_id":3,"key":"p","played_seconds":4}"#)
        _ = try add(#"{"kind":"play","user_id":1,"track_id":3,"key":"p","played_seconds":4}"#)
        _ = try add(#"{"kind":"play","user_id":1,"track_id":3,"key":"p","played_seconds":40}"#, status: 409)
    }

    /// Another program, or an import, may have brought such an event.
    @Test func aPlayOfTheFutureTrendsLikeOneOfNow() throws {
        let before = try trend(of: 3)
        try service.catalog.write { transaction in
            let year2099 = Timestamp(milliseconds: 4_070_908_800_000)
            for person in 1...2 {
                _ = try transaction.add(
                    NewEvent(user: UserID(Int64(person)), track: TrackID(3), kind: .play, time: year2099))
            }
        }
        let after = try trend(of: 3)
        #expect(after > before && after < 3, "\(before) to \(after)")
    }

    @Test func whoPlaysATrackAgainAndAgainCountsOnce() throws {
        _ = try add(#"{"kind":"play","user_id":2,"track_id":3}"#)
        let once = try trend(of: 3)
        for round in 0..<40 {
            _ = try add(#"{"kind":"play","user_id":2,"track_id":3,"key":"again \#(round)"}"#)
        }
        let often = try trend(of: 3)
        #expect(often >= once && often < once + 0.01, "\(once) to \(often)")
        _ = try add(#"{"kind":"play","user_id":4,"track_id":3}"#)
        #expect(try trend(of: 3) > once + 0.05, "another listener is another matter")
    }

    @Test func aKeyThatIsUsedForAnotherEventIsRefused() throws {
        let first = try add(#"{"kind":"like","user_id":1,"track_id":3,"key":"k"}"#)
        let again = try add(#"{"kind":"like","user_id":1,"track_id":3,"key":"k"}"#)
        #expect(again["event_id"]?.whole == first["event_id"]?.whole && again["is_repeated"]?.line == "true")
        _ = try add(#"{"kind":"skip","user_id":1,"track_id":7,"key":"k"}"#, status: 409)
        _ = try add(#"{"kind":"like","user_id":1,"track_id":7,"key":"k"}"#, status: 409)
        // Nothing of a batch is kept that holds one.
        let batch =
            #"{"events":[{"kind":"like","user_id":1,"track_id":9},{"kind":"skip","user_id":1,"track_id":7,"key":"k"}]}"#
        #expect(try service.ask(.post, "/v1/feedback/batch", body: batch).status == 409)
        #expect(try service.ask(.get, "/v1/users/1/opinions/9").json["stance"]?.line == "null")
        // The same by words, and another person's key.
        let words = #"{"kind":"like","user_id":1,"artist":"Nobody","title":"Nowhere","key":"w"}"#
        _ = try add(words)
        #expect(try add(words)["is_repeated"]?.line == "true")
        _ = try add(#"{"kind":"skip","user_id":2,"track_id":7,"key":"k"}"#)
    }

    @Test func timesBefore1970ArePagedThroughLikeOthers() throws {
        try service.catalog.write { transaction in
            for number in 0..<5 {
                let time = Timestamp(milliseconds: -10_000 + Int64(number))
                _ = try transaction.add(
                    NewEvent(user: UserID(1), track: TrackID(Int64(number) + 1), kind: .skip, time: time))
            }
        }
        var seen: [Int64] = []
        var target: String? = "/v1/users/1/feedback?limit=2"
        while let asked = target, seen.count < 200 {
            let answer = try service.ask(.get, asked)
            seen += answer.items.compactMap { $0["id"]?.whole }
            target = answer.json["next"]?.text.map { "/v1/users/1/feedback?limit=2&cursor=\($0)" }
        }
        #expect(Set(seen).count == seen.count && seen.count < 200, "no event twice")
        #expect(try service.ask(.get, "/v1/users/1/feedback?cursor=1").status == 400)
    }

    @Test func theLastPageOfAListHasNoNext() throws {
        var pages = 0
        var target: String? = "/v1/tracks?limit=20"
        while let asked = target {
            let answer = try service.ask(.get, asked)
            pages += 1
            #expect(answer.items.count == 20)
            target = answer.json["next"]?.text.map { "/v1/tracks?limit=20&cursor=\($0)" }
        }
        #expect(pages == TwoTastes.trackCount / 20)
    }

    @Test func aMoodThatNobodyKnowsIsRemarkedOn() throws {
        let answer = try service.ask(.get, "/v1/recommend?mood=valence%3D0.3&limit=3")
        guard case .array(let remarks)? = answer.json["remarks"] else { throw TestFailure("no remarks") }
        #expect(remarks.contains { $0.text?.contains("valence") == true }, "\(answer.text)")
    }

    @Test func theMapShowsWhatWasHeard() throws {
        let points = try service.ask(.get, "/v1/map").items
        #expect(points.count == TwoTastes.trackCount)
        // The two halves lie on two sides.
        let loud = points.filter { TwoTastes.isLoud($0["id"]?.whole ?? 0) }.compactMap { $0["x"]?.number }
        let quiet = points.filter { !TwoTastes.isLoud($0["id"]?.whole ?? 0) }.compactMap { $0["x"]?.number }
        #expect(
            loud.allSatisfy { ($0 > 0) == (loud[0] > 0) } && quiet.allSatisfy { ($0 > 0) != (loud[0] > 0) })
        let few = try service.ask(.get, "/v1/map?limit=10").items
        #expect((1...10).contains(few.count))
        for point in few {
            let same = points.first { $0["id"]?.whole == point["id"]?.whole }
            #expect(same?["x"]?.number == point["x"]?.number, "a track has one place")
        }
        _ = try service.catalog.write { transaction in
            let id = try transaction.insert(
                NewTrack(title: "New", artists: ["Artist 0"], album: "Album 0", durationMs: 1_000),
                at: TestService.now)
            try transaction.setFeatureVector(
                of: id, to: FeatureVector(setVersion: 1, values: [1, 1, 1, 1, 1, 1]))
        }
        var count = 0
        for _ in 0..<100 where count != points.count + 1 {
            count = try service.ask(.get, "/v1/map").items.count
        }
        #expect(count == points.count + 1)
    }
}
