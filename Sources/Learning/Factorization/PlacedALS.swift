import CatalogCore

/// Matrix factorisation in which items that few or none have met stand where their sound puts them.
package struct PlacedALS: Recommender {
    package static let name = "als-placed"

    package struct Parameters: Sendable, Equatable, Codable {
        package var factorisation: ImplicitALS.Parameters
        /// How many listeners an item's sound counts for.
        package var prior: Float
        /// λ of the map from sound to factors.
        package var mapRegularization: Double

        package init(
            factorisation: ImplicitALS.Parameters = .init(), prior: Float = 2, mapRegularization: Double = 10
        ) {
            self.factorisation = factorisation
            self.prior = prior
            self.mapRegularization = mapRegularization
        }
    }

    package let factors: ImplicitALS

    package var itemCount: Int { factors.itemCount }

    package static func fit(
        _ training: TrainingSet, parameters: Parameters, monitor: JobMonitor = .silent
    ) throws -> PlacedALS {
        let trained = ImplicitALS.fit(training.matrix, parameters: parameters.factorisation, monitor: monitor)
        guard let embeddings = training.itemEmbeddings?.normalized() else {
            return PlacedALS(factors: trained)
        }
        let counts = training.matrix.columnEntryCounts()
        let map = try ColdItemMap(
            embeddings: embeddings, factors: trained.itemFactors, counts: counts,
            regularization: parameters.mapRegularization)
        let placed = map.completed(
            trained.itemFactors, embeddings: embeddings, counts: counts, prior: parameters.prior)
        return PlacedALS(
            factors: ImplicitALS(
                parameters: trained.parameters, userFactors: trained.userFactors, itemFactors: placed))
    }

    package func scores(for history: History) -> [Float] { factors.scores(for: history) }

    package func scores(for history: History, of items: [Int32]) -> [Float] {
        factors.scores(for: history, of: items)
    }

    package func similar(to item: Int32, limit: Int) -> [ScoredItem] {
        factors.similar(to: item, limit: limit)
    }
}
