import CatalogCore

/// Searches for a setting, cross-validates it by artist, and keeps the networks of all folds as the critic.
package struct CriticTrainer {
    package let options: CriticOptions
    package let monitor: JobMonitor
    package let journal: (any TrainingJournal)?

    package init(
        options: CriticOptions, monitor: JobMonitor = .silent, journal: (any TrainingJournal)? = nil
    ) {
        self.options = options
        self.monitor = monitor
        self.journal = journal
    }

    package func train(_ data: CriticData, featureSet: String) throws -> Critic {
        let folds = try GroupedSplit.folds(options.folds, groups: data.artists, seed: options.plan.seed)
        let (chosen, searched) = try search(data, folds)
        let members = try fit(data, folds, chosen)
        let found = try predictions(data, folds, members)
        let baselines = try baselines(data, folds)
        let blend = CriticBlend.choose(found, truth: data.ratings, rows: Array(folds.indices))
        // What is reported of a fold is blended as the other folds chose.
        let blends = (0..<options.folds).map { fold in
            CriticBlend.choose(
                found, truth: data.ratings, rows: CriticTrainer.split(folds, fold).outside)
        }
        let predicted = folds.indices.map { CriticBlend.blended(found, blends[folds[$0]], $0) }
        let mean = data.ratings.reduce(0, +) / Float(data.rows)
        let card = Critic.Card(
            rows: data.rows, chosen: chosen, searched: searched, blend: blend,
            metrics: CriticMetrics(predicted: predicted, truth: data.ratings),
            meanMetrics: CriticMetrics(
                predicted: [Float](repeating: mean, count: data.rows), truth: data.ratings),
            linearMetrics: CriticMetrics(predicted: baselines.linear, truth: data.ratings),
            treesMetrics: baselines.trees.map { CriticMetrics(predicted: $0, truth: data.ratings) })
        return try assemble(data, featureSet, members, predicted, card)
    }

    /// What the members of each kind say of the rows that they did not learn from, and the mean of those that they did.
    private func predictions(
        _ data: CriticData, _ folds: [Int], _ members: [CriticMember]
    ) throws -> [[Float]] {
        let kinds = options.membersPerFold
        var byKind = [[Float]](
            repeating: [Float](repeating: 0, count: data.rows), count: kinds + 1)
        for fold in 0..<options.folds {
            let (inside, outside) = CriticTrainer.split(folds, fold)
            let features = data.features.selecting(inside)
            let genres = inside.map { data.genres[$0] }
            for kind in 0..<kinds {
                let member = members[fold * kinds + kind]
                let values = try member.predict(features, genres: genres, by: try member.loaded())
                for (row, value) in zip(inside, values) { byKind[kind][row] = value }
            }
            let mean = outside.reduce(0) { $0 + data.ratings[$1] } / Float(max(1, outside.count))
            for row in inside { byKind[kinds][row] = mean }
        }
        return byKind
    }

    /// What a linear model and boosted trees on the same inputs say of the rows that they did not learn from.
    private func baselines(
        _ data: CriticData, _ folds: [Int]
    ) throws -> (linear: [Float], trees: [Float]?) {
        let parts = try inParallel(options.folds) { fold in
            let (inside, outside) = CriticTrainer.split(folds, fold)
            let encoder = CriticEncoder(data, rows: outside)
            func table(_ rows: [Int]) -> VectorTable {
                encoder.encode(data.features.selecting(rows), genres: rows.map { data.genres[$0] })
            }
            let (learnt, asked) = (table(outside), table(inside))
            let targets = outside.map { data.ratings[$0] }
            let trees =
                GradientBoosting.isInstalled
                ? try GradientBoosting(
                    learnt, labels: targets, objective: [("objective", "reg:squarederror")],
                    settings: .baseline(seed: options.plan.seed)) : nil
            return (
                rows: inside, linear: try LinearRegression(learnt, targets: targets).predict(asked),
                trees: trees?.predict(asked, valuesPerRow: 1)
            )
        }
        var linear = [Float](repeating: 0, count: data.rows)
        var trees = [Float](repeating: 0, count: data.rows)
        for part in parts {
            for (place, row) in part.rows.enumerated() {
                linear[row] = min(5, max(1, part.linear[place]))
                if let told = part.trees { trees[row] = min(5, max(1, told[place])) }
            }
        }
        return (linear, parts.allSatisfy { $0.trees != nil } ? trees : nil)
    }

    private func assemble(
        _ data: CriticData, _ featureSet: String, _ members: [CriticMember], _ predicted: [Float],
        _ card: Critic.Card
    ) throws -> Critic {
        let order = predicted.indices.sorted { predicted[$0] < predicted[$1] }
        let count = min(Critic.backgroundRows, data.rows)
        let rows = (0..<count).map { order[(2 * $0 + 1) * data.rows / (2 * count)] }
        let chosen = data.features.selecting(rows)
        let columns = (0..<data.features.columns).map { data.features.column($0) }
        let background = Critic.Background(
            features: chosen.values, genres: rows.map { data.genres[$0] },
            columnMinima: columns.map { $0.min() ?? 0 }, columnMaxima: columns.map { $0.max() ?? 0 },
            columnDeviations: Standardizer(of: data.features).deviations)
        let intervals = RatingIntervals(predicted: predicted, truth: data.ratings, coverage: options.coverage)
        let weights = members.indices.map {
            card.blend[$0 % options.membersPerFold] / Float(options.folds)
        }
        let mean = data.ratings.reduce(0, +) / Float(data.rows)
        func critic(average: Float) -> Critic {
            Critic(
                featureSet: featureSet, columns: data.columns, genreNames: data.genreNames, card: card,
                averageRating: average, meanRating: mean, members: members,
                weights: weights, intervals: intervals, background: background)
        }
        let values = try critic(average: 0).predictor().values(chosen, genres: background.genres)
        return critic(average: values.reduce(0, +) / Float(max(1, values.count)))
    }

    /// The candidate with the least squared error on the first fold.
    private func search(
        _ data: CriticData, _ folds: [Int]
    ) throws -> (CriticOptions.Candidate, [Critic.Card.Searched]) {
        guard options.candidates.count > 1 else { return (options.candidates[0], []) }
        let (inside, outside) = CriticTrainer.split(folds, 0)
        let features = data.features.selecting(inside)
        let genres = inside.map { data.genres[$0] }
        let truth = inside.map { data.ratings[$0] }
        let searched = try inParallel(options.candidates.count) { index in
            let candidate = options.candidates[index]
            let member = try CriticMember.train(
                data, rows: outside, candidate: candidate, delta: options.deltas[0], plan: options.plan,
                activity: "searching the critic's setting", monitor: monitor, journal: journal,
                run: "critic-search-\(index + 1)")
            let values = try member.predict(features, genres: genres, by: try member.loaded())
            let sum = zip(values, truth).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
            return Critic.Card.Searched(candidate: candidate, squaredError: sum / Double(max(1, truth.count)))
        }
        let best = searched.min { $0.squaredError < $1.squaredError }
        return (best?.candidate ?? options.candidates[0], searched)
    }

    /// The members of each fold: one network for each loss, then a linear one for each ridge.
    private func fit(
        _ data: CriticData, _ folds: [Int], _ candidate: CriticOptions.Candidate
    ) throws -> [CriticMember] {
        let rowsOutside = (0..<options.folds).map { CriticTrainer.split(folds, $0).outside }
        let networks = try inParallel(options.folds * options.deltas.count) { index in
            var plan = options.plan
            plan.seed = options.plan.seed ^ UInt64(index + 1)
            return try CriticMember.train(
                data, rows: rowsOutside[index / options.deltas.count], candidate: candidate,
                delta: options.deltas[index % options.deltas.count], plan: plan,
                activity: "training the critic", monitor: monitor, journal: journal,
                run: "critic-\(index + 1)")
        }
        let linear = try inParallel(options.folds) { fold in
            try CriticMember.linear(data, rows: rowsOutside[fold], ridges: options.ridges)
        }
        return linear.enumerated().flatMap { fold, linear in
            networks[fold * options.deltas.count..<(fold + 1) * options.deltas.count] + linear
        }
    }

    /// Runs of one thread each, side by side: the same result on any number of cores.
    private func inParallel<Result: Sendable>(
        _ count: Int, _ body: @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        try Parallel.mapChunks(of: count, chunkSize: 1) { index, _ in
            Swift.Result { try EngineThreads.with(1) { try body(index) } }
        }.map { try $0.get() }
    }

    private static func split(_ folds: [Int], _ fold: Int) -> (inside: [Int], outside: [Int]) {
        (folds.indices.filter { folds[$0] == fold }, folds.indices.filter { folds[$0] != fold })
    }
}
