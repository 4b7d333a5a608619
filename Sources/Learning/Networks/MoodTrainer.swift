import CatalogCore

/// Trains the mood network: values between 0 and 1 (energy, danceability, valence) from patches.
package struct MoodTrainer {
    package static let tracksMin = 20

    /// The genre network's settings; smoothing and class weights have no meaning here.
    package let options: GenreOptions
    package let monitor: JobMonitor
    package let journal: (any TrainingJournal)?

    package init(
        options: GenreOptions, monitor: JobMonitor = .silent, journal: (any TrainingJournal)? = nil
    ) {
        self.options = options
        self.monitor = monitor
        self.journal = journal
    }

    /// Trains one trunk with a head for each target and one network per target, and keeps what errs less on held-out
    /// `groups`. `targets` has one row a track; each value is 0...1.
    package func train(
        _ source: any PatchSource, targets: VectorTable, names: [String], groups: [Int], featureSet: String
    ) throws -> MoodModel {
        precondition(
            names.count == targets.columns && groups.count == targets.rows, "targets have names and groups")
        guard targets.rows >= MoodTrainer.tracksMin else {
            throw LearningError(
                .notEnoughData,
                "The mood network needs \(MoodTrainer.tracksMin) tracks with known moods, and there are "
                    + "\(targets.rows); link \(MoodTrainer.tracksMin - targets.rows) more.")
        }
        guard targets.values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
            throw LearningError(
                .badData, "A mood lies outside 0...1 or is not a number; correct the import first.")
        }
        let split = try GroupedSplit.holdOut(
            options.plan.validationShare, groups: groups, seed: options.plan.seed)
        let all = Array(names.indices)
        let trunk = try fit(source, targets, names, heads: [all], split: split)
        let apart =
            names.count > 1 && !monitor.isCancelled
            ? try fit(source, targets, names, heads: all.map { [$0] }, split: split) : nil
        let best = apart.map { $0.error < trunk.error ? $0 : trunk } ?? trunk
        return MoodModel(
            featureSet: featureSet, names: names, options: options, parts: best.parts, errorBars: best.bars,
            card: MoodModel.Card(
                trainingTracks: split.training.count, heldOutTracks: split.heldOut.count,
                trunkError: trunk.error, separateError: apart?.error))
    }

    private struct Fitted {
        let parts: [MoodModel.Part]
        let error: Double
        /// The root of the mean squared error of each target.
        let bars: [Float]
    }

    private func fit(
        _ source: any PatchSource, _ targets: VectorTable, _ names: [String], heads: [[Int]],
        split: (training: [Int], heldOut: [Int])
    ) throws -> Fitted {
        let fit = PatchFit(
            configuration: options.configuration, masking: options.masking, plan: options.plan,
            patchesPerTrackMax: options.patchesPerTrackMax, journal: journal)
        var parts: [MoodModel.Part] = []
        var squares = [Double](repeating: 0, count: targets.columns)
        for columns in heads {
            let own = VectorTable(
                columns: columns.count,
                rows: (0..<targets.rows).map { row in
                    columns.map { targets.values[row * targets.columns + $0] }
                })
            // The cross-entropy of a sigmoid is least at the mean, and its gradient does not vanish at the ends.
            let result = try fit.fit(
                source, targets: own, training: split.training, heldOut: split.heldOut,
                loss: .binaryCrossEntropy(),
                activity: "training the mood network",
                run: (["mood"] + (columns.count < names.count ? columns.map { names[$0] } : []))
                    .joined(separator: "-"), monitor: monitor)
            let part = MoodModel.Part(
                columns: columns, standardizer: result.standardizer, weights: result.weights)
            parts.append(part)
            let found = try EngineThreads.with(options.plan.threads) {
                try MoodModel.moods(
                    result.run, source, tracks: targets.rows, limit: options.patchesPerTrackMax)
            }
            for track in split.heldOut {
                for (place, column) in columns.enumerated() {
                    let difference =
                        Double(found.values[track * columns.count + place])
                        - Double(own.values[track * columns.count + place])
                    squares[column] += difference * difference / Double(split.heldOut.count)
                }
            }
        }
        return Fitted(
            parts: parts, error: squares.reduce(0, +) / Double(squares.count),
            bars: squares.map { Float($0.squareRoot()) })
    }
}
