/// A score for each class that is linear in the standardised columns.
package struct LinearClassifier: Classifier {
    /// How scores become probabilities.
    package enum Link: String, Sendable, CaseIterable {
        /// Shares of the scores' exponentials.
        case softmax
        /// Each class against all others, then shares.
        case oneAgainstRest
    }

    package static let classCountMax = 10_000
    package static let columnCountMax = 100_000

    let standardizer: Standardizer
    /// Class by class.
    package let weights: [Float]
    let biases: [Float]
    let link: Link

    package var classCount: Int { biases.count }

    package func probabilities(of rows: VectorTable) -> [Float] {
        let scaled = standardizer.apply(to: rows)
        var scores = EngineThreads.fitting(multiplications: scaled.values.count * classCount) {
            MatrixProduct.multiply(
                scaled.values, weights, rightOrientation: .transposed, rows: rows.rows, inner: rows.columns,
                columns: classCount)
        }
        for index in scores.indices { scores[index] += biases[index % classCount] }
        switch link {
        case .softmax: Softmax.normalize(&scores, classCount: classCount)
        case .oneAgainstRest:
            for index in scores.indices { scores[index] = Logistic.value(scores[index]) }
            ProbabilityShares.normalize(&scores, classCount: classCount)
        }
        return scores
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.linear.rawValue)
        archive.write(link.rawValue)
        archive.write(classCount)
        archive.write(standardizer.means.count)
        archive.write(standardizer)
        archive.write(weights)
        archive.write(biases)
    }
}

extension LinearClassifier {
    init(from archive: inout ClassifierArchive) throws {
        guard let link = Link(rawValue: try archive.word()) else {
            throw ModelBlob.corrupt("its probabilities are of a kind that is not known")
        }
        let count = try archive.number(in: 1...Self.classCountMax)
        let width = try archive.number(in: 1...Self.columnCountMax)
        self.link = link
        standardizer = try archive.standardizer(columns: width)
        weights = try archive.floats(count: count * width)
        biases = try archive.floats(count: count)
    }
}
