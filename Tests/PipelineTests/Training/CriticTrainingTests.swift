import CatalogCore
import CatalogStore
import Learning
import Pipeline
import Testing

/// The critic of a catalog: a number, an interval, and reasons that add up.
@Suite struct CriticTrainingTests {
    private static let candidates = [
        CriticOptions.Candidate(hidden: [16], dropout: 0, decay: 0.01, learningRate: 1e-2)
    ]

    private func train(
        _ library: TrainingLibrary, target: CriticTarget = .popularity, seed: UInt64 = 5, epochs: Int = 6
    ) throws -> TrainingOutcome {
        try CriticTraining(
            library.catalog, settings: library.settings(seed: seed, epochs: epochs), target: target,
            candidates: Self.candidates
        ).train()
    }

    @Test func contributionsAddUpAndTheClosestAreNamed() throws {
        let library = try TrainingLibrary(artists: 20, tracksPerArtist: 5, seed: 21)
        let outcome = try train(library)
        #expect(outcome.isActivated)
        let judge = try TrackJudge(library.catalog)
        var random = SplitMix64(seed: 1)
        for _ in 0..<12 {
            let id = TrackID(Int64(1 + random.index(below: 100)))
            let track = try #require(try library.catalog.read { try $0.track(id) })
            let rated = try #require(try judge.judge(track).rating)
            let sum = rated.contributions.reduce(0) { $0 + $1.value }
            #expect(abs(sum - (rated.rating - rated.average)) < 0.01)
            #expect((1...5).contains(rated.rating))
            #expect(rated.interval.lowerBound < rated.interval.upperBound)
            #expect(rated.closest.count == 3 && !rated.closest.contains { $0.track == id })
            #expect(rated.contributions.contains { $0.group == "timbre" })
            #expect(rated.contributions.contains { $0.group == "genre" })
            #expect(rated.sentences.first?.contains("is rated") == true)
            let move = try #require(rated.moves.first)
            #expect(rated.contributions.contains { $0.group == move.group })
            if abs(move.change) >= 0.01 {
                // What a listener calls it comes first, then the feature by its name.
                #expect(rated.sentences.last?.contains("most: \(move.group) (") == true)
            }
        }
    }

    @Test func aWorseCriticDoesNotReplaceABetterOne() throws {
        let library = try TrainingLibrary(artists: 20, tracksPerArtist: 5, seed: 27)
        let good = try train(library, epochs: 30)
        let poor = try train(library, seed: 9, epochs: 1)
        let champion = try #require(poor.contest.champion)
        #expect(poor.contest.challenger > champion)
        #expect(abs(champion - good.contest.challenger) < 1e-4, "\(champion), \(good.contest.challenger)")
        #expect(
            !poor.isActivated && poor.contest.sentence.contains("Version 1 stays in use"), "\(poor.contest)")
        #expect(try library.active(.critic)?.id == good.model)
        try library.catalog.read { snapshot throws in
            #expect(try snapshot.predictions(of: poor.model, for: TrackID(1)).isEmpty)
        }
    }

    /// Of a small library a critic learns from all tracks: what is held out later tells nothing of it.
    @Test func aCriticThatLearntFromAllIsNoRival() throws {
        let library = try TrainingLibrary(artists: 11, tracksPerArtist: 5, seed: 29)
        _ = try train(library, epochs: 20)
        try library.add(artists: 10, tracksPerArtist: 5, seed: 30, firstArtist: 11)
        let second = try train(library, epochs: 1)
        #expect(second.isActivated && second.contest.champion == nil && second.contest.heldOutTracks > 0)
        #expect(second.contest.sentence.contains("version 1 cannot be asked (it learnt from all"))
    }

    @Test func everyTrackIsRatedInTheCatalog() throws {
        let library = try TrainingLibrary(artists: 12, tracksPerArtist: 5, seed: 22)
        let outcome = try train(library)
        var count = 0
        try library.catalog.read { snapshot in
            try snapshot.forEachPrediction(of: outcome.model) { _, prediction in
                count += 1
                #expect(prediction.name == "rating" && prediction.lower != nil && prediction.upper != nil)
            }
        }
        #expect(count == 60)
    }

    @Test func theRatingsOfPeopleAreLearntFrom() throws {
        let library = try TrainingLibrary(artists: 12, tracksPerArtist: 5, seed: 23)
        let error = #expect(throws: TrainingError.self) { try train(library, target: .ratings) }
        #expect(error?.description.contains("rate 50 more") == true)
        try library.catalog.write { transaction in
            let user = try transaction.addUser(named: "mira", at: TrainingLibrary.now)
            for track in Int64(1)...60 {
                var event = NewEvent(
                    user: user, track: TrackID(track), kind: .rating, time: TrainingLibrary.now)
                event.rating = Double(1 + track % 5)
                _ = try transaction.add(event)
            }
        }
        #expect(try train(library, target: .ratings, epochs: 2).isActivated)
    }

    @Test func oneRatingForAllIsASentence() throws {
        let library = try TrainingLibrary(artists: 12, tracksPerArtist: 5, seed: 24)
        try library.catalog.write { transaction in
            for track in Int64(1)...60 { try transaction.setPopularity(of: TrackID(track), to: 40) }
        }
        let error = #expect(throws: LearningError.self) { try train(library) }
        #expect(error?.description.contains("the same rating") == true)
    }

    @Test func withoutACriticNothingIsRated() throws {
        let library = try TrainingLibrary(artists: 1, tracksPerArtist: 1, seed: 25)
        let track = try #require(try library.catalog.read { try $0.track(TrackID(1)) })
        let judgement = try TrackJudge(library.catalog).judge(track)
        #expect(judgement.rating == nil && judgement.genres.isEmpty && judgement.nearest.isEmpty)
        #expect(judgement.obstacles[.critic]?.contains("catalog train critic") == true)
        #expect(Set(judgement.obstacles.keys) == Set(ModelFamily.single))
    }

    @Test func modelsGoOutAndComeBack() throws {
        let library = try TrainingLibrary(artists: 12, tracksPerArtist: 5, seed: 26)
        let outcome = try train(library, epochs: 2)
        let (record, weights) = try library.catalog.read { snapshot in
            (try #require(try snapshot.model(outcome.model)), try snapshot.weights(of: outcome.model))
        }
        let bytes = try ModelFile.encode(record, weights: weights)
        let upkeep = ModelUpkeep(library.catalog, settings: library.settings())
        let taken = try upkeep.take(ModelFile(decoding: bytes, name: "a file"))
        #expect(taken.version == 2 && taken.checksum == record.checksum && !taken.isActive)
        _ = try upkeep.promote(taken)
        #expect(try library.active(.critic)?.version == 2)
        #expect(try upkeep.former(of: "critic").version == 1)
        #expect(try upkeep.prune(keeping: 0).map(\.version) == [1])
        var random = SplitMix64(seed: 2)
        for _ in 0..<20 {
            var damaged = bytes
            if random.index(below: 2) == 0 {
                damaged = Array(bytes.prefix(random.index(below: bytes.count)))
            } else {
                damaged[random.index(below: bytes.count)] ^= 1 << UInt8(random.index(below: 8))
            }
            do {
                // A changed figure or seed is no damage that can be seen; changed weights are.
                let file = try ModelFile(decoding: damaged, name: "a file")
                #expect(file.model.weights == weights)
            } catch let error as TrainingError {
                #expect(error.description.hasPrefix("a file: "))
            }
        }
    }
}
