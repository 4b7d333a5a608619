import CatalogCore
import Learning
import Synchronization
import Testing

@Suite struct TrainingLoopTests {
    /// A small regression with dropout and batch normalisation: y = x₀·x₁.
    struct Task {
        let network: Network
        let table: VectorTable
        let targets: VectorTable

        init(seed: UInt64 = 1, poison: Bool = false) throws {
            var random = SplitMix64(seed: seed)
            let rows = (0..<256).map { _ in [Float(random.normal()), Float(random.normal())] }
            table = VectorTable(columns: 2, rows: rows)
            targets = VectorTable(columns: 1, values: rows.map { poison ? .nan : $0[0] * $0[1] })
            network = try Network(.vector(2), seed: seed) {
                Dense(16, bias: false)
                BatchNormalization()
                LeakyReLU(slope: 0.1)
                Dropout(0.1)
                Dense(1)
            }
        }

        func step(_ rows: [Int], _ pass: Pass) throws -> Double {
            let input = Tensor(.vector(2), batch: rows.count)
            let target = Tensor(.vector(1), batch: rows.count)
            let gradient = Tensor(.vector(1), batch: rows.count)
            table.fill(input, rows)
            targets.fill(target, rows)
            let loss = Loss.meanSquared.evaluate(
                outputs: try network.forward(input, pass), targets: target, gradient: gradient)
            try network.backward(gradient)
            return loss
        }

        func validate() throws -> Double {
            let rows = Array(192..<256)
            return Loss.meanSquared.value(try network.predict(table.selecting(rows)), targets.selecting(rows))
        }

        func run(
            _ plan: TrainingPlan, monitor: JobMonitor = .silent, resuming: TrainingCheckpoint? = nil,
            checkpoint: (TrainingCheckpoint) throws -> Void = { _ in }
        ) throws -> TrainingHistory {
            try TrainingLoop(
                plan: plan, networks: [network], activity: "training a toy", monitor: monitor,
                keepsHistograms: true, resuming: resuming
            ).run(examples: Array(0..<192), checkpoint: checkpoint, step: step, validate: validate)
        }
    }

    static let plan = TrainingPlan(epochsMax: 8, batchSize: 32, learningRate: 1e-2, seed: 5)

    @Test func sameSeedSameBits() throws {
        let (first, second) = (try Task(), try Task())
        let histories = (try first.run(TrainingLoopTests.plan), try second.run(TrainingLoopTests.plan))
        #expect(histories.0 == histories.1)
        #expect(first.network.weights == second.network.weights)
        #expect(histories.0.epochs[7].loss < histories.0.epochs[0].loss)
    }

    @Test(arguments: [Optimizer.Rule.adamW(), .sgd()])
    func aCheckpointResumesToTheSameBits(rule: Optimizer.Rule) throws {
        var plan = TrainingLoopTests.plan
        plan.rule = rule
        let whole = try Task()
        var kept: [[UInt8]] = []
        let history = try whole.run(plan) { kept.append(try $0.encoded()) }
        for epoch in [0, 3, 6] {
            let later = try Task()
            let resumed = try later.run(plan, resuming: try TrainingCheckpoint(decoding: kept[epoch]))
            #expect(resumed == history)
            #expect(later.network.weights == whole.network.weights)
        }
        #expect(throws: LearningError.self) { try TrainingCheckpoint(decoding: Array(kept[0].dropLast())) }
    }

    @Test func anEndAskedForKeepsTheBestSoFar() throws {
        let reports = Mutex(0)
        let monitor = JobMonitor(
            report: { _ in reports.withLock { $0 += 1 } }, isCancelled: { reports.withLock { $0 >= 15 } })
        let task = try Task()
        let history = try task.run(TrainingLoopTests.plan, monitor: monitor)
        #expect(history.ending == .cancelled)
        #expect(history.epochs.count < 8 && !history.epochs.isEmpty)
        #expect(try task.validate() == history.bestValidation)
    }

    @Test func stopsWhenValidationNoLongerImproves() throws {
        var plan = TrainingLoopTests.plan
        plan.epochsMax = 400
        plan.patience = 3
        plan.learningRate = 3e-2
        let task = try Task()
        let history = try task.run(plan)
        #expect(history.ending == .stoppedEarly)
        #expect(history.epochs.count == history.bestEpoch + 4)
        #expect(try task.validate() == history.bestValidation)
    }

    @Test func anInfiniteLossIsASentence() throws {
        let task = try Task(poison: true)
        #expect(throws: LearningError.self) { try task.run(TrainingLoopTests.plan) }
    }

    @Test func aRunBecomesAnEventFile() throws {
        let history = try Task().run(TrainingLoopTests.plan)
        let frames = try #require(EventFileTests.frames(history.eventFile(startSeconds: 10).bytes))
        // The header, and for each epoch four figures and five parameters.
        #expect(frames.count == 1 + 8 * (4 + 5))
    }
}
