import CatalogCore
import Learning
import Testing

@Suite struct AutoencoderTests {
    /// Points near a circle in a plane that is bent in five dimensions; ten artists, each at an angle of its own.
    static func data(seed: UInt64, rows: Int = 600) -> (table: VectorTable, artists: [Int]) {
        var random = SplitMix64(seed: seed)
        var vectors: [[Float]] = []
        var artists: [Int] = []
        for index in 0..<rows {
            let artist = index % 30
            let (x, y) = (Float(random.normal()) * 0.3 + Float(artist % 6), Float(random.normal()))
            vectors.append([x, y, x * x / 3, y * y, x * y / 2])
            artists.append(artist)
        }
        return (VectorTable(columns: 5, rows: vectors), artists)
    }

    static func options(latent: Int = 2, epochs: Int = 60, groupWeight: Float = 0) -> AutoencoderOptions {
        AutoencoderOptions(
            latentSize: latent, hidden: [32, 32], noise: 0.02, groupWeight: groupWeight,
            plan: TrainingPlan(
                epochsMax: epochs, batchSize: 64, learningRate: 5e-3, patience: 60, validationShare: 0.2,
                seed: 3))
    }

    /// In a small library all kin are among the ten nearest whichever way was learnt.
    @Test func ofEquallyPreciseOnesTheOneThatHoldsKinApartIsKept() {
        func trial(_ precision: Double, _ separation: Double) -> AutoencoderTrial {
            AutoencoderTrial(
                latentSize: 16, groupWeight: 0, scalesByKin: false, heldOutError: 1,
                neighborPrecision: precision,
                kinSeparation: separation)
        }
        #expect(AutoencoderTrial.best(of: [trial(0.3, 1), trial(0.3, 4), trial(0.3, 2), trial(0.2, 9)]) == 1)
    }

    @Test func rebuildsABentSurfaceBetterThanPrincipalComponents() throws {
        let (table, artists) = AutoencoderTests.data(seed: 1)
        let model = try AutoencoderTrainer(options: AutoencoderTests.options())
            .train(vectors: table, groups: artists, featureSet: "toy-1")
        #expect(model.card.heldOutError < 0.7 * model.card.principalComponentsError)
        #expect(try model.embed(table, featureSet: "toy-1").columns == 2)
    }

    @Test func sameSeedSameModelAndBytesComeBack() throws {
        let (table, artists) = AutoencoderTests.data(seed: 2, rows: 200)
        let trainer = AutoencoderTrainer(options: AutoencoderTests.options(epochs: 5))
        let models = try (0..<2).map { _ in
            try trainer.train(vectors: table, groups: artists, featureSet: "toy-1")
        }
        #expect(models[0] == models[1])
        let bytes = try models[0].encoded()
        let back = try Autoencoder(decoding: bytes)
        #expect(back == models[0])
        #expect(try back.embed(table, featureSet: "toy-1") == models[0].embed(table, featureSet: "toy-1"))
        #expect(throws: LearningError.self) { try Autoencoder(decoding: Array(bytes.dropLast(9))) }
        #expect(throws: LearningError.self) { try Critic(decoding: bytes) }
        #expect(throws: LearningError.self) { try back.embed(table, featureSet: "toy-2") }
    }

    @Test func drawingKinTogetherBringsNeighboursNearer() throws {
        var random = SplitMix64(seed: 4)
        var rows: [[Float]] = []
        var artists: [Int] = []
        for index in 0..<400 {
            // What tells artists apart is small beside what does not.
            let artist = index % 20
            let own = [Float(artist % 5), Float(artist / 5)].map { $0 * 0.5 + Float(random.normal()) * 0.1 }
            rows.append(own + (0..<4).map { _ in Float(random.normal()) * 3 })
            artists.append(artist)
        }
        let table = VectorTable(columns: 6, rows: rows)
        let groups = rows.indices.map { $0 % 7 }
        let (best, tried) = try AutoencoderTrainer(options: AutoencoderTests.options(epochs: 25)).trainBest(
            vectors: table, groups: groups, kin: artists, featureSet: "toy-1", latentSizes: [4],
            ways: [
                .none, KinObjective(groupWeight: 1, scalesByKin: false),
                KinObjective(groupWeight: 0, scalesByKin: true),
            ])
        let precisions = tried.compactMap(\.neighborPrecision)
        #expect(precisions.count == 3)
        #expect(precisions[1] > precisions[0] + 0.1)
        #expect(precisions[2] > 2 * precisions[0])
        #expect(best.options.groupWeight == 1 || best.options.scalesByKin)
    }

