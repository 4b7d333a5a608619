import CatalogCore

/// Trains the genre network on labelled tracks.
package struct GenreTrainer {
    package static let tracksMin = 8

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

    /// Trains on all tracks but some whole `groups` (albums or artists), which stop the run and set the temperature.
    /// `labels` has one number for each track, an index into `classes`.
    package func train(
        _ source: any PatchSource, labels: [Int], classes: [String], groups: [Int], featureSet: String
    ) throws -> GenreModel {
        try check(labels, classes, groups)
        let split = try GroupedSplit.holdOut(
            options.plan.validationShare, groups: groups, seed: options.plan.seed)
        return try train(
            source, labels, classes, featureSet, training: split.training, heldOut: split.heldOut,
            run: "genre")
    }

    /// Each track's probabilities from a network that saw none of its group.
    package func crossValidate(
        _ source: any PatchSource, labels: [Int], classes: [String], groups: [Int], featureSet: String,
        folds: Int = 5
    ) throws -> (metrics: GenreMetrics, probabilities: VectorTable) {
        try check(labels, classes, groups)
        let fold = try GroupedSplit.folds(folds, groups: groups, seed: options.plan.seed)
        var probabilities = [Float](repeating: 0, count: labels.count * classes.count)
        for index in 0..<folds {
            let outside = labels.indices.filter { fold[$0] != index }
            let inner = try GroupedSplit.holdOut(
                options.plan.validationShare, groups: outside.map { groups[$0] }, seed: options.plan.seed)
            let model = try train(
                source, labels, classes, featureSet, training: inner.training.map { outside[$0] },
                heldOut: inner.heldOut.map { outside[$0] }, run: "genre-fold-\(index + 1)")
            let found = try model.predictor(source).probabilities(tracks: labels.count)
            for track in labels.indices where fold[track] == index {
                for (column, value) in found.row(track).enumerated() {
                    probabilities[track * classes.count + column] = value
                }
            }
        }
        let table = VectorTable(columns: classes.count, values: probabilities)
        return (GenreMetrics(probabilities: table, labels: labels), table)
    }

    private func train(
        _ source: any PatchSource, _ labels: [Int], _ classes: [String], _ featureSet: String,
        training: [Int], heldOut: [Int], run: String
    ) throws -> GenreModel {
        var targets = [Float](repeating: 0, count: labels.count * classes.count)
        for (track, label) in labels.enumerated() { targets[track * classes.count + label] = 1 }
        let fit = PatchFit(
            configuration: options.configuration, masking: options.masking, plan: options.plan,
            patchesPerTrackMax: options.patchesPerTrackMax, journal: journal)
        let result = try fit.fit(
            source, targets: VectorTable(columns: classes.count, values: targets), training: training,
            heldOut: heldOut,
            loss: .crossEntropy(
                smoothing: options.labelSmoothing,
                classWeights: weights(training.map { labels[$0] }, classes.count)),
            activity: "training the genre network", run: run, monitor: monitor)
        let patches = source.patches(ofTracks: labels.count, limit: options.patchesPerTrackMax)
        let logits = try EngineThreads.with(options.plan.threads) {
            try result.run.outputs(heldOut.flatMap { patches[$0] })
        }
        var next = 0
        let places = heldOut.map { track -> [Int] in
            defer { next += patches[track].count }
            return Array(next..<next + patches[track].count)
        }
        let truth = heldOut.map { labels[$0] }
        let temperature = TemperatureScaling.fit(logits, tracks: places, labels: truth)
        let probabilities = TemperatureScaling.probabilities(logits, tracks: places, temperature: temperature)
        return GenreModel(
            featureSet: featureSet, classes: classes, options: options, standardizer: result.standardizer,
            temperature: temperature,
            card: GenreModel.Card(
                trainingTracks: training.count, heldOutTracks: heldOut.count,
                metrics: GenreMetrics(probabilities: probabilities, labels: truth), history: result.history),
            weights: result.weights)
    }

    /// Classes in inverse proportion to their number, one in the mean.
    private func weights(_ labels: [Int], _ classes: Int) -> [Float]? {
        guard options.balancesClasses else { return nil }
        var counts = [Float](repeating: 0, count: classes)
        for label in labels { counts[label] += 1 }
        let present = counts.count { $0 > 0 }
        return counts.map { $0 > 0 ? Float(labels.count) / (Float(present) * $0) : 0 }
    }

    private func check(_ labels: [Int], _ classes: [String], _ groups: [Int]) throws {
        precondition(labels.count == groups.count, "each track has a group")
        precondition(labels.allSatisfy(classes.indices.contains), "a label is the index of a class")
        guard labels.count >= GenreTrainer.tracksMin else {
            throw LearningError(
                .notEnoughData,
                "The genre network needs \(GenreTrainer.tracksMin) labelled tracks, and there are \(labels.count); "
                    + "label \(GenreTrainer.tracksMin - labels.count) more.")
        }
        guard Set(labels).count > 1 else {
            throw LearningError(
                .notEnoughData,
                "All labelled tracks have the genre \(labels.first.map { classes[$0] } ?? "none"); "
                    + "label tracks of at least one other.")
        }
    }
}
