import CatalogCore

/// One network of the critic, learnt on the rows outside of one fold.
struct CriticMember: Sendable, Equatable {
    let encoder: CriticEncoder
    let shape: PerceptronConfiguration
    let weights: NetworkWeights

    /// Trains on `rows`, of which whole artists are set aside to stop by.
    static func train(
        _ data: CriticData, rows: [Int], candidate: CriticOptions.Candidate, delta: Float, plan: TrainingPlan,
        activity: String, monitor: JobMonitor, journal: (any TrainingJournal)?, run: String
    ) throws -> CriticMember {
        var plan = plan
        plan.learningRate = candidate.learningRate
        if case .adamW = plan.rule { plan.rule = .adamW(decay: candidate.decay) }
        let split = try GroupedSplit.holdOut(
            plan.validationShare, groups: rows.map { data.artists[$0] }, seed: plan.seed)
        let training = split.training.map { rows[$0] }
        let heldOut = split.heldOut.map { rows[$0] }
        let encoder = CriticEncoder(data, rows: training)
        let shape = PerceptronConfiguration(
            inputs: encoder.columns, hidden: candidate.hidden, outputs: 1, dropout: candidate.dropout,
            normalizes: true)
        let network = try shape.network(seed: plan.seed)
        let table = encoder.encode(data.features, genres: data.genres)
        let targets = VectorTable(columns: 1, values: data.ratings.map { $0 - encoder.mean })
        let (heldOutTable, heldOutTargets) = (table.selecting(heldOut), targets.selecting(heldOut))
        let loss = delta > 0 ? Loss.huber(delta: delta) : .meanSquared
        let loop = try TrainingLoop(
            plan: plan, networks: [network], activity: activity, monitor: monitor, journal: journal,
            run: run)
        var (input, target, gradient): (Tensor?, Tensor?, Tensor?)
        _ = try loop.run(
            examples: training,
            step: { rows, pass in
                let input = Tensor.reuse(&input, .vector(encoder.columns), batch: rows.count)
                let target = Tensor.reuse(&target, .vector(1), batch: rows.count)
                let gradient = Tensor.reuse(&gradient, .vector(1), batch: rows.count)
                table.fill(input, rows)
                targets.fill(target, rows)
                let output = try network.forward(input, pass)
                let value = loss.evaluate(outputs: output, targets: target, gradient: gradient)
                try network.backward(gradient)
                return value
            },
            validate: {
                let output = try network.predict(heldOutTable)
                return loss.value(output, heldOutTargets)
            })
        return CriticMember(encoder: encoder, shape: shape, weights: network.weights)
    }

    /// One member for each ridge: a network of one unit, whose weights are solved for.
    static func linear(_ data: CriticData, rows: [Int], ridges: [Double]) throws -> [CriticMember] {
        let encoder = CriticEncoder(data, rows: rows)
        let table = encoder.encode(data.features.selecting(rows), genres: rows.map { data.genres[$0] })
        let equations = NormalEquations(table, targets: rows.map { data.ratings[$0] - encoder.mean })
        return try ridges.map { ridge in
            let fit = try equations.solved(ridge: ridge)
            return CriticMember(
                encoder: encoder,
                shape: PerceptronConfiguration(inputs: encoder.columns, hidden: [], outputs: 1),
                weights: NetworkWeights(
                    parameters: [fit.weights.map { Float($0) }, [Float(fit.bias)]], statistics: []))
        }
    }

    func loaded() throws -> Network {
        let network = try shape.network(seed: 0)
        try network.load(weights)
        return network
    }

    func predict(_ features: VectorTable, genres: [[Int]], by network: Network) throws -> [Float] {
        try network.predict(encoder.encode(features, genres: genres)).values.map { $0 + encoder.mean }
    }
}
