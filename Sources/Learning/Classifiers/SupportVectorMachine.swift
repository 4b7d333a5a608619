import Glibc

/// One against one support vector machines over all pairs of classes, with a linear or a radial kernel.
///
/// Cortes and Vapnik, "Support-vector networks", 1995; trained by libsvm (Chang and Lin, 2011). The pairs vote; the
/// sums of their confidences break ties and become probabilities through one temperature.
package struct SupportVectorMachine: Classifier {
    package enum Kernel: Sendable, Equatable {
        case linear
        case radial(gamma: Double)
    }

    let kernel: Kernel
    let scaling: ColumnScaling
    let dimension: Int
    let classCount: Int
    /// Row-major, sorted by class.
    let vectors: [Float]
    /// For each vector, its coefficient in each of the machines that its class takes part in.
    let coefficients: [[Double]]
    /// The classes in the order of the vectors, and how many vectors each has.
    let classOrder: [Int]
    let classSizes: [Int]
    let offsets: [Double]
    var temperature: Double

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        let scores = scores(of: row).map { $0 * temperature }
        let top = scores.max() ?? 0
        let powers = scores.map { exp($0 - top) }
        let sum = powers.reduce(0, +)
        return powers.map { Float($0 / sum) }
    }

    /// For each class its votes, plus its summed confidences squeezed into less than a third of a vote.
    func scores(of row: ArraySlice<Float>) -> [Double] {
        let products = kernelValues(scaling.scaled(row))
        var starts = [0]
        for size in classSizes { starts.append(starts[starts.count - 1] + size) }
        var votes = [Double](repeating: 0, count: classCount)
        var confidences = [Double](repeating: 0, count: classCount)
        var machine = 0
        for first in 0..<classOrder.count {
            for second in (first + 1)..<max(classOrder.count, first + 1) {
                var decision = -offsets[machine]
                for index in starts[first]..<starts[first + 1] {
                    decision += coefficients[second - 1][index] * products[index]
                }
                for index in starts[second]..<starts[second + 1] {
                    decision += coefficients[first][index] * products[index]
                }
                machine += 1
                votes[classOrder[decision > 0 ? first : second]] += 1
                confidences[classOrder[first]] += decision
                confidences[classOrder[second]] -= decision
            }
        }
        return (0..<classCount).map { label in
            votes[label] + confidences[label] / (3 * (abs(confidences[label]) + 1))
        }
    }

    private func kernelValues(_ row: [Float]) -> [Double] {
        let count = classSizes.reduce(0, +)
        return (0..<count).map { index in
            let vector = vectors[index * dimension..<(index + 1) * dimension]
            switch kernel {
            case .linear:
                return zip(vector, row).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
            case .radial(let gamma):
                let squared = zip(vector, row).reduce(0.0) { sum, pair in
                    let distance = Double(pair.0) - Double(pair.1)
                    return sum + distance * distance
                }
                return exp(-gamma * squared)
            }
        }
    }
}
