import CatalogCore
import FoundationEssentials
import Learning

/// Recommenders under named protocols: `ml-100k FOLDER`, `lastfm FOLDER`, `als FOLDER`, `ease FOLDER`, `scale`,
/// `cold FOLDER DESCRIPTORS.csv`.
///
/// With `--write FOLDER` the split is written as text for the peers' script to read.
enum RecommendersBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let kind = arguments.first else {
            print("recommenders ml-100k|lastfm|als|ease FOLDER [--write FOLDER] | scale")
            return
        }
        let folder = arguments.count > 1 ? arguments[1] : "."
        var scratch: String?
        if let flag = arguments.firstIndex(of: "--write"), flag + 1 < arguments.count {
            scratch = arguments[flag + 1]
        }
        switch kind {
        case "ml-100k": try movieLens(folder, scratch)
        case "lastfm": try lastFM(folder, scratch)
        case "als": try factorisation(folder, scratch)
        case "ease": try FactorisationBenchmark.compareEASE(folder)
        case "cold":
            try ColdArtistsBenchmark.run(folder, descriptorsPath: arguments.count > 2 ? arguments[2] : "")
        case "scale": scale()
        default: print("no recommenders benchmark \(kind)")
        }
    }

    /// The candidates that validation chooses from.
    static func recipes() -> [(kind: String, choices: [RecommenderRecipe])] {
        let als = [0.1, 0.2, 0.4].flatMap { unobserved in
            [0.01, 0.02, 0.03].map { regularization in
                RecommenderRecipe(
                    ImplicitALS.self,
                    .init(
                        dimension: 48, unobservedWeight: Float(unobserved),
                        regularization: Float(regularization)),
                    name: "als α₀=\(unobserved) λ=\(regularization)")
            }
        }
        let ease = [200.0, 400, 800].flatMap { regularization in
            [0.0, 1, 2].map { popularity in
                RecommenderRecipe(
                    EASE.self,
                    .init(
                        regularization: regularization, popularityRegularization: popularity,
                        historyExponent: 0.25),
                    name: "ease λ=\(regularization) p=\(popularity)")
            }
        }
        let neighbors = ItemNeighbors.Weighting.allCases.flatMap { weighting in
            [100, 300].map { count in
                RecommenderRecipe(
                    ItemNeighbors.self, .init(weighting: weighting, neighborCount: count, shrinkage: 20),
                    name: "item-neighbours \(weighting) k=\(count)")
            }
        }
        return [
            ("popularity", [RecommenderRecipe(Popularity.self, .init())]),
            ("item-neighbours", neighbors), ("ease", ease), ("als", als),
        ]
    }

    /// Chooses each kind's parameters on validation, blends them, and reports all on the test part.
    static func compare(
        _ table: Interactions, _ testProtocol: EvaluationProtocol, sampledNegatives: Int?, seed: UInt64,
        dataset: String, embeddings: FactorMatrix? = nil, scratch: String?
    ) throws {
        let split = EvaluationSplit(table, by: testProtocol, seed: seed)
        if let scratch { try write(split, to: scratch, table) }
        let training = TrainingSet(split.training, itemEmbeddings: embeddings)
        let evaluator = Evaluator(
            split, sampledNegatives: sampledNegatives, seed: seed, itemEmbeddings: embeddings)
        var chosen: [RecommenderRecipe] = []
        for (kind, choices) in recipes() {
            var recipe = choices[0]
            if choices.count > 1 {
                recipe = try RecommenderRecipe.best(
                    of: choices, training: training, validation: testProtocol, seed: seed ^ 7,
                    sampledNegatives: sampledNegatives
                ).recipe
            }
            chosen.append(recipe)
            print(dataset, show(evaluator.evaluate(try recipe.fit(training), name: recipe.name)), kind)
        }
        let trainer = BlendTrainer(seed: seed ^ 7)
        let (blend, validationNDCG) = try trainer.fit(
            chosen + second(chosen), training: training, validation: testProtocol)
        print(
            dataset, show(evaluator.evaluate(blend, name: "hybrid")), "validation",
            rounded(validationNDCG))
        for calibration in blend.calibrations {
            print("  up to", calibration.historyCountMax, calibration.weights.map { rounded(Double($0)) })
        }
    }

    /// A second look of each strong kind, so that the blend averages over starts and readings.
    static func second(_ chosen: [RecommenderRecipe]) -> [RecommenderRecipe] {
        [
            RecommenderRecipe(
                ImplicitALS.self,
                .init(dimension: 32, unobservedWeight: 0.1, regularization: 0.025, seed: 2),
                name: "als 2"),
            RecommenderRecipe(
                ImplicitALS.self,
                .init(dimension: 64, unobservedWeight: 0.2, regularization: 0.02, seed: 3),
                name: "als 3"),
        ]
    }

    static func show(_ report: EvaluationReport) -> String {
        "\(report.model): NDCG@\(report.depth) \(rounded(report.ndcg.mean)) "
            + "[\(rounded(report.ndcg.lower)), \(rounded(report.ndcg.upper))] recall \(rounded(report.recall.mean)) "
            + "precision \(rounded(report.precision.mean)) hit \(rounded(report.hitRate.mean)) "
            + "MRR \(rounded(report.reciprocalRank.mean)) MAP \(rounded(report.averagePrecision.mean)) "
            + "coverage \(rounded(report.coverage)) gini \(rounded(report.gini)) cases \(report.caseCount)"
    }

    static func rounded(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }

    /// Training triples and test pairs as text, with the shape in the first line.
    static func write(_ split: EvaluationSplit, to folder: String, _ table: Interactions) throws {
        var lines = ["\(table.userCount) \(table.itemCount) 0"]
        for place in 0..<split.training.count {
            lines.append(
                "\(split.training.users[place]) \(split.training.items[place]) \(split.training.weights[place])"
            )
        }
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: folder + "/train.txt", atomically: false, encoding: .utf8)
        let test = split.cases.flatMap { question in question.relevant.map { "\(question.user) \($0)" }
        }
        try (test.joined(separator: "\n") + "\n").write(
            toFile: folder + "/test.txt", atomically: false, encoding: .utf8)
    }

    private static func movieLens(_ folder: String, _ scratch: String?) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter {
            $0.hasSuffix(".inter")
        }
        let (table, _) = try InteractionTable.read(folder + "/" + (names.first ?? "ml-100k.inter")) {
            _ in 1
        }
        try compare(
            table, .itemStratified(testShare: 0.25), sampledNegatives: nil, seed: 42, dataset: "ml-100k",
            scratch: scratch)
        try compare(
            table, .leaveLastOut, sampledNegatives: 99, seed: 42, dataset: "ml-100k-last", scratch: nil)
    }

    private static func lastFM(_ folder: String, _ scratch: String?) throws {
        let (all, _) = try InteractionTable.read(folder + "/hetrec_user_artists.dat") {
            logarithmicPlays($0)
        }
        let table = known(all, listenerCountMin: 3)
        try compare(
            table, .itemStratified(testShare: 0.25), sampledNegatives: nil, seed: 42,
            dataset: "lastfm-2k",
            scratch: scratch)
    }

    /// The interactions with items that enough people met, so that there is something to foretell.
    static func known(_ table: Interactions, listenerCountMin: Int) -> Interactions {
        let counts = table.matrix().columnEntryCounts()
        let items = counts.indices.filter { counts[$0] >= listenerCountMin }
        var places = [Int32](repeating: -1, count: table.itemCount)
        for (place, item) in items.enumerated() { places[item] = Int32(place) }
        var known = Interactions(userCount: table.userCount, itemCount: items.count)
        for row in 0..<table.count where places[Int(table.items[row])] >= 0 {
            known.append(
                user: table.users[row], item: places[Int(table.items[row])], weight: table.weights[row],
                timeSeconds: table.timesSeconds[row])
        }
        return known
    }

    /// A play count as a preference: 1 for one play, one more for each tenfold.
    static func logarithmicPlays(_ plays: Float) -> Float {
        1 + Float(logarithm(Double(plays)) / logarithm(10))
    }

    private static func scale() { ScaleBenchmark.run() }

    private static func factorisation(_ folder: String, _ scratch: String?) throws {
        try FactorisationBenchmark.run(folder, scratch: scratch ?? folder)
    }
}
