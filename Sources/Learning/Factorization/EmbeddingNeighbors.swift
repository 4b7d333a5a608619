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
        parameters.scores(for: history, count: itemCount) { embeddings.scores(of: embeddings[Int($0)]) }
    }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        parameters.scores(for: history, count: items.count) {
            embeddings.scores(of: embeddings[Int($0)], rows: items)
        }
    }
}

extension EmbeddingNeighbors.Parameters {
    /// The scores of `count` items, of which `cosines` says how near they are to an item of the history.
    package func scores(for history: History, count: Int, cosines: (Int32) -> [Float]) -> [Float] {
        let recent = mostRecent(history)
        let nearestCount = min(nearestCount, max(1, recent.filter { $0.weight > 0 }.count))
        var nearest = [Float](repeating: 0, count: count * nearestCount)
        var disliked = [Float](repeating: 0, count: count)
        for (item, weight) in recent {
            let similarity = cosines(item)
            let strength = min(1, abs(weight))
            for index in 0..<count {
                var value = similarity[index] * strength
                if weight < 0 {
                    disliked[index] = max(disliked[index], value)
                    continue
                }
                // Insertion into the few best, largest first.
                for place in index * nearestCount..<(index + 1) * nearestCount where value > nearest[place] {
                    swap(&value, &nearest[place])
                }
            }
        }
        return (0..<count).map { index in
            var total: Float = 0
            for place in index * nearestCount..<(index + 1) * nearestCount { total += nearest[place] }
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
