/// Asks the nearest training rows, by Euclidean distance over standardised columns.
package struct NearestNeighborsClassifier: Classifier {
    let table: LabeledTable
    let scaling: ColumnScaling
    let neighborCount: Int

    package func probabilities(of row: ArraySlice<Float>) -> [Float] {
        let asked = scaling.scaled(row)
        var distances: [(squared: Float, row: Int)] = []
        distances.reserveCapacity(table.rowCount)
        for index in 0..<table.rowCount {
            var squared: Float = 0
            for (column, value) in table.row(index).enumerated() {
                let distance = value - asked[column]
                squared += distance * distance
            }
            distances.append((squared, index))
        }
        distances.sort { ($0.squared, $0.row) < ($1.squared, $1.row) }
        var shares = [Float](repeating: 0, count: table.classCount)
        let count = min(neighborCount, distances.count)
        for neighbor in distances.prefix(count) { shares[table.labels[neighbor.row]] += 1 / Float(count) }
        return shares
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
        let scaling = ColumnScaling(of: table)
        return NearestNeighborsClassifier(
            table: scaling.scaled(table), scaling: scaling, neighborCount: neighborCount)
    }
}
