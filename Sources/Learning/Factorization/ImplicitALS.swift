import CFactorization
import CatalogCore

/// Weighted matrix factorisation by alternating least squares.
///
/// Minimises Σ_observed w (1 - xᵤ·yᵢ)² + α₀ Σ_all (xᵤ·yᵢ)² + λ (Σᵤ (nᵤ + α₀ items)^ν |xᵤ|² + the same over items):
/// Hu, Koren and Volinsky 2008 with the separate weight on the unobserved and the frequency-scaled regularisation of
/// Rendle, Krichene, Zhang and Koren, "Revisiting the performance of iALS on item recommendation benchmarks", 2022.
/// A negative weight says "seen and not wanted": the pair is observed with target zero.
package struct ImplicitALS: Recommender {
    package static let name = "als"

    package let parameters: Parameters
    package var userFactors: FactorMatrix
    package var itemFactors: FactorMatrix
    /// α₀ Σ y yᵀ of the item factors, for folding in.
    package private(set) var itemGram: [Float]

    package var itemCount: Int { itemFactors.rowCount }

    /// Wraps trained factors.
    package init(parameters: Parameters, userFactors: FactorMatrix, itemFactors: FactorMatrix) {
        self.parameters = parameters
        self.userFactors = userFactors
        self.itemFactors = itemFactors
        itemGram = ImplicitALS.scaledGram(of: itemFactors, parameters)
    }

    package static func fit(
        _ training: TrainingSet, parameters: Parameters, monitor: JobMonitor = .silent
    ) throws -> ImplicitALS {
        fit(training.matrix, parameters: parameters, monitor: monitor)
    }

    package static func fit(
        _ matrix: SparseMatrix, parameters: Parameters, monitor: JobMonitor = .silent
    ) -> ImplicitALS {
        var generator = SplitMix64(seed: parameters.seed)
        return fit(
            matrix, users: initialFactors(rowCount: matrix.rowCount, parameters, &generator),
            items: initialFactors(rowCount: matrix.columnCount, parameters, &generator),
            parameters: parameters, monitor: monitor)
    }

    /// Trains from factors that are given; both sides once in each iteration.
    package static func fit(
        _ matrix: SparseMatrix, users: consuming FactorMatrix, items: consuming FactorMatrix,
        parameters: Parameters, monitor: JobMonitor = .silent
    ) -> ImplicitALS {
        precondition(
            users.rowCount == matrix.rowCount && items.rowCount == matrix.columnCount, "the sides agree")
        let transposed = matrix.transposed()
        for iteration in 0..<parameters.iterations where !monitor.isCancelled {
            solve(matrix, rows: &users, others: items, parameters)
            solve(transposed, rows: &items, others: users, parameters)
            monitor.report(
                Progress(
                    activity: "factorising", completed: Double(iteration + 1),
                    total: Double(parameters.iterations)))
        }
        return ImplicitALS(parameters: parameters, userFactors: users, itemFactors: items)
    }

    /// Where a history lies among the items: the exact solution of its own least-squares problem.
    ///
    /// This is one half-step of training, so an event changes the next answer without training. O(n d² + d³).
    package func fold(_ history: History) -> [Float] {
        itemFactors.values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else {
                return [Float](repeating: 0, count: itemFactors.dimension)
            }
            return parameters.fold(
                history, items: base, itemCount: itemCount, stride: itemFactors.stride, gram: itemGram)
        }
    }

    package func scores(for history: History) -> [Float] { itemFactors.scores(of: fold(history)) }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        itemFactors.scores(of: fold(history), rows: items)
    }

    /// By the cosine of the item factors.
    package func similar(to item: Int32, limit: Int) -> [ScoredItem] {
        let query = itemFactors[Int(item)]
        var scores = itemFactors.scores(of: query)
        for index in scores.indices {
            let row = itemFactors.values[index * itemFactors.stride..<(index + 1) * itemFactors.stride]
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            scores[index] = length > 0 ? scores[index] / length : 0
        }
        return TopItems.best(of: scores, limit: limit) { $0 == item }
    }

    // MARK: - Training

    private static func initialFactors(
        rowCount: Int, _ parameters: Parameters, _ generator: inout SplitMix64
    ) -> FactorMatrix {
        var factors = FactorMatrix(rowCount: rowCount, dimension: parameters.dimension)
        let scale = parameters.initialScale
        for row in 0..<rowCount {
            for column in 0..<parameters.dimension {
                factors.values[row * factors.stride + column] = Float(generator.normal()) * scale
            }
        }
        return factors
    }

    private static func scaledGram(of factors: FactorMatrix, _ parameters: Parameters) -> [Float] {
        factors.gram().map { $0 * parameters.unobservedWeight }
    }

    /// One half-step: the best rows for the other side as it is.
    private static func solve(
        _ matrix: SparseMatrix, rows: inout FactorMatrix, others: FactorMatrix, _ parameters: Parameters
    ) {
        let gram = scaledGram(of: others, parameters)
        let stride = rows.stride
        rows.values.withUnsafeMutableBufferPointer { rowBuffer in
            others.values.withUnsafeBufferPointer { otherBuffer in
                matrix.withUnsafeEntries { columnBuffer, valueBuffer in
                    guard let rowBase = rowBuffer.baseAddress, let otherBase = otherBuffer.baseAddress else {
                        return
                    }
                    // Each chunk writes its own rows only; what is read is not written in this half-step.
                    nonisolated(unsafe) let rows = rowBase
                    nonisolated(unsafe) let others = otherBase
                    nonisolated(unsafe) let columns = columnBuffer
                    nonisolated(unsafe) let values = valueBuffer
                    Parallel.forEachChunk(of: matrix.rowCount, chunkSize: rowChunkSize) { _, indices in
                        var work = [Float](repeating: 0, count: stride * max(3, stride))
                        for index in indices {
                            let entries = matrix.range(ofRow: index)
                            var row = factor_row(
                                indices: columns.map { $0 + entries.lowerBound },
                                values: values.map { $0 + entries.lowerBound }, count: entries.count,
                                scale: parameters.confidence, offset: parameters.offset,
                                penalty: parameters.penalty(
                                    entryCount: entries.count, otherCount: matrix.columnCount))
                            solve(&row, rows + index * stride, others, stride, gram, parameters.solver, &work)
                        }
                    }
                }
            }
        }
    }

    /// One row's own problem; a row that met nothing is zero.
    private static func solve(
        _ row: inout factor_row, _ solution: UnsafeMutablePointer<Float>, _ others: UnsafePointer<Float>,
        _ stride: Int, _ gram: [Float], _ solver: Parameters.Solver, _ work: inout [Float]
    ) {
        guard row.count > 0 else { return solution.update(repeating: 0, count: stride) }
        switch solver {
        case .conjugateGradient(let steps):
            factor_solve_gradient(others, stride, gram, &row, Int32(steps), solution, &work)
        case .exact: _ = factor_solve_exact(others, stride, gram, &row, solution, &work)
        }
    }

    private static let rowChunkSize = 128
}
