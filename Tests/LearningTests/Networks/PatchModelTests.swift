import CatalogCore
import Learning
import Testing

/// The genre and mood networks on small patches.
@Suite struct PatchModelTests {
    static let side = 16

    /// Tracks of noise with a louder band: low, middle or high by genre; as loud as the track's energy says.
    static func data(
        seed: UInt64, tracks: Int = 36
    ) -> (patches: PatchTable, genres: [Int], moods: VectorTable, groups: [Int]) {
        var random = SplitMix64(seed: seed)
        var (values, owners, genres, moods): ([Float], [Int], [Int], [Float]) = ([], [], [], [])
        for track in 0..<tracks {
            let genre = track % 3
            let energy = Float(random.uniform())
            genres.append(genre)
            moods += [energy, 1 - energy]
            for _ in 0..<4 {
                owners.append(track)
                for band in 0..<side {
                    for _ in 0..<side {
                        let isLoud = band / 4 == genre
                        values.append(Float(random.normal()) * 0.3 - 40 + (isLoud ? 2 + 4 * energy : 0))
                    }
                }
            }
        }
        return (
            PatchTable(melBands: side, frames: side, trackOfPatch: owners, values: values), genres,
            VectorTable(columns: 2, values: moods), (0..<tracks).map { $0 / 3 }
        )
    }

    static func options(epochs: Int = 12) -> GenreOptions {
        GenreOptions(
            configuration: PatchNetworkConfiguration(
                melBands: side, frames: side, filters: [4, 8, 8], headUnits: 16, stageDropout: 0.05,
                headDropout: 0.1),
            masking: SpectrogramMasking(frequencyMasks: 1, bandsMax: 2, timeMasks: 1, framesMax: 3),
            plan: TrainingPlan(
                epochsMax: epochs, batchSize: 16, learningRate: 1e-2, patience: 12, validationShare: 0.25,
                seed: 4))
    }

    @Test func tellsGenresApartAndComesBack() throws {
        let data = PatchModelTests.data(seed: 1)
        let classes = ["low", "middle", "high"]
        let model = try GenreTrainer(options: PatchModelTests.options()).train(
            data.patches, labels: data.genres, classes: classes, groups: data.groups, featureSet: "mel-1")
        let fresh = PatchModelTests.data(seed: 2)
        let predictor = try model.predictor(fresh.patches)
        let metrics = GenreMetrics(
            probabilities: try predictor.probabilities(tracks: 36), labels: fresh.genres)
        #expect(metrics.accuracy > 0.9)
        #expect(metrics.calibrationError < 0.35)
        let answers = try predictor.topThree(tracks: 36)
        #expect(answers.allSatisfy { $0.count == 3 && abs($0.reduce(0) { $0 + $1.probability } - 1) < 1e-4 })
        #expect(answers[1][0].genre == "middle")

        let bytes = try model.encoded()
        let back = try GenreModel(decoding: bytes)
        #expect(back == model)
        #expect(try back.predictor(fresh.patches).topThree(tracks: 36) == answers)
        #expect(throws: LearningError.self) { try GenreModel(decoding: Array(bytes.dropLast(100))) }
        let other = PatchTable(melBands: 8, frames: 8, trackOfPatch: [], values: [])
        #expect(throws: LearningError.self) { try model.predictor(other) }
    }

    @Test func crossValidatesByGroup() throws {
        let data = PatchModelTests.data(seed: 3)
        let found = try GenreTrainer(options: PatchModelTests.options(epochs: 8)).crossValidate(
            data.patches, labels: data.genres, classes: ["low", "middle", "high"], groups: data.groups,
            featureSet: "mel-1", folds: 3)
        #expect(found.metrics.tracks == 36 && found.metrics.accuracy > 0.8)
        #expect(found.metrics.confusion.flatMap { $0 }.reduce(0, +) == 36)
    }

    @Test func hearsMoods() throws {
        let data = PatchModelTests.data(seed: 5)
        let model = try MoodTrainer(options: PatchModelTests.options()).train(
            data.patches, targets: data.moods, names: ["energy", "calm"], groups: data.groups,
            featureSet: "mel-1")
        let fresh = PatchModelTests.data(seed: 6)
        let moods = try model.predict(fresh.patches, tracks: 37)
        #expect(moods[36] == nil)
        var error = 0.0
        for track in 0..<36 {
            let mood = try #require(moods[track])
            #expect(mood.allSatisfy { (0...1).contains($0.value) && $0.errorBar > 0 })
            error += Double(abs(mood[0].value - fresh.moods.values[2 * track])) / 36
        }
        // Always saying the mean is off by a quarter.
        #expect(error < 0.17)
        #expect(try MoodModel(decoding: try model.encoded()) == model)
    }

    @Test func badDataIsASentence() throws {
        let data = PatchModelTests.data(seed: 7)
        let trainer = GenreTrainer(options: PatchModelTests.options(epochs: 1))
        let one = [Int](repeating: 0, count: 36)
        #expect(throws: LearningError.self) {
            try trainer.train(
                data.patches, labels: one, classes: ["low"], groups: data.groups, featureSet: "mel-1")
        }
        #expect(throws: LearningError.self) {
            try trainer.train(
                data.patches, labels: [0, 1], classes: ["low", "high"], groups: [0, 1], featureSet: "mel-1")
        }
        #expect(throws: LearningError.self) {
            try MoodTrainer(options: PatchModelTests.options(epochs: 1)).train(
                data.patches, targets: VectorTable(columns: 1, values: [Float](repeating: .nan, count: 36)),
                names: ["energy"], groups: data.groups, featureSet: "mel-1")
        }
    }

    @Test func halfPrecisionIsNearOrRefused() throws {
        let configuration = PatchNetworkConfiguration(
            melBands: 16, frames: 16, filters: [16, 16, 16], headUnits: 8, stageDropout: 0, headDropout: 0)
        var random = SplitMix64(seed: 8)
        let input = GradientCheck.noise(configuration.input, batch: 4, &random)
        let targets = GradientCheck.noise(.vector(2), batch: 4, &random)
        func gradients(_ usesBFloat16: Bool) throws -> [Float] {
            let network = try configuration.network(outputs: 2, seed: 1)
            let gradient = Tensor(.vector(2), batch: 4)
            let output = try network.forward(input, Pass(isTraining: true, usesBFloat16: usesBFloat16))
            _ = Loss.meanSquared.evaluate(outputs: output, targets: targets, gradient: gradient)
            try network.backward(gradient)
            return network.parameters.flatMap(\.gradient)
        }
        let exact = try gradients(false)
        do {
            let half = try gradients(true)
            let difference = zip(exact, half).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
            #expect(difference < 0.1 * exact.reduce(0) { $0 + $1 * $1 }.squareRoot())
            #expect(difference > 0)
        } catch let error as LearningError {
            #expect(error.reason == .unsupported)
        }
    }
}
