import CatalogCore

/// What most people like, with old events fading: the same answer for everybody.
///
/// An interaction counts 2^(-age / half-life); the score is ln(1 + Σ), so that it blends with others. With an infinite
/// half-life it is popularity, with one of days it is what trends.
package struct Popularity: Recommender {
    package static let name = "popularity"

    package struct Parameters: Sendable, Equatable, Codable {
        package var halfLifeSeconds: Double
        /// The moment that ages are counted from; nil for the last interaction.
        package var nowSeconds: Double?

        package init(halfLifeSeconds: Double = .infinity, nowSeconds: Double? = nil) {
            precondition(halfLifeSeconds > 0, "a half-life is positive")
            self.halfLifeSeconds = halfLifeSeconds
            self.nowSeconds = nowSeconds
        }
    }

    /// ln(1 + decayed count) of each item.
    package let itemScores: [Float]

    package var itemCount: Int { itemScores.count }

    package init(itemScores: [Float]) { self.itemScores = itemScores }

    package static func fit(
        _ training: TrainingSet, parameters: Parameters = Parameters(), monitor: JobMonitor = .silent
    ) throws -> Popularity {
        let interactions = training.interactions
        let now = parameters.nowSeconds ?? interactions.timesSeconds.max() ?? 0
        var counts = [Double](repeating: 0, count: interactions.itemCount)
        for place in 0..<interactions.count where interactions.weights[place] > 0 {
            let age = max(0, now - interactions.timesSeconds[place])
            let share =
                parameters.halfLifeSeconds.isInfinite
                ? 1 : exponential2(-age / parameters.halfLifeSeconds)
            counts[Int(interactions.items[place])] += share
        }
        return Popularity(itemScores: counts.map { logarithmOfOnePlus(Float($0)) })
    }

    package func scores(for history: History) -> [Float] { itemScores }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        items.map { itemScores[Int($0)] }
    }

    /// The popular ones: popularity knows no likeness.
    package func similar(to item: Int32, limit: Int) -> [ScoredItem] {
        TopItems.best(of: itemScores, limit: limit) { $0 == item }
    }
}
