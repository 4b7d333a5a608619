import Audio
import CatalogCore
import CatalogStore
import Learning
import Pipeline
import Testing

/// The embedding of a catalog: learnt, compared, kept up with what is new.
@Suite struct EmbeddingTrainingTests {
    private static let options = EmbeddingOptions(
        latentSizes: [8], ways: [KinObjective(groupWeight: 0.5, scalesByKin: false)])

    private func train(
        _ library: TrainingLibrary, seed: UInt64 = 5, epochs: Int = 4
    ) throws -> TrainingOutcome {
        try EmbeddingTraining(
            library.catalog, settings: library.settings(seed: seed, epochs: epochs), options: Self.options
        ).train()
    }

    @Test(arguments: [UInt64(3)]) func allTracksAndArtistsArePlaced(seed: UInt64) throws {
        let library = try TrainingLibrary(artists: 12, tracksPerArtist: 6, seed: seed)
        let outcome = try train(library, epochs: 12)
        #expect(outcome.isActivated && outcome.version == 1)
        #expect(outcome.contest.sentence.contains("first of its kind"))
        try library.catalog.read { snapshot throws in
            #expect(try snapshot.embeddingCount(of: outcome.model) == 72)
            #expect(try snapshot.artistEmbeddingMatrix(of: outcome.model).rowCount == 12)
            let record = try #require(try snapshot.activeModel(named: "embedding"))
            #expect(record.id == outcome.model && record.dimension == 8 && record.seed == 5)
            #expect(
                record.metrics.contains("neighbor_precision") && record.training.contains("\"tracks\":72"))
            // Tracks of one artist lie nearer to each other than to others, in the mean over all pairs.
            let places = try (Int64(1)...72).map {
                try #require(try snapshot.embedding(of: TrackID($0), model: outcome.model))
            }
            var sums = [Float](repeating: 0, count: 2)
            var counts = sums
            for left in places.indices {
                for right in places.indices.dropFirst(left + 1) {
                    let side = left / 6 == right / 6 ? 1 : 0
                    sums[side] += places[left].similarity(to: places[right])
                    counts[side] += 1
                }
            }
            #expect(sums[1] / counts[1] > sums[0] / counts[0] + 0.2)
        }
    }

    @Test func sameSeedGivesTheSameWeights() throws {
        let library = try TrainingLibrary(artists: 10, tracksPerArtist: 5, seed: 4)
        let models = try [7, 7, 8].map { try train(library, seed: $0, epochs: 2).model }
        let checksums = try library.catalog.read { snapshot throws in
            try models.map { try #require(try snapshot.model($0)).checksum }
        }
        #expect(checksums[0] == checksums[1])
        #expect(checksums[0] != checksums[2])
    }

    @Test(arguments: [0, 2, 39]) func tooFewTracksAreASentence(count: Int) throws {
        let library = try TrainingLibrary(artists: count, tracksPerArtist: 1, seed: 7)
        let error = #expect(throws: TrainingError.self) { try train(library) }
        #expect(error?.description.contains("ingest \(40 - count) more") == true)
        let remark = try EmbeddingUpkeep.run(library.catalog, settings: library.settings())
        #expect(remark?.contains("more") == (count > 0 ? true : nil))
    }

    @Test func albumsAreHeldOutWhereArtistsAreFew() throws {
        let library = try TrainingLibrary(artists: 1, tracksPerArtist: 3, seed: 7)
        try library.add(artists: 1, tracksPerArtist: 40, seed: 1, firstArtist: 1)
        // Two artists with 15 albums: albums are held out.
        #expect(try train(library, epochs: 1).isActivated)
    }

    @Test func newTracksArePlacedAtOnceAndAGrownLibraryIsLearntAnew() throws {
        let library = try TrainingLibrary(artists: 10, tracksPerArtist: 5, seed: 8)
        let first = try #require(
            try EmbeddingUpkeep.run(library.catalog, settings: library.settings(epochs: 1)))
        #expect(first.contains("trained version 1"))
        #expect(try EmbeddingUpkeep.run(library.catalog, settings: library.settings(epochs: 1)) == nil)
        try library.add(artists: 2, tracksPerArtist: 5, seed: 9, firstArtist: 20)
        let second = try EmbeddingUpkeep.run(library.catalog, settings: library.settings(epochs: 1))
        #expect(second == "Placed 10 new tracks among the others.")
        let model = try #require(try library.active(.embedding))
        try library.catalog.read { snapshot throws in
            #expect(try snapshot.embeddingCount(of: model.id) == 60)
            #expect(try snapshot.artistEmbeddingMatrix(of: model.id).rowCount == 12)
        }
        try library.add(artists: 3, tracksPerArtist: 5, seed: 10, firstArtist: 30)
        let third = try #require(
            try EmbeddingUpkeep.run(library.catalog, settings: library.settings(epochs: 1)))
        #expect(third.contains("grown from 50 to 75") && third.contains("version 2"))
        let now = try #require(try library.active(.embedding))
        try library.catalog.read { snapshot throws in #expect(try snapshot.embeddingCount(of: now.id) == 75) }
    }

    @Test func aModelOfAnotherFeatureSetIsNoRival() throws {
        let library = try TrainingLibrary(artists: 10, tracksPerArtist: 5, seed: 11)
        try library.catalog.write { transaction in
            var model = NewModel(name: "embedding", kind: "embedding", seed: 1, weights: [1, 2, 3])
            model.featureSetVersion = 99
            try transaction.activate(try transaction.add(model, at: TrainingLibrary.now))
        }
        let error = #expect(throws: TrainingError.self) { try Embedder.embedNewTracks(library.catalog) }
        #expect(error?.description.contains("trained on feature set 99") == true)
        let outcome = try train(library, epochs: 1)
        #expect(outcome.isActivated && outcome.contest.sentence.contains("version 1 cannot be asked"))
        #expect(outcome.contest.sentence.contains("feature set 99"))
    }

    @Test func aTruncatedModelIsASentence() throws {
        let library = try TrainingLibrary(artists: 10, tracksPerArtist: 5, seed: 12)
        let whole = try train(library, epochs: 1)
        let weights = try library.catalog.read { try $0.weights(of: whole.model) }
        try library.catalog.write { transaction in
            var model = NewModel(
                name: "embedding", kind: "embedding", seed: 1,
                weights: Array(weights.prefix(weights.count / 2)))
            model.featureSetVersion = TrackFeatures.set.version
            try transaction.activate(try transaction.add(model, at: TrainingLibrary.now))
        }
        try library.add(artists: 1, tracksPerArtist: 2, seed: 1, firstArtist: 50)
        let remark = try #require(
            try EmbeddingUpkeep.run(library.catalog, settings: library.settings(epochs: 1)))
        #expect(!remark.contains("Placed"))
        let outcome = try train(library, epochs: 1)
        #expect(outcome.isActivated && outcome.contest.sentence.contains("cannot be asked"))
    }
}
