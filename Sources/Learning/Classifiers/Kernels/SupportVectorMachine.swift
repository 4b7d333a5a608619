import CatalogCore
import Glibc

/// One against one support vector machines over all pairs of classes, with a linear or a radial kernel.
///
/// Cortes and Vapnik, "Support-vector networks", 1995; trained by libsvm (Chang and Lin, 2011). Each pair's decision
/// becomes a probability by a sigmoid, and those of all pairs are coupled; where no sigmoids were found the pairs vote, and
/// the sums of their confidences break ties. The kernels of a block of rows with all vectors are one matrix product, and
/// the decisions of all pairs another.
package struct SupportVectorMachine: Classifier {
    package enum Kernel: Sendable, Equatable {
        case linear
        case radial(gamma: Double)
    }

    private static let rowsInBlock = 256
    private static let rowsInChunk = 16

    let kernel: Kernel
    let standardizer: Standardizer
    package let classCount: Int
    /// Sorted by class.
    let vectors: VectorTable
    /// Vector by vector, its coefficient in the machine of each pair of classes: zero where it takes no part.
    let coefficients: [Float]
    /// The classes in the order of the vectors.
    let classOrder: [Int]
    let offsets: [Float]
    /// Of each pair; empty where the order of the classes is all that was asked for.
    var sigmoids: [PlattSigmoid]
    private let squares: [Float]

    init(
        kernel: Kernel, standardizer: Standardizer, classCount: Int, vectors: VectorTable,
        coefficients: [Float], classOrder: [Int], offsets: [Float], sigmoids: [PlattSigmoid]
    ) {
        self.kernel = kernel
        self.standardizer = standardizer
        self.classCount = classCount
        self.vectors = vectors
        self.coefficients = coefficients
        self.classOrder = classOrder
        self.offsets = offsets
        self.sigmoids = sigmoids
        squares = NearestRows.squaredLengths(of: vectors)
    }

    package func probabilities(of rows: VectorTable) -> [Float] {
        let decisions = decisions(of: rows)
        guard !sigmoids.isEmpty else {
            var scores = (0..<rows.rows).flatMap { votes(decisions[place(of: $0)]) }
            Softmax.normalize(&scores, classCount: classCount)
            return scores
        }
        return Parallel.mapChunks(of: rows.rows, chunkSize: Self.rowsInChunk) { _, indices in
            EngineThreads.with(1) { indices.flatMap { coupled(decisions[place(of: $0)]) } }
        }.flatMap { $0 }
    }

    private func place(of row: Int) -> Range<Int> { row * offsets.count..<(row + 1) * offsets.count }

    /// For each row how far each pair is for the first of its classes.
    func decisions(of rows: VectorTable) -> [Float] {
        let scaled = standardizer.apply(to: rows)
        return stride(from: 0, to: rows.rows, by: Self.rowsInBlock).flatMap { start in
            let block = scaled.selecting(Array(start..<min(rows.rows, start + Self.rowsInBlock)))
            let kernels = Self.kernelValues(of: block, with: vectors, squares: squares, kernel)
            var decisions = EngineThreads.fitting(multiplications: kernels.count * offsets.count) {
                MatrixProduct.multiply(
                    kernels, coefficients, rows: block.rows, inner: vectors.rows, columns: offsets.count)
            }
            for place in decisions.indices { decisions[place] -= offsets[place % offsets.count] }
            return decisions
        }
    }

    /// Where the decision between two classes stands, and which way it points.
    var pairColumns: [[Int]: (column: Int, sign: Float)] {
        var columns: [[Int]: (column: Int, sign: Float)] = [:]
        for first in classOrder.indices {
            for second in classOrder.indices[(first + 1)...] {
                let (one, other, column) = (classOrder[first], classOrder[second], columns.count / 2)
                columns[[one, other]] = (column, 1)
                columns[[other, one]] = (column, -1)
            }
        }
        return columns
    }

    private func coupled(_ decisions: ArraySlice<Float>) -> [Float] {
        let shares = zip(sigmoids, decisions).map { $0.value(Double($1)) }
        // Evenly divided where the library cannot tell: it always can of shares between nought and one.
        let coupled =
            (try? PairwiseCoupling.probabilities(shares, classCount: classOrder.count))
            ?? [Double](repeating: 1 / Double(classOrder.count), count: classOrder.count)
        var probabilities = [Float](repeating: 0, count: classCount)
        for (label, value) in zip(classOrder, coupled) { probabilities[label] = Float(value) }
        return probabilities
    }

    /// For each class its votes, plus its summed confidences squeezed into less than a third of a vote.
    private func votes(_ decisions: ArraySlice<Float>) -> [Float] {
        // A class that was not seen in training is out of the question.
        var votes = [Float](repeating: -1, count: classCount)
        var confidences = [Float](repeating: 0, count: classCount)
        for label in classOrder { votes[label] = 0 }
        var machine = 0
        for first in 0..<classOrder.count {
            for second in (first + 1)..<max(classOrder.count, first + 1) {
                let decision = decisions[decisions.startIndex + machine]
                machine += 1
                votes[classOrder[decision > 0 ? first : second]] += 1
                confidences[classOrder[first]] += decision
                confidences[classOrder[second]] -= decision
            }
        }
        return (0..<classCount).map { votes[$0] + confidences[$0] / (3 * (abs(confidences[$0]) + 1)) }
    }

    /// The kernel of each row of a block with each vector.
    static func kernelValues(
        of block: VectorTable, with vectors: VectorTable, squares: [Float], _ kernel: Kernel
    ) -> [Float] {
        var values = EngineThreads.fitting(multiplications: block.values.count * vectors.rows) {
            MatrixProduct.multiply(
                block.values, vectors.values, rightOrientation: .transposed, rows: block.rows,
                inner: vectors.columns, columns: vectors.rows)
        }
        guard case .radial(let gamma) = kernel else { return values }
        let own = NearestRows.squaredLengths(of: block)
        let width = vectors.rows
        values.withUnsafeMutableBufferPointer { buffer in
            let shared = UnsafeSendableFloats(buffer)
            Parallel.forEachChunk(of: block.rows, chunkSize: rowsInChunk) { _, rows in
                for row in rows {
                    for column in 0..<width {
                        let place = row * width + column
                        let distance = max(0, own[row] + squares[column] - 2 * shared.floats[place])
                        shared.floats[place] = expf(-Float(gamma) * distance)
                    }
                }
            }
        }
        return values
    }
}