    @Test func aScaleByKinTravelsWithTheModelAndIsUndone() throws {
        let (table, artists) = AutoencoderTests.data(seed: 6, rows: 300)
        var options = AutoencoderTests.options(latent: 5, epochs: 3)
        options.scalesByKin = true
        let model = try AutoencoderTrainer(options: options)
            .train(vectors: table, groups: artists, kin: artists, featureSet: "toy-1")
        let bytes = try model.encoded()
        let back = try Autoencoder(decoding: bytes)
        #expect(back == model && back.options.scalesByKin)
        // As many latent values as columns: what was seen comes back in its own units.
        #expect(try back.reconstructionError(table, featureSet: "toy-1") < 0.05)
        #expect(throws: LearningError.self) { try Autoencoder(decoding: Array(bytes.dropLast(40))) }
        let alone = try AutoencoderTrainer(options: options)
            .train(vectors: table, groups: artists, kin: Array(0..<300), featureSet: "toy-1")
        #expect(!alone.options.scalesByKin)
    }

    @Test func withoutLearningItIsPrincipalComponents() throws {
        let (table, artists) = AutoencoderTests.data(seed: 7, rows: 200)
        var options = AutoencoderTests.options(epochs: 1)
        options.plan.learningRate = 1e-9
        let model = try AutoencoderTrainer(options: options)
            .train(vectors: table, groups: artists, featureSet: "toy-1")
        #expect(abs(model.card.heldOutError - model.card.principalComponentsError) < 1e-3)
    }

    @Test func badDataIsASentence() throws {
        let trainer = AutoencoderTrainer(options: AutoencoderTests.options(epochs: 2))
        let two = VectorTable(columns: 2, values: [1, 2, 3, 4])
        #expect(throws: LearningError.self) {
            try trainer.train(vectors: two, groups: [0, 1], featureSet: "toy-1")
        }
        let (table, artists) = AutoencoderTests.data(seed: 5, rows: 100)
        var values = table.values
        values[17] = .nan
        do {
            _ = try trainer.train(
                vectors: VectorTable(columns: 5, values: values), groups: artists, featureSet: "toy-1")
            Issue.record("a number that is not finite is refused")
        } catch let error as LearningError {
            #expect(error.reason == .badData && error.description.contains("Row 4"))
        }
        #expect(throws: LearningError.self) {
            try trainer.train(vectors: table, groups: [Int](repeating: 1, count: 100), featureSet: "toy-1")
        }
    }

    @Test func precisionCountsNeighboursOfOneLabel() throws {
        let table = VectorTable(columns: 2, values: [1, 0, 1, 0.1, 0, 1, 0.1, 1])
        #expect(NeighborPrecision.measure(table, labels: [0, 0, 1, 1], count: 1) == 1)
        #expect(NeighborPrecision.measure(table, labels: [0, 1, 0, 1], count: 1) == 0)
        #expect(NeighborPrecision.measure(table, labels: [0, 1, 2, 3], count: 1) == nil)
        let apart = NeighborPrecision.separation(table, labels: [0, 0, 1, 1])
        #expect(try #require(apart) > 0 && NeighborPrecision.separation(table, labels: [0, 1, 2, 3]) == nil)
        #expect(try #require(NeighborPrecision.separation(table, labels: [0, 1, 0, 1])) < 0)
    }
}
