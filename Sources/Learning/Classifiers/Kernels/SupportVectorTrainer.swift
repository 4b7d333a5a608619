import CSVM
import Glibc

/// Trains support vector machines on standardised columns.
package struct SupportVectorTrainer: ClassifierTrainer {
    package enum KernelChoice: Sendable, Equatable {
        case linear
        /// Nil: one over the number of columns, the customary width for standardised ones.
        case radial(gamma: Double?)
    }

    package var kernel: KernelChoice
    package var penalty: Double
    /// Whether decisions become probabilities by what they were worth on held-out rows; the order of the classes does not
    /// need it, and it costs five more fits.
    package var findsProbabilities = true

    private static let calibrationFoldCount = 5
    private static let cacheMegabytes = 256.0
    /// The kernels of all pairs are held in memory up to so many rows: 16 bytes a pair.
    private static let kernelRowsMax = 4_000
    private static let precomputedKernel: Int32 = 4

    package init(kernel: KernelChoice = .radial(gamma: nil), penalty: Double = 1) {
        precondition(penalty > 0, "a penalty is positive")
        self.kernel = kernel
        self.penalty = penalty
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        var machine = try fit(table)
        if findsProbabilities { machine.sigmoids = try sigmoids(for: machine, table, seed: seed) }
        return machine
    }

    /// What the decision of each pair of a machine's classes is worth, by held-out rows of this very table.
    private func sigmoids(
        for machine: SupportVectorMachine, _ table: LabeledTable, seed: UInt64
    ) throws -> [PlattSigmoid] {
        let folds = Fold.stratified(table, count: Self.calibrationFoldCount, seed: seed)
        let order = machine.classOrder
        let pairs = order.indices.flatMap { first in
            order.indices[(first + 1)...].map { (first: order[first], second: order[$0]) }
        }
        var scores = [[Double]](repeating: [], count: pairs.count)
        var isFirst = [[Bool]](repeating: [], count: pairs.count)
        for fold in folds where !fold.test.isEmpty {
            let training = table.rows(fold.training)
            // Where a class is missing its pairs are not decided.
            guard Set(training.labels).count == order.count else { continue }
            let own = try fit(training)
            let decisions = own.decisions(of: table.features.selecting(fold.test))
            let columns = own.pairColumns
            for (place, row) in fold.test.enumerated() {
                let label = table.labels[row]
                for (pair, classes) in pairs.enumerated()
                where classes.first == label || classes.second == label {
                    guard let (column, sign) = columns[[classes.first, classes.second]] else { continue }
                    scores[pair].append(Double(sign * decisions[place * own.offsets.count + column]))
                    isFirst[pair].append(classes.first == label)
                }
            }
        }
        return zip(scores, isFirst).map { PlattSigmoid(scores: $0, isMember: $1) }
    }

    private func fit(_ table: LabeledTable) throws -> SupportVectorMachine {
        let standardizer = Standardizer(of: table.features)
        let scaled = standardizer.apply(to: table.features)
        let usesKernels = table.rowCount <= Self.kernelRowsMax
        let rows = usesKernels ? kernelNodes(scaled) : valueNodes(scaled)
        var nodes = rows.nodes
        var targets = table.labels.map(Double.init)
        svm_set_print_string_function { _ in }
        return try nodes.withUnsafeMutableBufferPointer { nodes in
            var starts = (0..<table.rowCount).map { row in nodes.baseAddress.map { $0 + row * rows.width } }
            return try targets.withUnsafeMutableBufferPointer { targets in
                try starts.withUnsafeMutableBufferPointer { starts in
                    var problem = svm_problem(
                        l: Int32(table.rowCount), y: targets.baseAddress, x: starts.baseAddress)
                    var parameters = parameters(dimension: table.dimension)
                    if usesKernels { parameters.kernel_type = Self.precomputedKernel }
                    if let complaint = svm_check_parameter(&problem, &parameters) {
                        throw ClassifierError.libraryFailed(
                            library: "libsvm", reason: String(cString: complaint))
                    }
                    guard let model = svm_train(&problem, &parameters) else {
                        throw ClassifierError.libraryFailed(library: "libsvm", reason: "out of memory")
                    }
                    defer {
                        var pointer: UnsafeMutablePointer<svm_model>? = model
                        svm_free_and_destroy_model(&pointer)
                    }
                    return copy(model.pointee, scaled, table: table, standardizer: standardizer)
                }
            }
        }
    }

    /// The kernels of all pairs at once, which the library then only looks up; each row begins with its number.
    private func kernelNodes(_ scaled: VectorTable) -> (nodes: [svm_node], width: Int) {
        let count = scaled.rows
        let kernels = SupportVectorMachine.kernelValues(
            of: scaled, with: scaled, squares: NearestRows.squaredLengths(of: scaled),
            kernel(dimension: scaled.columns))
        let width = count + 2
        var nodes = [svm_node](repeating: svm_node(index: -1, value: 0), count: count * width)
        for row in 0..<count {
            nodes[row * width] = svm_node(index: 0, value: Double(row + 1))
            for other in 0..<count {
                nodes[row * width + other + 1] = svm_node(
                    index: Int32(other + 1), value: Double(kernels[row * count + other]))
            }
        }
        return (nodes, width)
    }

    private func valueNodes(_ scaled: VectorTable) -> (nodes: [svm_node], width: Int) {
        let width = scaled.columns + 1
        var nodes = [svm_node](repeating: svm_node(index: -1, value: 0), count: scaled.rows * width)
        for row in 0..<scaled.rows {
            for (column, value) in scaled.row(row).enumerated() {
                nodes[row * width + column] = svm_node(index: Int32(column + 1), value: Double(value))
            }
        }
        return (nodes, width)
    }

    private func kernel(dimension: Int) -> SupportVectorMachine.Kernel {
        kernel == .linear ? .linear : .radial(gamma: gamma(dimension: dimension))
    }

    private func parameters(dimension: Int) -> svm_parameter {
        var parameters = svm_parameter()
        parameters.svm_type = 0
        parameters.kernel_type = kernel == .linear ? 0 : 2
        parameters.gamma = gamma(dimension: dimension)
        parameters.cache_size = Self.cacheMegabytes
        parameters.eps = 1e-3
        parameters.C = penalty
        parameters.shrinking = 1
        return parameters
    }

    private func gamma(dimension: Int) -> Double {
        if case .radial(let gamma?) = kernel { return gamma }
        return 1 / Double(dimension)
    }

    /// Takes out of the library's model what a prediction needs.
    private func copy(
        _ model: svm_model, _ scaled: VectorTable, table: LabeledTable, standardizer: Standardizer
    ) -> SupportVectorMachine {
        let classCount = Int(model.nr_class)
        // The library counts rows from one.
        let rows = (0..<Int(model.l)).map { Int(model.sv_indices[$0]) - 1 }
        let machineCount = classCount * (classCount - 1) / 2
        return SupportVectorMachine(
            kernel: kernel(dimension: table.dimension), standardizer: standardizer,
            classCount: table.classCount, vectors: scaled.selecting(rows),
            coefficients: Self.coefficients(of: model),
            classOrder: (0..<classCount).map { Int(model.label[$0]) },
            offsets: (0..<machineCount).map { Float(model.rho[$0]) }, sigmoids: [])
    }

    /// The library keeps for each vector its coefficients against the other classes in turn; here each pair has a column.
    private static func coefficients(of model: svm_model) -> [Float] {
        let classCount = Int(model.nr_class)
        let machineCount = classCount * (classCount - 1) / 2
        var starts = [0]
        for label in 0..<classCount { starts.append(starts[label] + Int(model.nSV[label])) }
        var values = [Float](repeating: 0, count: Int(model.l) * machineCount)
        var machine = 0
        for first in 0..<classCount {
            for second in (first + 1)..<max(classCount, first + 1) {
                for index in starts[first]..<starts[first + 1] {
                    values[index * machineCount + machine] = Float(model.sv_coef[second - 1]?[index] ?? 0)
                }
                for index in starts[second]..<starts[second + 1] {
                    values[index * machineCount + machine] = Float(model.sv_coef[first]?[index] ?? 0)
                }
                machine += 1
            }
        }
        return values
    }
}
