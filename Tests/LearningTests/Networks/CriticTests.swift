import CatalogCore
import Learning
import Testing

@Suite struct CriticTests {
    static let columns: [CriticData.Column] = [
        .init(name: "tempo", group: "rhythm"), .init(name: "swing", group: "rhythm"),
        .init(name: "loudness", group: "loudness"), .init(name: "brightness", group: "timbre"),
    ]

    /// Ratings of a known function of the features and the genre, with noise.
    static func data(seed: UInt64, rows: Int = 600) throws -> CriticData {
        var random = SplitMix64(seed: seed)
        var (vectors, genres, ratings): ([[Float]], [[Int]], [Float]) = ([], [], [])
        for _ in 0..<rows {
            let vector = (0..<4).map { _ in Float(random.normal()) }
            let genre = random.index(below: 3)
            let rating = 3 + 0.5 * vector[0] + 0.3 * vector[2] * vector[2] - 0.4 + Float(genre - 1) * 0.4
            vectors.append(vector)
            genres.append(random.index(below: 10) == 0 ? [] : [genre])
            ratings.append(min(5, max(1, rating + Float(random.normal()) * 0.2)))
        }
        return try CriticData(
            columns: columns, features: VectorTable(columns: 4, rows: vectors), genres: genres,
            genreNames: ["folk", "jazz", "punk"], ratings: ratings, artists: (0..<rows).map { $0 % 90 })
    }

    static let options = CriticOptions(
        candidates: [
            .init(hidden: [24], dropout: 0.05, decay: 0.01, learningRate: 1e-2),
            .init(hidden: [2], dropout: 0.4, decay: 0.3, learningRate: 1e-4),
        ], folds: 3, plan: TrainingPlan(epochsMax: 20, batchSize: 64, seed: 2))