/// A buffer whose parts are written by chunks of one loop.
///
/// `@unchecked Sendable`: each chunk touches rows of its own, and the loop ends before the buffer does.
struct UnsafeSendableFloats: @unchecked Sendable {
    let floats: UnsafeMutableBufferPointer<Float>

    init(_ floats: UnsafeMutableBufferPointer<Float>) { self.floats = floats }
}

extension SupportVectorMachine {
    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.supportVectors.rawValue)
        archive.write(classCount)
        archive.write(vectors.columns)
        switch kernel {
        case .linear: archive.write([] as [Double])
        case .radial(let gamma): archive.write([gamma])
        }
        archive.write(standardizer)
        archive.write(classOrder)
        archive.write(vectors.values)
        archive.write(coefficients)
        archive.write(offsets)
        archive.write(sigmoids.flatMap { [$0.slope, $0.offset] })
    }

    init(from archive: inout ClassifierArchive) throws {
        let count = try archive.number(in: 2...LinearClassifier.classCountMax)
        let width = try archive.number(in: 1...LinearClassifier.columnCountMax)
        let gamma = try archive.doubles().first
        let standardizer = try archive.standardizer(columns: width)
        let order = try archive.integers(in: 0..<count)
        let values = try archive.floats()
        guard values.count % width == 0, !values.isEmpty, Set(order).count == order.count else {
            throw ModelBlob.corrupt("its support vectors are not whole")
        }
        let machines = order.count * (order.count - 1) / 2
        let coefficients = try archive.floats(count: values.count / width * machines)
        let offsets = try archive.floats(count: machines)
        let numbers = try archive.doubles()
        guard numbers.isEmpty || numbers.count == 2 * machines else {
            throw ModelBlob.corrupt("its probabilities are not whole")
        }
        self.init(
            kernel: gamma.map { .radial(gamma: $0) } ?? .linear, standardizer: standardizer,
            classCount: count,
            vectors: VectorTable(columns: width, values: values), coefficients: coefficients,
            classOrder: order, offsets: offsets,
            sigmoids: stride(from: 0, to: numbers.count, by: 2).map {
                PlattSigmoid(slope: numbers[$0], offset: numbers[$0 + 1])
            })
    }
}
