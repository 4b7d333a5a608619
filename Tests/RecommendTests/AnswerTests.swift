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
            let trending = snapshot.models.trending?.itemScores ?? []
            return answer.reduce(0) { $0 + Double(trending[Int($1.track.rawValue - 1)]) }
                / Double(answer.count)
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

    @Test func pagesNeitherRepeatNorLeaveOut() throws {
        var engine = try World.snapshot(seed: 6)
        let user = UserID(4)
        var generator = SplitMix64(seed: 7)
        var query = Query()
        query.user = user
        query.limit = 7
        query.hearing = .unheard
        var shown: [TrackID] = []
        var gone = Set<TrackID>()
        for _ in 0..<60 {
            let answer = try engine.answer(query, nowSeconds: World.nowSeconds)
            let page = answer.recommendations.map(\.track)
            #expect(gone.isDisjoint(with: page))
            shown += page
            guard let next = answer.next else { break }
            let cursor: Cursor = try #require(Cursor(text: next.text))
            query.cursor = cursor
            for _ in 0..<5 {
                let track = World.track(generator.index(below: World.trackCount))
                let isBan = generator.uniform() < 0.3
                engine.record(
                    Signal(isBan ? .ban : .play(completion: 1), timeSeconds: World.nowSeconds), user: user,
                    track: track)
                gone.insert(track)
            }
        }
        #expect(Set(shown).count == shown.count)
        let heard = Set(engine.listeners[user]?.heard.map { World.track(Int($0)) } ?? [])
        let banned = Set(engine.listeners[user]?.refused.map { World.track(Int($0)) } ?? [])
        let all = Set((0..<World.trackCount).map(World.track))
        #expect(all.subtracting(shown).subtracting(heard).subtracting(banned).isEmpty)
    }

    @Test func aNewTrackIsPlacedByItsSoundAndDuplicatesAreShownOnce() throws {
        var snapshot = try World.snapshot(seed: 8)
        var fresh = TrackTable.Entry(id: TrackID(5_000))
        fresh.artists = [ArtistID(500)]
        fresh.addedSeconds = World.nowSeconds
        let twin = try #require(snapshot.models.sound?.embeddings[20])
        snapshot.insert(fresh, embedding: Array(twin))
        var copy = TrackTable.Entry(id: TrackID(5_001))
        copy.representative = TrackID(5_000)
        snapshot.insert(copy, embedding: Array(twin))
        // Among its camp of 120, though nobody has heard it; and the nearest where only sound counts.
        let similar = try snapshot.similar(to: World.track(20), limit: 121).recommendations.map(\.track)
        #expect(similar.contains(TrackID(5_000)))
        #expect(!similar.contains(TrackID(5_001)))
        var query = Query()
        query.tracks = [World.track(20)]
        query.dials.sound = 1
        query.dials.popularity = -0.1875  // leaves popularity no weight at all
        let nearest = try snapshot.answer(query, nowSeconds: World.nowSeconds).recommendations
        #expect(nearest.first?.track == TrackID(5_000))
        let bySound = snapshot.similar(toSound: Array(twin), limit: 2).map(\.track)
        #expect(Set(bySound) == [World.track(20), TrackID(5_000)])
        snapshot.table.remove(TrackID(5_000))
        #expect(
            !(try snapshot.similar(to: World.track(20), limit: 40)).recommendations.map(\.track)
                .contains(TrackID(5_000)))
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