    @Test func learnsExplainsAndComesBack() throws {
        let data = try CriticTests.data(seed: 1)
        let critic = try CriticTrainer(options: CriticTests.options).train(data, featureSet: "toy-1")
        #expect(critic.card.metrics.determination > 0.7)
        #expect(critic.card.metrics.determination > critic.card.linearMetrics.determination)
        let trees = try #require(critic.card.treesMetrics)
        #expect(trees.determination > critic.card.linearMetrics.determination)
        #expect(abs(critic.card.meanMetrics.determination) < 1e-6)
        #expect(critic.card.chosen == CriticTests.options.candidates[0])

        let predictor = try critic.predictor()
        let fresh = try CriticTests.data(seed: 2, rows: 1_000)
        let ratings = try predictor.rate(fresh.features, genres: fresh.genres, featureSet: "toy-1")
        #expect(ratings.allSatisfy { (1...5).contains($0.value) && $0.interval.lowerBound >= 1 })
        let covered = zip(ratings, fresh.ratings).count { $0.0.interval.contains($0.1) }
        #expect((700...900).contains(covered))

        for row in 0..<1_000 {
            let explanation = try predictor.explain(
                Array(fresh.features.row(row)), genres: fresh.genres[row], featureSet: "toy-1")
            let sum = explanation.contributions.reduce(0) { $0 + $1.value }
            #expect(abs(explanation.rating - critic.averageRating - sum) < 0.001)
            #expect(abs(explanation.rating - ratings[row].value) < 1e-5)
            #expect(Set(explanation.contributions.map(\.group)) == ["rhythm", "loudness", "timbre", "genre"])
        }

        let back = try Critic(decoding: try critic.encoded())
        #expect(back == critic)
        #expect(
            try back.predictor().rate(fresh.features, genres: fresh.genres, featureSet: "toy-1") == ratings)
        #expect(throws: LearningError.self) {
            try predictor.rate(fresh.features, genres: fresh.genres, featureSet: "toy-2")
        }
    }

    /// Where features say nothing of ratings, the mean is said, and no contribution is made up.
    @Test func leansOnTheMeanWhereThereIsNothingToLearn() throws {
        var random = SplitMix64(seed: 9)
        let vectors = (0..<60).map { _ in (0..<4).map { _ in Float(random.normal()) } }
        let ratings = (0..<60).map { _ in min(5, max(1, 3 + Float(random.normal()))) }
        let data = try CriticData(
            columns: CriticTests.columns, features: VectorTable(columns: 4, rows: vectors),
            genres: [[Int]](repeating: [], count: 60), genreNames: [], ratings: ratings,
            artists: (0..<60).map { $0 % 20 })
        // Networks that learn every row by heart, and are worse than the mean on all others.
        let options = CriticOptions(
            candidates: [.init(hidden: [64], dropout: 0, decay: 0, learningRate: 3e-2)], folds: 3,
            plan: TrainingPlan(epochsMax: 80, batchSize: 16, patience: 80, validationShare: 0.05, seed: 2))
        let critic = try CriticTrainer(options: options).train(data, featureSet: "toy-1")
        #expect(critic.card.metrics.meanAbsoluteError < 1.05 * critic.card.meanMetrics.meanAbsoluteError)
        #expect((critic.card.blend.last ?? 0) >= 0.5)
        let explanation = try critic.predictor().explain([2, 2, 2, 2], genres: [], featureSet: "toy-1")
        let sum = explanation.contributions.reduce(0) { $0 + $1.value }
        #expect(abs(explanation.rating - critic.averageRating - sum) < 0.001)
        #expect(try Critic(decoding: try critic.encoded()) == critic)
    }

    /// Of few tracks with many features a network learns by heart what a linear one with a large ridge learns: that one
    /// is what counts then, and its reasons add up too.
    @Test func leansOnALinearMemberWhereTracksAreFew() throws {
        var random = SplitMix64(seed: 14)
        let columns = (0..<80).map { CriticData.Column(name: "x\($0)", group: $0 < 40 ? "left" : "right") }
        let hidden = (0..<80).map { _ in Float(random.normal()) }
        let vectors = hidden.map { hidden -> [Float] in
            (0..<80).map { ($0 < 40 ? hidden : 0) + 2 * Float(random.normal()) }
        }
        let ratings = hidden.map { min(5, max(1, 3 + 0.5 * $0 + 0.4 * Float(random.normal()))) }
        let data = try CriticData(
            columns: columns, features: VectorTable(columns: 80, rows: vectors),
            genres: [[Int]](repeating: [], count: 80), genreNames: [], ratings: ratings,
            artists: (0..<80).map { $0 % 20 })
        func trained(ridges: [Double]) throws -> Critic {
            let options = CriticOptions(
                candidates: [.init(hidden: [64], dropout: 0, decay: 0, learningRate: 3e-2)], folds: 3,
                ridges: ridges,
                plan: TrainingPlan(
                    epochsMax: 40, batchSize: 16, patience: 40, validationShare: 0.05, seed: 2))
            return try CriticTrainer(options: options).train(data, featureSet: "toy-1")
        }
        let (without, critic) = (try trained(ridges: []), try trained(ridges: [0.01, 1, 20]))
        #expect(critic.card.metrics.determination > without.card.metrics.determination)
        #expect(critic.card.blend[3..<6].reduce(0, +) >= 0.5, "\(critic.card.blend)")
        let predictor = try critic.predictor()
        let explanation = try predictor.explain(vectors[3], genres: [], featureSet: "toy-1")
        let sum = explanation.contributions.reduce(0) { $0 + $1.value }
        #expect(abs(explanation.rating - critic.averageRating - sum) < 0.001)
        #expect(explanation.contributions[0].group == "left")
        #expect(try Critic(decoding: try critic.encoded()) == critic)
    }

    /// What has no influence gets no credit, and what has most moves most.
    @Test func creditGoesWhereItIsDue() throws {
        let critic = try CriticTrainer(options: CriticTests.options)
            .train(try CriticTests.data(seed: 3), featureSet: "toy-1")
        let explanation = try critic.predictor().explain([2, 0, 0, 0], genres: [1], featureSet: "toy-1")
        #expect(explanation.contributions[0].group == "rhythm")
        #expect(explanation.contributions[0].value > 0.5)
        #expect(abs(explanation.contributions.first { $0.group == "timbre" }?.value ?? 9) < 0.15)
        let plain = try critic.predictor().explain([0.2, 0, 0, 0], genres: [1], featureSet: "toy-1")
        let moves = Dictionary(plain.moves.map { ($0.column, abs($0.change)) }, uniquingKeysWith: max)
        #expect(abs((moves["tempo"] ?? 0) - 0.5) < 0.15)
        let far = try critic.predictor().explain([99, 0, 0, 0], genres: [1], featureSet: "toy-1")
        #expect(far.moves.count { $0.column == "tempo" } == 1)
        #expect(far.moves.allSatisfy { ($0.group == "rhythm") == ["tempo", "swing"].contains($0.column) })
        #expect((moves["swing"] ?? 9) < 0.15 && (moves["brightness"] ?? 9) < 0.15)
    }

    @Test func sameSeedSameBits() throws {
        let data = try CriticTests.data(seed: 4, rows: 200)
        var options = CriticTests.options
        options.plan.epochsMax = 3
        let critics = try (0..<2).map { _ in
            try CriticTrainer(options: options).train(data, featureSet: "toy-1")
        }
        #expect(critics[0] == critics[1])
    }

    @Test func badDataIsASentence() throws {
        func made(_ ratings: [Float], rows: Int = 60, poison: Bool = false) throws -> CriticData {
            try CriticData(
                columns: [.init(name: "x", group: "x")],
                features: VectorTable(columns: 1, values: (0..<rows).map { poison ? .nan : Float($0) }),
                genres: [[Int]](repeating: [], count: rows), genreNames: [], ratings: ratings,
                artists: Array(0..<rows))
        }
        #expect(throws: LearningError.self) { try made([1, 2], rows: 2) }
        #expect(throws: LearningError.self) { try made([Float](repeating: 3, count: 60)) }
        #expect(throws: LearningError.self) { try made((0..<60).map { Float($0) }) }
        #expect(throws: LearningError.self) { try made((0..<60).map { 1 + Float($0 % 4) }, poison: true) }
    }
}
