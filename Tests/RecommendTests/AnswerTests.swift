import CatalogCore
import Learning
import Recommend
import Testing

@Suite struct AnswerTests {
    private func isEven(_ id: TrackID) -> Bool { (id.rawValue - 1) % 2 == 0 }

    @Test(arguments: [UInt64(1), 2])
    func partsAddUpAndCampsAreKept(seed: UInt64) throws {
        let snapshot = try World.snapshot(seed: seed)
        for user in 0..<20 {
            var query = Query()
            query.user = UserID(Int64(user))
            query.hearing = .unheard
            let answer = try snapshot.answer(query, nowSeconds: World.nowSeconds)
            #expect(answer.recommendations.count == 20)
            for item in answer.recommendations {
                #expect(isEven(item.track) == (user % 2 == 0))
                #expect(abs(item.score - item.parts.reduce(0) { $0 + $1.value }) < 1e-6)
                #expect(Set(item.parts.map(\.kind)).count == item.parts.count)
                #expect(!item.nearby.isEmpty)
                #expect(item.sentence { "track \($0)" }.hasSuffix("."))
            }
            #expect(try snapshot.answer(query, nowSeconds: World.nowSeconds) == answer)
        }
    }

    /// Under every dial at once, on more than ten thousand items.
    @Test func everyScoreIsTheSumOfItsParts() throws {
        let snapshot = try World.snapshot(seed: 21)
        var count = 0
        for user in 0..<60 {
            var query = Query()
            query.user = UserID(Int64(user))
            query.tracks = [World.track(user)]
            query.unlike = [World.track(user + 7)]
            query.mood = [.energy: 0.4]
            query.dials.popularity = user % 2 == 0 ? 0.5 : -0.5
            query.dials.freshness = 0.3
            query.dials.diversity = 0.4
            query.dials.perArtist = nil
            query.shuffleSeed = UInt64(user)
            query.limit = 240
            let answer = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
            count += answer.count
            for item in answer {
                #expect(abs(item.score - item.parts.reduce(0) { $0 + $1.value }) < 1e-6)
            }
            // The score is what the list is in the order of.
            #expect(zip(answer, answer.dropFirst()).allSatisfy { $0.score >= $1.score - 1e-9 })
        }
        #expect(count > 10_000)
    }

