import CatalogCore

/// Epochs over shuffled batches, with clipping, a schedule, early stopping, checkpoints and a person's Ctrl-C.
package final class TrainingLoop {
    private let plan: TrainingPlan
    private let networks: [Network]
    private let activity: String
    private let monitor: JobMonitor
    private let keepsHistograms: Bool
    private let parameters: [Parameter]
    private let journal: (any TrainingJournal)?
    private let run: String
    private var state: TrainingCheckpoint

    /// Trains all `networks` together. With `resuming`, continues where that checkpoint was taken; a `journal` is asked
    /// for one by the name of the run, and told of each epoch.
    package init(
        plan: TrainingPlan, networks: [Network], activity: String, monitor: JobMonitor = .silent,
        keepsHistograms: Bool = false, resuming: TrainingCheckpoint? = nil,
        journal: (any TrainingJournal)? = nil, run: String = "run"
    ) throws {
        self.journal = journal
        self.run = run
        let checkpoint = try resuming ?? journal?.checkpoint(of: run)
        self.plan = plan
        self.networks = networks
        self.activity = activity
        self.monitor = monitor
        self.keepsHistograms = keepsHistograms
        parameters = networks.flatMap(\.parameters)
        let weights = networks.map(\.weights)
        state =
            checkpoint
            ?? TrainingCheckpoint(
                plan: plan, history: TrainingHistory(), epochsWithoutGain: 0, weights: weights,
                bestWeights: weights,
                optimizer: Optimizer(plan.rule))
        if let checkpoint {
            guard checkpoint.weights.count == networks.count, checkpoint.plan == plan else {
                throw LearningError(
                    .corruptModel,
                    "\(activity): the checkpoint of `\(run)` belongs to another run; take another folder, or the same "
                        + "seed, epochs and threads as then.")
            }
            for (network, weights) in zip(networks, checkpoint.weights) { try network.load(weights) }
        }
    }

    /// Runs to the end and leaves the best weights in the networks.
    ///
    /// `step` fills the gradients for some examples and answers their loss; `validate` answers a figure of which less
    /// is better; `arrange` may move examples that belong together into one batch; `checkpoint` is given each epoch's state.
    package func run(
        examples: [Int], arranging arrange: ((inout [Int]) -> Void)? = nil,
        checkpoint: (TrainingCheckpoint) throws -> Void = { _ in },
        step: ([Int], Pass) throws -> Double, validate: () throws -> Double
    ) throws -> TrainingHistory {
        let batch = min(plan.batchSize, examples.count)
        guard batch > 1 else {
            throw LearningError(
                .notEnoughData, "\(activity): there are \(examples.count) examples to learn from.")
        }
        let stepsPerEpoch = examples.count / batch
        try EngineThreads.with(plan.threads) {
            for epoch in state.history.epochs.count..<max(plan.epochsMax, state.history.epochs.count) {
                // Taken up again, a run may have come to its end already.
                if state.epochsWithoutGain >= plan.patience {
                    state.history.ending = .stoppedEarly
                    break
                }
                var order = shuffled(examples, epoch: epoch)
                arrange?(&order)
                let isWhole = try runEpoch(
                    epoch, order, batch: batch, stepsPerEpoch: stepsPerEpoch, step, validate)
                // From within an epoch a run could not go on to the same result.
                if isWhole {
                    try checkpoint(state)
                    try journal?.keep(state, of: run)
                }
                if !isWhole || monitor.isCancelled {
                    state.history.ending = .cancelled
                    break
                }
                if state.epochsWithoutGain >= plan.patience {
                    state.history.ending = .stoppedEarly
                    break
                }
            }
        }
        for (network, weights) in zip(networks, state.bestWeights) { try network.load(weights) }
        // What only the journal wanted is no part of the model.
        if !keepsHistograms {
            for index in state.history.epochs.indices { state.history.epochs[index].histograms = [] }
        }
        return state.history
    }

    private func shuffled(_ examples: [Int], epoch: Int) -> [Int] {
        var random = SplitMix64(seed: plan.seed ^ (0x5EED << 32) ^ UInt64(epoch))
        return examples.shuffled(using: &random)
    }

    /// One epoch; false where a person asked for an end before it was whole.
    private func runEpoch(
        _ epoch: Int, _ order: [Int], batch: Int, stepsPerEpoch: Int, _ step: ([Int], Pass) throws -> Double,
        _ validate: () throws -> Double
    ) throws -> Bool {
        var (lossSum, normSum, done, rate) = (0.0, Float(0), 0, Float(0))
        for index in 0..<stepsPerEpoch {
            if monitor.isCancelled && (done > 0 || epoch > 0) { break }
            let number = epoch * stepsPerEpoch + index
            var random = SplitMix64(seed: plan.seed &+ UInt64(number))
            let pass = Pass(isTraining: true, seed: random.next(), usesBFloat16: plan.usesBFloat16)
            let loss = try step(Array(order[index * batch..<(index + 1) * batch]), pass)
            guard loss.isFinite else {
                throw LearningError(
                    .diverged,
                    "\(activity): the loss became infinite in epoch \(epoch + 1); lower the learning rate.")
            }
            normSum += GradientNorm.clip(parameters, to: plan.gradientNormMax)
            rate =
                plan.learningRate
                * plan.schedule.factor(
                    step: number, steps: stepsPerEpoch * plan.epochsMax, epoch: epoch,
                    reductions: state.reductions)
            state.optimizer.step(parameters, rate: rate)
            lossSum += loss
            done += 1
            report(
                epoch: epoch, share: Double(index + 1) / Double(stepsPerEpoch), loss: lossSum / Double(done))
        }
        guard done > 0 else { return false }
        note(
            EpochReport(
                epoch: epoch, loss: lossSum / Double(done), validation: try validate(), learningRate: rate,
                gradientNorm: normSum / Float(done), histograms: histograms()))
        return done == stepsPerEpoch
    }

    private func note(_ report: EpochReport) {
        let weights = networks.map(\.weights)
        if report.validation < state.history.bestValidation && weights.allSatisfy(\.isFinite) {
            state.history.bestValidation = report.validation
            state.history.bestEpoch = report.epoch
            state.bestWeights = weights
            state.epochsWithoutGain = 0
        } else {
            state.epochsWithoutGain += 1
            if case .plateau(let patience, _) = plan.schedule.shape,
                state.epochsWithoutGain % max(1, patience) == 0
            {
                state.reductions += 1
            }
        }
        state.history.epochs.append(report)
        state.weights = weights
    }

    private func histograms() -> [EpochReport.Histogram] {
        guard keepsHistograms || journal != nil else { return [] }
        return parameters.enumerated().compactMap { index, parameter in
            ValueHistogram(of: parameter.values).map {
                EpochReport.Histogram(name: "parameters/\(index)-\(parameter.name)", values: $0)
            }
        }
    }

    private func report(epoch: Int, share: Double, loss: Double) {
        let best = state.history.bestValidation
        var figures = [Progress.Figure(name: "loss", value: rounded(loss))]
        if let last = state.history.epochs.last {
            figures.append(Progress.Figure(name: "validation", value: rounded(last.validation)))
            figures.append(Progress.Figure(name: "best", value: rounded(best)))
        }
        monitor.report(
            Progress(
                activity: activity, completed: Double(epoch) + share, total: Double(plan.epochsMax),
                figures: figures))
    }

    private func rounded(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return String(value) }
        return String((value * 10_000).rounded() / 10_000)
    }
}
