import CatalogCore
import Learning
import Testing

@Suite struct ImplicitALSTests {
    /// The objective of Rendle's parametrisation, by its definition.
    private func objective(_ matrix: SparseMatrix, _ model: ImplicitALS) -> Double {
        let parameters = model.parameters
        var loss = 0.0
        for user in 0..<matrix.rowCount {
            let scores = model.itemFactors.scores(of: model.userFactors[user])
            for score in scores { loss += Double(parameters.unobservedWeight * score * score) }
            let row = matrix.row(user)
            for (item, weight) in zip(row.columns, row.values) {
                let target: Float = weight > 0 ? 1 : 0
                let miss = target - scores[Int(item)]
                loss += Double(abs(weight) * miss * miss)
            }
        }
        let transposed = matrix.transposed()
        for (side, factors, others) in [
            (matrix, model.userFactors, model.itemFactors),
            (transposed, model.itemFactors, model.userFactors),
        ] {
            for row in 0..<side.rowCount {
                let known =
                    Double(side.range(ofRow: row).count)
                    + Double(parameters.unobservedWeight) * Double(others.rowCount)
                let length = factors[row].reduce(0.0) { $0 + Double($1 * $1) }
                loss += Double(parameters.regularization) * known * length
            }
        }
        return loss
    }

    @Test(arguments: [ImplicitALS.Parameters.Solver.exact, .conjugateGradient(steps: 3)])
    func everyIterationLowersTheObjective(solver: ImplicitALS.Parameters.Solver) {
        let matrix = SparseFixture.random(rows: 60, columns: 40, entries: 500, seed: 4)
        var last = Double.infinity
        for iterations in 1...5 {
            let parameters = ImplicitALS.Parameters(
                dimension: 12, iterations: iterations, unobservedWeight: 0.2, regularization: 0.01,
                solver: solver)
            let loss = objective(matrix, ImplicitALS.fit(matrix, parameters: parameters))
            #expect(loss < last)
            last = loss
        }
    }

    /// The normal equations of one history, solved in doubles by LAPACK, in both parametrisations.
    @Test(
        arguments: [
            ImplicitALS.Parameters(
                dimension: 20, unobservedWeight: 0.3, regularization: 0.05, frequencyExponent: 0.7),
            .hu(dimension: 20, iterations: 5, alpha: 6, regularization: 0.9),
        ])
    func foldingInSolvesTheNormalEquations(parameters: ImplicitALS.Parameters) throws {
        let matrix = SparseFixture.random(rows: 50, columns: 45, entries: 600, seed: 8)
        let model = ImplicitALS.fit(matrix, parameters: parameters)
        let history = History(items: [2, 7, 11, 30, 44], weights: [1.5, 2, -1.25, 1, 3])
        let size = 20
        var system = [Double](repeating: 0, count: size * size)
        var right = [Double](repeating: 0, count: size)
        for item in 0..<45 {
            let factor = model.itemFactors[item].map(Double.init)
            var weight = Double(parameters.unobservedWeight)
            if let place = history.items.firstIndex(of: Int32(item)) {
                let confidence = Double(parameters.confidence * abs(history.weights[place]))
                weight += confidence - Double(parameters.offset)
                if history.weights[place] > 0 {
                    for row in 0..<size { right[row] += confidence * factor[row] }
                }
            }
            for row in 0..<size {
                for column in 0..<size {
                    system[row * size + column] += weight * factor[row] * factor[column]
                }
            }
        }
        let known = 5 + Double(parameters.unobservedWeight) * 45
        let penalty =
            parameters.frequencyExponent == 0
            ? Double(parameters.regularization) : Double(parameters.regularization) * pow(known, 0.7)
        for row in 0..<size { system[row * size + row] += penalty }
        let solution = try LinearAlgebra.solve(positiveDefinite: system, size: size, right: right)
        let folded = model.fold(history)
        for row in 0..<size { #expect(abs(Double(folded[row]) - solution[row]) < 2e-4) }
    }

    @Test func manyGradientStepsReachTheExactSolution() {
        let matrix = SparseFixture.random(rows: 40, columns: 30, entries: 300, seed: 6)
        let exact = ImplicitALS.fit(
            matrix, parameters: .init(dimension: 16, iterations: 3, regularization: 0.05, solver: .exact))
        let iterated = ImplicitALS.fit(
            matrix,
            parameters: .init(
                dimension: 16, iterations: 3, regularization: 0.05, solver: .conjugateGradient(steps: 40)))
        for (left, right) in zip(exact.itemFactors.values, iterated.itemFactors.values) {
            #expect(abs(left - right) < 2e-3)
        }
    }

    @Test func likingAndDislikingMoveTheAnswerTheRightWay() {
        let table = SparseFixture.checkerboard(users: 60, items: 40, seed: 1)
        let model = ImplicitALS.fit(table.matrix(), parameters: .init(dimension: 8, regularization: 0.01))
        let before = model.scores(for: History(items: [0, 2], weights: [1, 1]))
        let liked = model.scores(for: History(items: [0, 1, 2, 3], weights: [1, 1, 1, 1]))
        let disliked = model.scores(for: History(items: [0, 2, 4], weights: [1, 1, -5]))
        #expect(liked[5] > before[5])
        #expect(disliked[6] < before[6])
    }

    @Test func aCancelledFitKeepsItsStart() {
        let matrix = SparseFixture.random(rows: 5, columns: 5, entries: 9, seed: 2)
        let model = ImplicitALS.fit(
            matrix, parameters: .init(dimension: 4), monitor: JobMonitor(isCancelled: { true }))
        #expect(model.itemFactors.values.allSatisfy { $0.isFinite })
    }

    private func pow(_ base: Double, _ exponent: Double) -> Double {
        var result = 1.0
        // x^0.7 by Newton on y^10 = x^7, enough for a test's tolerance.
        let target = base * base * base * base * base * base * base
        result = base
        for _ in 0..<200 {
            var ninth = 1.0
            for _ in 0..<9 { ninth *= result }
            result -= (ninth * result - target) / (10 * ninth)
        }
        return result
    }

    /// Few plays of many tracks by people of four tastes: what suits a small table foretells nothing here.
    @Test func aRegularisationThatIsCarriedLeavesSparseFeedbackItsTastes() {
        var generator = SplitMix64(seed: 5)
        var interactions = Interactions(userCount: 4_000, itemCount: 4_000)
        for user in 0..<Int32(4_000) {
            for item in Set((0..<4).map { _ in Int32(generator.index(below: 1_000)) * 4 + user % 4 }).sorted()
            {
                interactions.append(user: user, item: item)
            }
        }
        let standard = ImplicitALS.Parameters(dimension: 8, iterations: 8)
        func largest(_ parameters: ImplicitALS.Parameters) -> Float {
            let model = ImplicitALS.fit(interactions.matrix(), parameters: parameters)
            return model.itemFactors.values.map(abs).max() ?? 0
        }
        #expect(largest(standard) < 1e-3)
        let carried = standard.carried(
            fromDensity: ImplicitALS.Parameters.standardDensity, toDensity: interactions.density)
        let model = ImplicitALS.fit(interactions.matrix(), parameters: carried)
        let scores = model.scores(for: History(items: [2, 402, 802], weights: [1, 1, 1]))
        let best = TopItems.best(of: scores, limit: 50) { [2, 402, 802].contains($0) }
        #expect(best.allSatisfy { $0.item % 4 == 2 })
        #expect(standard.carried(fromDensity: 0.03, toDensity: 0.03) == standard)
    }
}
