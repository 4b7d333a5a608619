import CatalogCore

/// Asks the nearest training rows, by Euclidean distance over standardised columns.
package struct NearestNeighborsClassifier: Classifier {
    private static let rowsInBlock = 256

    let standardizer: Standardizer
    let vectors: VectorTable
    let labels: [Int]
    package let classCount: Int
    let neighborCount: Int

    package func probabilities(of rows: VectorTable) -> [Float] {
        let asked = standardizer.apply(to: rows)
        let found = NearestRows.find(
            count: min(neighborCount, vectors.rows), of: asked, among: vectors, rowsInBlock: Self.rowsInBlock)
        return found.flatMap { neighbors in
            var shares = [Float](repeating: 0, count: classCount)
            for neighbor in neighbors { shares[labels[neighbor.row]] += 1 / Float(neighbors.count) }
            return shares
        }
    }

    package func write(to archive: inout ClassifierArchive) {
        archive.write(ClassifierKind.neighbors.rawValue)
        archive.write(classCount)
        archive.write(vectors.columns)
        archive.write(neighborCount)
        archive.write(standardizer)
        archive.write(vectors.values)
        archive.write(labels)
    }
}

extension NearestNeighborsClassifier {
    init(from archive: inout ClassifierArchive) throws {
        classCount = try archive.number(in: 1...LinearClassifier.classCountMax)
        let width = try archive.number(in: 1...LinearClassifier.columnCountMax)
        neighborCount = try archive.number(in: 1...1_000_000)
        standardizer = try archive.standardizer(columns: width)
        let values = try archive.floats()
        guard values.count % width == 0, !values.isEmpty else {
            throw ModelBlob.corrupt("its rows are not whole")
        }
        vectors = VectorTable(columns: width, values: values)
        labels = try archive.integers(count: values.count / width, in: 0..<classCount)
    }
}

/// Keeps the rows for `NearestNeighborsClassifier`.
package struct NearestNeighborsTrainer: ClassifierTrainer {
    package var neighborCount: Int

    package init(neighborCount: Int = 5) {
        precondition(neighborCount > 0, "at least one neighbour is asked")
        self.neighborCount = neighborCount
    }

    package func train(on table: LabeledTable, seed: UInt64) throws -> any Classifier {
        let table = try table.checkedForTraining()
        let standardizer = Standardizer(of: table.features)
        return NearestNeighborsClassifier(
            standardizer: standardizer, vectors: standardizer.apply(to: table.features), labels: table.labels,
            classCount: table.classCount, neighborCount: neighborCount)
    }
}
