import CatalogCore

/// Items that the same people met: cosine, TF-IDF or BM25 between columns, the nearest few kept for each.
///
/// Sarwar et al., "Item-based collaborative filtering", WWW 2001; shrinkage as in Koren and Bell 2011; BM25 as in
/// Robertson and Zaragoza 2009 with items as terms and histories as documents.
package struct ItemNeighbors: Recommender {
    package static let name = "item-neighbours"

    /// How an entry counts before the cosine is taken.
    package enum Weighting: String, Sendable, Codable, CaseIterable {
        case cosine
        case tfidf
        case bm25
    }

    package struct Parameters: Sendable, Equatable, Codable {
        package var weighting: Weighting
        package var neighborCount: Int
        /// Added to the product of lengths, so that two chance meetings do not make twins.
        package var shrinkage: Float

        package init(weighting: Weighting = .cosine, neighborCount: Int = 100, shrinkage: Float = 10) {
            precondition(neighborCount > 0 && shrinkage >= 0, "an item has neighbours")
            self.weighting = weighting
            self.neighborCount = neighborCount
            self.shrinkage = shrinkage
        }
    }

    /// Longer histories take part with this many items, evenly drawn: the work grows with the square.
    package static let historyCountMax = 1_000
    private static let chunkSize = 256
    private static let partCount = 64 * chunkSize

    package let parameters: Parameters
    /// Item × item: each row an item's neighbours.
    package let neighbors: SparseMatrix

    package var itemCount: Int { neighbors.rowCount }

    package init(parameters: Parameters, neighbors: SparseMatrix) {
        self.parameters = parameters
        self.neighbors = neighbors
    }

    package static func fit(
        _ training: TrainingSet, parameters: Parameters, monitor: JobMonitor = .silent
    ) throws -> ItemNeighbors {
        var offsets = [0]
        var columns: [Int32] = []
        var values: [Float] = []
        forEachRow(of: training.matrix, parameters: parameters) { row in
            columns += row.map(\.item)
            values += row.map(\.score)
            offsets.append(columns.count)
        }
        return ItemNeighbors(
            parameters: parameters,
            neighbors: SparseMatrix(
                rowCount: training.itemCount, columnCount: training.itemCount, offsets: offsets,
                columns: columns, values: values))
    }

    /// Hands out each item's neighbours, item after item and by ascending number: whoever keeps them elsewhere never has
    /// those of all items in memory.
    package static func forEachRow(
        of matrix: SparseMatrix, parameters: Parameters, _ body: ([ScoredItem]) -> Void
    ) {
        let matrix = weighted(matrix, parameters.weighting)
        let transposed = matrix.transposed()
        let lengths = (0..<transposed.rowCount).map { item in
            transposed.row(item).values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        }
        for start in stride(from: 0, to: transposed.rowCount, by: partCount) {
            let count = min(partCount, transposed.rowCount - start)
            let chunks = Parallel.mapChunks(of: count, chunkSize: chunkSize) { _, places in
                neighborRows(
                    of: start + places.lowerBound..<start + places.upperBound, matrix, transposed, lengths,
                    parameters)
            }
            chunks.joined().forEach(body)
        }
    }

    package func scores(for history: History) -> [Float] {
        var scores = [Float](repeating: 0, count: itemCount)
        for (item, weight) in zip(history.items, history.weights) {
            for entry in neighbors.range(ofRow: Int(item)) {
                scores[Int(neighbors.columns[entry])] += direction(weight) * neighbors.values[entry]
            }
        }
        return scores
    }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        let scores = sparseScores(for: history)
        return items.map { scores[$0] ?? 0 }
    }

    /// The scores that are not zero: as many as the history's items have neighbours.
    package func sparseScores(for history: History) -> [Int32: Float] {
        var scores: [Int32: Float] = [:]
        for (item, weight) in zip(history.items, history.weights) {
            for entry in neighbors.range(ofRow: Int(item)) {
                scores[neighbors.columns[entry], default: 0] += direction(weight) * neighbors.values[entry]
            }
        }
        return scores
    }

    package func similar(to item: Int32, limit: Int) -> [ScoredItem] {
        let row = neighbors.row(Int(item))
        let all = zip(row.columns, row.values).map { ScoredItem(item: $0, score: $1) }
        return Array(all.sorted(by: ScoredItem.ranksBefore).prefix(limit))
    }

    private func direction(_ weight: Float) -> Float { max(-1, min(1, weight)) }

    // MARK: - Training

    private static func neighborRows(
        of items: Range<Int>, _ matrix: SparseMatrix, _ transposed: SparseMatrix, _ lengths: [Float],
        _ parameters: Parameters
    ) -> [[ScoredItem]] {
        var products = [Float](repeating: 0, count: matrix.columnCount)
        var touched: [Int32] = []
        return items.map { item in
            touched.removeAll(keepingCapacity: true)
            for entry in transposed.range(ofRow: item) {
                let weight = transposed.values[entry]
                let row = matrix.range(ofRow: Int(transposed.columns[entry]))
                let step = max(1, row.count / historyCountMax)
                var other = row.lowerBound
                while other < row.upperBound {
                    let column = matrix.columns[other]
                    if products[Int(column)] == 0 { touched.append(column) }
                    products[Int(column)] += weight * matrix.values[other]
                    other += step
                }
            }
            var top = TopItems(limit: parameters.neighborCount)
            for column in touched {
                let product = products[Int(column)]
                products[Int(column)] = 0
                guard Int(column) != item, product > 0 else { continue }
                let score = product / (lengths[item] * lengths[Int(column)] + parameters.shrinkage)
                top.offer(ScoredItem(item: column, score: score))
            }
            return top.ranked().sorted { $0.item < $1.item }
        }
    }

    /// The matrix with what was not liked left out and the rest weighted.
    private static func weighted(_ matrix: SparseMatrix, _ weighting: Weighting) -> SparseMatrix {
        let counts = matrix.columnEntryCounts()
        let rows = Float(max(1, matrix.rowCount))
        let rarity = counts.map { logarithmOfOnePlus(rows / Float(1 + $0)) }
        let meanLength = Float(matrix.entryCount) / rows
        return matrix.mapValues { row, column, value in
            guard value > 0 else { return 0 }
            let length = Float(matrix.range(ofRow: row).count)
            switch weighting {
            case .cosine: return 1
            case .tfidf: return value.squareRoot() * rarity[column]
            case .bm25:
                let saturation: Float = 1.2
                let lengthShare: Float = 0.75
                let scale = saturation * (1 - lengthShare + lengthShare * length / meanLength)
                return rarity[column] * value * (saturation + 1) / (value + scale)
            }
        }
    }
}
