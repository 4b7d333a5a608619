import CatalogCore
import CatalogStore
import Glibc
import Learning
import Recommend
import TestSupport
import Testing

/// The engine over a real catalog: it follows what is written, from any thread, without being told.
@Suite struct RecommendationEngineTests {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)

    @Test func wordsBecomeAnAnswerWithReasons() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        let answer = try engine.ask(
            QuestionWords([("artist", "Artst 2"), ("limit", "4"), ("per-artist", "0")]), now: Self.now)
        #expect(answer.remarks == ["There is no artist `Artst 2`; Artist 2 is nearest."])
        #expect(answer.recommendations.count == 4 && answer.next != nil)
        for item in answer.recommendations {
            #expect(try library.index(of: item.track.id) % 2 == 0)
            #expect(item.sentence.hasSuffix(".") && item.artist != nil)
        }
        var second = try QuestionWords([("artist", "Artist 2"), ("limit", "4"), ("per-artist", "0")])
        second.query.cursor = answer.next
        let next = try engine.ask(second, now: Self.now).recommendations.map(\.track.id)
        #expect(Set(next).isDisjoint(with: answer.recommendations.map(\.track.id)))
    }

    @Test func namesThatMeanNothingOrMuchAreSaid() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        func error(_ name: String, _ value: String) throws -> QuestionError? {
            let words = try QuestionWords([(name, value)])
            return #expect(throws: QuestionError.self) { try engine.ask(words, now: Self.now) }
        }
        #expect(try error("artist", "Zzyzxqq")?.description == "There is no artist `Zzyzxqq`.")
        #expect(try error("id", "999")?.description == "There is no track 999.")
        #expect(try error("user", "anne")?.description == "There is nobody named anne. Did you mean ann?")
        let several = try error("track", "Song")
        guard case .unknownName(let name) = several?.kind else {
            throw TestFailure("several are a choice: \(String(describing: several))")
        }
        #expect(name.candidates.count == 8 && several?.parameter == .track)
        #expect(try error("playlist", "evening")?.kind == .malformed)
    }

    @Test func whatIsWrittenIsKnownToTheNextAnswer() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        var query = Query()
        query.user = library.users[0]
        query.hearing = .unheard
        query.limit = 24
        query.dials.perArtist = nil
        func answer() throws -> [TrackID] {
            try engine.answer(query, now: Self.now).recommendations.map(\.track)
        }
        #expect(try Set(answer()).isSuperset(of: [library.tracks[20], library.tracks[22]]))
        let ban = try library.add(.ban, library.tracks[20])
        #expect(try !answer().contains(library.tracks[20]))
        _ = try library.catalog.write { try $0.undo(ban, at: Self.now) }
        #expect(try answer().contains(library.tracks[20]))

        let fresh = try library.catalog.write { transaction in
            let track = try transaction.insert(
                NewTrack(title: "New", artists: ["Artist 0"], durationMs: 100_000), at: Self.now)
            try transaction.setEmbedding(
                of: track, to: Embedding(model: library.model, values: [1, 0, 0.2, 0.1]))
            return track
        }
        #expect(try answer().contains(fresh))
    }

    @Test func aNewlyActiveModelServesWithoutARestart() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        var query = Query()
        query.tracks = [library.tracks[0]]
        query.dials.sound = 1
        query.dials.popularity = -0.1875  // leaves popularity no weight
        query.dials.diversity = 0
        query.limit = 5
        func parities() throws -> Set<Int> {
            let answer = try engine.answer(query, now: Self.now).recommendations
            return Set(try answer.map { try library.index(of: $0.track) % 2 })
        }
        #expect(try parities() == [0])
        // The new model hears the other way round.
        try library.catalog.write { transaction in
            let model = try transaction.add(
                NewModel(name: "sound", kind: "embedding", seed: 1, dimension: 4), at: Self.now)
            for (index, track) in library.tracks.enumerated() {
                let side: Float = index == 0 || index % 2 == 1 ? 1 : -1
                try transaction.setEmbedding(
                    of: track, to: Embedding(model: model, values: [side, Float(index) / 100, 0.2, 0.1]))
            }
            try transaction.activate(model)
        }
        #expect(try parities() == [1])
    }

    /// Two hundred pages while others and the listener go on listening: nothing twice, nothing banned, nothing heard.
    @Test func aListingHoldsWhileAThousandEventsASecondArrive() throws {
        let library = try Library(trackCount: 1_300)
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        var query = Query()
        query.user = library.users[0]
        query.hearing = .unheard
        query.limit = 5
        var generator = SplitMix64(seed: 9)
        var shown: [TrackID] = []
        var gone: Set<TrackID> = []
        for page in 0..<200 {
            let answer = try engine.answer(query, now: Self.now)
            let tracks = answer.recommendations.map(\.track)
            #expect(gone.isDisjoint(with: tracks), "page \(page)")
            shown += tracks
            guard let next = answer.next else { break }
            #expect(next.text.utf8.count <= 64)
            query.cursor = Cursor(text: next.text)
            // As many events as a page of a patient listener lets pass at a thousand a second.
            try library.catalog.write { transaction in
                for number in 0..<20 {
                    let user = library.users[generator.index(below: library.users.count)]
                    let track = library.tracks[generator.index(below: library.tracks.count)]
                    let time = Timestamp(milliseconds: Self.now.milliseconds + Int64(page * 20 + number))
                    let kind: EventKind = generator.uniform() < 0.2 ? .ban : .play
                    _ = try transaction.add(NewEvent(user: user, track: track, kind: kind, time: time))
                    if user == library.users[0] { gone.insert(track) }
                }
            }
        }
        #expect(shown.count > 550 && Set(shown).count == shown.count, "\(shown.count)")
    }

    /// Trends are summed anew after some thousand events; a listing goes on in those that it began with.
    @Test func aListingOutlivesTheTrendsThatItBeganWith() throws {
        let library = try Library(trackCount: 60)
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        var query = Query()
        query.limit = 5
        var shown: [TrackID] = []
        var fingerprints: Set<Int> = []
        for page in 0..<8 {
            let answer = try engine.answer(query, now: Self.now)
            shown += answer.recommendations.map(\.track)
            query.cursor = answer.next
            fingerprints.insert(ObjectIdentifier(engine.index).hashValue)
            try library.catalog.write { transaction in
                let events = (0..<2_100).map { number in
                    NewEvent(
                        user: library.users[number % 8], track: library.tracks[(number + page) % 60],
                        kind: .play,
                        time: Timestamp(milliseconds: Self.now.milliseconds + Int64(page * 2_100 + number)))
                }
                _ = try transaction.add(events)
            }
            _ = try engine.answer(Query(), now: Self.now)
        }
        #expect(fingerprints.count > 5)
        #expect(shown.count == 40 && Set(shown).count == 40)
    }

    /// A large catalog is searched by a graph, made beside the answers; listings that began before go on.
    @Test func aGraphTakesOverAndFiltersHold() throws {
        let library = try Library(trackCount: 400)
        let exact = try RecommendationEngine(library.catalog, now: Self.now)
        let engine = try RecommendationEngine(library.catalog, now: Self.now, graphCountMin: 100)
        var query = Query()
        query.tracks = [library.tracks[0]]
        query.dials.sound = 1
        query.dials.popularity = -0.1875  // leaves popularity no weight
        query.limit = 10
        var first = query
        first.cursor = try engine.answer(query, now: Self.now).next
        for _ in 0..<6_000 where engine.index.models.graph == nil { usleep(5_000) }
        #expect(engine.index.models.graph?.count == 400)
        let before = try exact.answer(query, now: Self.now).recommendations.map(\.track)
        #expect(try engine.answer(query, now: Self.now).recommendations.map(\.track) == before)
        let second = try engine.answer(first, now: Self.now).recommendations.map(\.track)
        #expect(second.count == 10 && Set(second).isDisjoint(with: before))
        _ = try library.add(.ban, before[0])
        query.user = library.users[0]
        #expect(try !engine.answer(query, now: Self.now).recommendations.map(\.track).contains(before[0]))
    }

    /// A service answers at once from the index that it finds, though it is old; a program that ends makes a new one.
    @Test func aKeptIndexOfALargeCatalogAnswersUntilANewerOneIsMade() throws {
        let library = try Library(trackCount: 4_200)
        _ = try RecommendationEngine(library.catalog, now: Self.now)
        let added = try library.catalog.write {
            try $0.insert(NewTrack(title: "New", artists: ["Late"], durationMs: 200_000), at: Self.now)
        }
        let engine = try RecommendationEngine(library.catalog, now: Self.now, mayLag: true)
        #expect(engine.index.table.index(of: added) == nil && !engine.isPrompt)
        #expect(try !engine.answer(Query(), now: Self.now).recommendations.isEmpty)
        for _ in 0..<3_000 where engine.index.table.index(of: added) == nil {
            usleep(10_000)
            _ = try engine.answer(Query(), now: Self.now)
        }
        #expect(engine.index.table.index(of: added) != nil)
        let other = try library.catalog.write {
            try $0.insert(NewTrack(title: "Newer", artists: ["Late"], durationMs: 200_000), at: Self.now)
        }
        let ending = try RecommendationEngine(library.catalog, now: Self.now)
        #expect(ending.index.table.index(of: other) != nil)
    }

    @Test func answersAndEventsOfManyThreadsDoNotMeet() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        Parallel.forEachChunk(of: 8, chunkSize: 1) { thread, _ in
            var query = Query()
            query.user = library.users[thread]
            query.hearing = .unheard
            query.limit = 24
            query.dials.perArtist = nil
            for round in 0..<6 {
                do {
                    let shown = try engine.answer(query, now: Self.now).recommendations.map(\.track)
                    let track = library.tracks[(thread + round * 5) % 24]
                    _ = try library.add(.ban, track, user: thread)
                    let after = try engine.answer(query, now: Self.now).recommendations.map(\.track)
                    #expect(Set(shown).subtracting([track]).isSuperset(of: after))
                    #expect(!after.contains(track))
                } catch { Issue.record(error) }
            }
        }
    }
}