    @Test func sentencesSayWhatWasAskedFor() throws {
        let snapshot = try World.snapshot(seed: 22)
        func sentences(_ change: (inout Query) -> Void) throws -> [String] {
            var query = Query()
            query.limit = 6
            change(&query)
            return try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations.map {
                $0.sentence { "track \($0)" }
            }
        }
        let path = try sentences {
            $0.from = World.track(0)
            $0.to = World.track(1)
        }
        #expect(path.first == "It sounds like track 1." && path.last == "It sounds like track 2.")
        #expect(try sentences { $0.dials.popularity = 1 }.contains("Many people play it now."))
        #expect(try !sentences { $0.dials.popularity = -1 }.contains("Many people play it now."))
        // A mood that no track is known to have decides nothing, and is said.
        var query = Query()
        query.mood = [.valence: 0.3]
        #expect(snapshot.table.remarks(on: query).count == 1)
        #expect(
            try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations.map(\.track)
                == snapshot.answer(Query(), nowSeconds: World.nowSeconds).recommendations.map(\.track))
        query.mood = [.energy: 0.3]
        #expect(snapshot.table.remarks(on: query).isEmpty)
    }

    @Test func everyFormOfQuestionIsAnswered() throws {
        let snapshot = try World.snapshot(seed: 3)
        func ask(_ change: (inout Query) -> Void) throws -> [Recommendation] {
            var query = Query()
            query.limit = 10
            change(&query)
            return try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        }
        #expect(try ask { _ in }.count == 10)
        #expect(
            try ask { $0.tracks = [World.track(4)] }.allSatisfy {
                isEven($0.track) && $0.track != World.track(4)
            })
        let ofArtist = try ask { $0.artists = [World.artist(3)] }
        #expect(ofArtist.allSatisfy { !isEven($0.track) })
        let artists = try ask {
            $0.artists = [World.artist(3)]
            $0.wanted = .artists
        }
        #expect(Set(artists.map(\.artist)).count == 10)
        #expect(artists.allSatisfy { $0.artist != World.artist(3) })
        #expect(try ask { $0.genres = [GenreID(2)] }.allSatisfy { !isEven($0.track) })
        let mood = try ask { $0.mood = [.energy: 0.9] }
        #expect(mood.allSatisfy { ($0.track.rawValue - 1) % 10 >= 7 })
        let arithmetic = try ask {
            $0.like = [World.track(1)]
            $0.unlike = [World.track(2)]
        }
        #expect(arithmetic.allSatisfy { !isEven($0.track) })
        #expect(try ask { $0.playlist = [World.track(2), World.track(8)] }.allSatisfy { isEven($0.track) })
        let path = try ask {
            $0.from = World.track(0)
            $0.to = World.track(1)
        }
        #expect(isEven(path[0].track) && !isEven(path[9].track))
        #expect(Set(path.map(\.track)).count == 10)
    }

    @Test func filtersAndDialsAreObeyed() throws {
        let snapshot = try World.snapshot(seed: 4)
        var query = Query()
        query.user = UserID(2)
        query.filter = try FilterParser.parse("tempo 100..110, year 1990..")
        let filtered = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(!filtered.isEmpty)
        #expect(filtered.allSatisfy { (100...110).contains(80 + Int($0.track.rawValue - 1) % 100) })
        query.filter = .none
        query.dials.perArtist = 1
        let one = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(Set(one.map(\.artist)).count == one.count)
        func meanPopularity(_ dial: Double) throws -> Double {
            query.dials.popularity = dial
            let answer = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
            let trends = snapshot.models.trends
            return answer.reduce(0) { $0 + trends[Int($1.track.rawValue - 1)] } / Double(answer.count)
        }
        #expect(try meanPopularity(1) > meanPopularity(-1))
        query.dials.popularity = 0
        query.dials.people = 0
        query.dials.sound = 1
        let bySound = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(bySound.allSatisfy { item in !item.parts.contains { $0.kind == .people } })
    }

    @Test func aLikeASkipAndABanShowInTheNextAnswer() throws {
        var engine = try World.snapshot(seed: 5)
        let user = World.stranger
        var query = Query()
        query.user = user
        query.limit = 40
        engine.record(Signal(.like, timeSeconds: World.nowSeconds), user: user, track: World.track(10))
        let liked = try engine.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(liked.prefix(20).allSatisfy { isEven($0.track) })
        let ban = liked[0].track
        engine.record(Signal(.ban, timeSeconds: World.nowSeconds), user: user, track: ban)
        let afterBan = try engine.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(!afterBan.map(\.track).contains(ban))
        let skip = afterBan[0].track
        for _ in 0..<3 {
            engine.record(
                Signal(.skip(completion: 0.02), timeSeconds: World.nowSeconds), user: user, track: skip)
        }
        let afterSkip = try engine.answer(query, nowSeconds: World.nowSeconds).recommendations
        let place = afterSkip.map(\.track).firstIndex(of: skip) ?? .max
        #expect(place > 0)
        let isKnown = engine.record(Signal(.like, timeSeconds: 0), user: user, track: TrackID(77_777))
        #expect(!isKnown)
    }

    @Test func aNewTrackIsPlacedByItsSoundAndDuplicatesAreShownOnce() throws {
        let fresh = TrackID(5_000)
        let copy = TrackID(5_001)
        let snapshot = try World.snapshot(seed: 8, extra: [(fresh, 20), (copy, 20)]) { builder in
            builder.addTrack(fresh, addedSeconds: World.nowSeconds, popularity: nil)
            builder.addTrack(copy, addedSeconds: World.nowSeconds, popularity: nil)
            builder.addArtist(ArtistID(500), of: fresh)
            builder.hide(copy)
        }
        // Among its camp of 120, though nobody has heard it; and the nearest where only sound counts.
        let similar = try snapshot.similar(to: World.track(20), limit: 121).recommendations.map(\.track)
        #expect(similar.contains(fresh))
        #expect(!similar.contains(copy))
        var query = Query()
        query.tracks = [World.track(20)]
        query.dials.sound = 1
        query.dials.popularity = -0.1875  // leaves popularity no weight at all
        let nearest = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(nearest.first?.track == fresh)
        let twin = try #require(snapshot.place(of: World.track(20)))
        #expect(Set(snapshot.similar(toSound: twin, limit: 2).map(\.track)) == [World.track(20), fresh])
    }

    /// What is disliked, skipped or banned takes from what sounds like it, and less so as time passes.
    @Test(arguments: [Signal.Kind.skip(completion: 0.01), .dislike, .ban])
    func whatIsNotWantedPushesDownWhatSoundsAlike(kind: Signal.Kind) throws {
        func penalty(daysAgo: Double) throws -> Double {
            var snapshot = try World.snapshot(seed: 12)
            let seconds = World.nowSeconds - 86_400 * daysAgo
            snapshot.record(Signal(.like, timeSeconds: seconds), user: World.stranger, track: World.track(3))
            snapshot.record(Signal(kind, timeSeconds: seconds), user: World.stranger, track: World.track(10))
            var query = Query()
            query.user = World.stranger
            query.limit = 240
            query.dials.perArtist = nil
            let answer = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
            return answer.filter { isEven($0.track) }.flatMap(\.parts).filter { $0.kind == .penalty }
                .reduce(0) { $0 + $1.value }
        }
        let fresh = try penalty(daysAgo: 0)
        let old = try penalty(daysAgo: 200)
        #expect(fresh < 0 && old <= 0 && old > fresh * 0.9, "\(fresh) \(old)")
    }

    @Test func trendsOfAGenreAreOfThatGenre() throws {
        var snapshot = try World.snapshot(seed: 13)
        var query = Query()
        query.genres = [GenreID(1)]
        query.limit = 5
        // All at once many people play one track of the genre, and one of the other.
        let risen = try #require(snapshot.table.index(of: World.track(100)))
        let elsewhere = try #require(snapshot.table.index(of: World.track(101)))
        for index in [risen, elsewhere] {
            snapshot.news[index] = 400 * TrendScale.growth(World.nowSeconds, nowSeconds: World.nowSeconds)
        }
        let answer = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(answer.first?.track == World.track(100) && answer.allSatisfy { isEven($0.track) })
        // A region of the catalog is what a filter leaves of it.
        query = Query()
        query.filter = try FilterParser.parse("tempo 81..181, energy 0.05..0.15")
        let region = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(region.first?.track == World.track(101), "\(region.map(\.track))")
        let all = try snapshot.answer(Query(), nowSeconds: World.nowSeconds).recommendations
        #expect(Set(all.prefix(2).map(\.track)) == [World.track(100), World.track(101)])
    }

    @Test func impossibleQuestionsSayWhy() throws {
        let snapshot = try World.snapshot(seed: 9, listenerCount: 4)
        var query = Query()
        query.tracks = [TrackID(123_456)]
        #expect(throws: RecommendError.unknownTrack(TrackID(123_456))) {
            try snapshot.answer(query, nowSeconds: 0)
        }
        query = Query()
        query.limit = 0
        #expect(throws: RecommendError.limitOutOfRange(0)) { try snapshot.answer(query, nowSeconds: 0) }
        query.limit = 5
        query.from = World.track(1)
        #expect(throws: RecommendError.pathNeedsBothEnds) { try snapshot.answer(query, nowSeconds: 0) }
    }

    @Test func aShuffleIsItsSeedsOwn() throws {
        let snapshot = try World.snapshot(seed: 10)
        func order(_ seed: UInt64?) throws -> [TrackID] {
            var query = Query()
            query.user = UserID(1)
            query.shuffleSeed = seed
            return try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations.map(\.track)
        }
        #expect(try order(1) == order(1))
        #expect(try order(1) != order(2))
        #expect(try order(nil) != order(1))
    }
}
