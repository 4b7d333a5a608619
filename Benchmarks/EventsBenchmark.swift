import CatalogCore
import FoundationEssentials
import Learning

/// Trains a toy and writes its run as an event file, for TensorBoard to open: `Benchmarks events FILE`.
enum EventsBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print("events FILE")
            return
        }
        var random = SplitMix64(seed: 1)
        let rows = (0..<256).map { _ in [Float(random.normal()), Float(random.normal())] }
        let table = VectorTable(columns: 2, rows: rows)
        let targets = VectorTable(columns: 1, values: rows.map { $0[0] * $0[1] })
        let network = try PerceptronConfiguration(inputs: 2, hidden: [16], outputs: 1).network(seed: 1)
        let loop = try TrainingLoop(
            plan: TrainingPlan(epochsMax: 10, batchSize: 32, seed: 1), networks: [network],
            activity: "training a toy", keepsHistograms: true)
        let history = try loop.run(
            examples: Array(0..<256),
            step: { rows, pass in
                let (input, target) = (
                    Tensor(.vector(2), batch: rows.count), Tensor(.vector(1), batch: rows.count)
                )
                let gradient = Tensor(.vector(1), batch: rows.count)
                table.fill(input, rows)
                targets.fill(target, rows)
                let loss = Loss.meanSquared.evaluate(
                    outputs: try network.forward(input, pass), targets: target, gradient: gradient)
                try network.backward(gradient)
                return loss
            },
            validate: { Loss.meanSquared.value(try network.predict(table), targets) })
        try Data(history.eventFile(startSeconds: 1_700_000_000).bytes).write(to: URL(filePath: path))
    }
}
