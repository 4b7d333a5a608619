import CFactorization
import CatalogCore

/// Items that sound like what was liked and unlike what was not: no other listener is needed.
///
/// The score is the weighted mean of the `nearestCount` best cosines to liked items, less the best cosine to a
/// disliked one where that is the nearer. Histories longer than `historyCountMax` take part with their last items.
package struct EmbeddingNeighbors: Recommender {
    package static let name = "sound"

    package struct Parameters: Sendable, Equatable, Codable {
        package var nearestCount: Int
        package var historyCountMax: Int

        package init(nearestCount: Int = 3, historyCountMax: Int = 64) {
            precondition(nearestCount > 0 && historyCountMax > 0, "the counts are positive")
            self.nearestCount = nearestCount
            self.historyCountMax = historyCountMax
        }
    }

    package let parameters: Parameters
    /// Unit rows; a row of zeros is an item that nobody has heard sound from.
    package let embeddings: FactorMatrix

    package var itemCount: Int { embeddings.rowCount }

    package static func fit(
        _ training: TrainingSet, parameters: Parameters = Parameters(), monitor: JobMonitor = .silent
    ) throws -> EmbeddingNeighbors {
        let embeddings = training.itemEmbeddings ?? FactorMatrix(rowCount: training.itemCount, dimension: 1)
        return EmbeddingNeighbors(embeddings: embeddings, parameters: parameters)
    }

    package init(embeddings: FactorMatrix, parameters: Parameters = Parameters()) {
        self.parameters = parameters
        self.embeddings = embeddings.normalized()
    }

    package func scores(for history: History) -> [Float] {
        parameters.scores(for: history, count: itemCount) { items in
            items.flatMap { embeddings.scores(of: embeddings[Int($0)]) }
        }
    }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        parameters.scores(for: history, count: items.count) { liked in
            liked.flatMap { embeddings.scores(of: embeddings[Int($0)], rows: items) }
        }
    }
}

extension EmbeddingNeighbors.Parameters {
    /// The scores of `count` items; `cosines` says how near they are to at most `RowComparison.rowCountMax` items of the
    /// history, row after row.
    package func scores(for history: History, count: Int, cosines: ([Int32]) -> [Float]) -> [Float] {
        let recent = mostRecent(history)
        let likedCount = recent.count { $0.weight > 0 }
        let nearestCount = min(nearestCount, max(1, likedCount))
        // Largest first in each column.
        var nearest = [Float](repeating: 0, count: count * nearestCount)
        var disliked = [Float](repeating: 0, count: count)
        for start in stride(from: 0, to: recent.count, by: RowComparison.rowCountMax) {
            let part = recent[start..<min(recent.count, start + RowComparison.rowCountMax)]
            let rows = cosines(part.map(\.item))
            precondition(rows.count == part.count * count, "every item has a cosine")
            rows.withUnsafeBufferPointer { rows in
                guard let base = rows.baseAddress else { return }
                for (row, entry) in part.enumerated() {
                    let strength = min(1, abs(entry.weight))
                    if entry.weight < 0 {
                        factor_keep_best(base + row * count, strength, &disliked, 1, count)
                    } else {
                        factor_keep_best(base + row * count, strength, &nearest, nearestCount, count)
                    }
                }
            }
        }
        return (0..<count).map { index in
            var total: Float = 0
            for row in 0..<nearestCount { total += nearest[row * count + index] }
            let liking = total / Float(nearestCount)
            return liking - max(0, disliked[index] - 0.5 * liking)
        }
    }

    private func mostRecent(_ history: History) -> [(item: Int32, weight: Float)] {
        let all = zip(history.items, history.weights).map { (item: $0, weight: $1) }
        guard all.count > historyCountMax else { return all }
        guard !history.timesSeconds.isEmpty else {
            let step = Double(all.count) / Double(historyCountMax)
            return (0..<historyCountMax).map { all[Int(Double($0) * step)] }
        }
        let order = all.indices.sorted { history.timesSeconds[$0] > history.timesSeconds[$1] }
        return order.prefix(historyCountMax).map { all[$0] }
    }
}
