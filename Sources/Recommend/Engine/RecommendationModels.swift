import CatalogCore
import Learning

/// What was learned of a catalog, over the indices of its `TrackTable`; any of it may be missing.
package struct RecommendationModels: Sendable {
    /// Factors of what people play; rare tracks drawn to where they sound.
    package private(set) var factors: ImplicitALS?
    package private(set) var neighbors: ItemNeighbors?
    /// ln(1 + decayed plays).
    package private(set) var trending: Popularity?
    package private(set) var sound: EmbeddingNeighbors?
    private var factorIndex: ExactVectorIndex?
    private var soundIndex: ExactVectorIndex?
    /// People's share by history length, learned on validation; `RecommendationModels.standardCalibrations` before.
    package var calibrations: [PeopleShare]
    private var coldMap: ColdItemMap?

    /// How much of a score other people decide, for histories up to a length; sound decides the rest.
    package struct PeopleShare: Sendable, Equatable, Codable {
        package let historyCountMax: Int
        package let share: Float

        package init(historyCountMax: Int, share: Float) {
            self.historyCountMax = historyCountMax
            self.share = share
        }
    }

    /// Somebody with three plays leans on sound, somebody with three hundred on people.
    package static let standardCalibrations = [
        PeopleShare(historyCountMax: 3, share: 0.35), PeopleShare(historyCountMax: 10, share: 0.5),
        PeopleShare(historyCountMax: 30, share: 0.65), PeopleShare(historyCountMax: 100, share: 0.75),
        PeopleShare(historyCountMax: .max, share: 0.8),
    ]

    package init(
        factors: ImplicitALS? = nil, neighbors: ItemNeighbors? = nil, trending: Popularity? = nil,
        embeddings: FactorMatrix? = nil, interactionCounts: [Int] = [],
        calibrations: [PeopleShare] = RecommendationModels.standardCalibrations
    ) throws {
        precondition(!calibrations.isEmpty, "there is a share for every history")
        self.neighbors = neighbors
        self.trending = trending
        self.calibrations = calibrations
        if let embeddings {
            let sound = EmbeddingNeighbors(embeddings: embeddings)
            self.sound = sound
            soundIndex = RecommendationModels.index(sound.embeddings)
        }
        guard var factors else { return }
        if let embeddings = sound?.embeddings, interactionCounts.count == factors.itemCount {
            let known = interactionCounts.count { $0 >= 3 }
            if known > embeddings.dimension {
                let map = try ColdItemMap(
                    embeddings: embeddings, factors: factors.itemFactors, counts: interactionCounts)
                coldMap = map
                factors = ImplicitALS(
                    parameters: factors.parameters, userFactors: factors.userFactors,
                    itemFactors: map.completed(
                        factors.itemFactors, embeddings: embeddings, counts: interactionCounts))
            }
        }
        self.factors = factors
        factorIndex = RecommendationModels.index(factors.itemFactors)
    }

    package var itemCount: Int { factors?.itemCount ?? sound?.itemCount ?? trending?.itemCount ?? 0 }

    package func peopleShare(historyCount: Int) -> Float {
        (calibrations.first { historyCount <= $0.historyCountMax } ?? calibrations[calibrations.count - 1])
            .share
    }

    /// Tracks near a point of the factor space, among those allowed.
    func nearest(toFactor query: [Float], limit: Int, allowed: BitSet) -> [ScoredItem] {
        factorIndex?.search(query, limit: limit, allowed: allowed) ?? []
    }

    /// Tracks near each of some points of the space of sound, among those allowed.
    func nearest(toSounds queries: [[Float]], limit: Int, allowed: BitSet) -> [[ScoredItem]] {
        soundIndex?.search(queries, limit: limit, allowed: allowed) ?? queries.map { _ in [] }
    }

    /// Tracks near a point of the space of sound, among those allowed.
    func nearest(toSound query: [Float], limit: Int, allowed: BitSet) -> [ScoredItem] {
        nearest(toSounds: [query], limit: limit, allowed: allowed)[0]
    }

    /// The unit embedding of a track, nil where nobody has heard it.
    func embedding(of track: Int32) -> [Float]? {
        guard let sound, Int(track) < sound.itemCount else { return nil }
        let embedding = sound.embeddings[Int(track)]
        return embedding.contains { $0 != 0 } ? embedding : nil
    }

    /// Rows of zeros are in no answer.
    private static func index(_ vectors: FactorMatrix) -> ExactVectorIndex {
        var index = ExactVectorIndex(vectors)
        for row in 0..<vectors.rowCount {
            let start = row * vectors.stride
            if vectors.values[start..<start + vectors.dimension].allSatisfy({ $0 == 0 }) { index.remove(row) }
        }
        return index
    }

    /// Learns all models from interactions over the indices of a table.
    package static func trained(
        on interactions: Interactions, embeddings: FactorMatrix?,
        parameters: ImplicitALS.Parameters = .init(),
        trendingHalfLifeDays: Double = 30, nowSeconds: Double? = nil, monitor: JobMonitor = .silent
    ) throws -> RecommendationModels {
        let training = TrainingSet(interactions, itemEmbeddings: embeddings)
        let factors = interactions.count > 0 ? ImplicitALS.fit(training.matrix, parameters: parameters) : nil
        let neighbors = try ItemNeighbors.fit(
            training, parameters: .init(neighborCount: 50), monitor: monitor)
        let trending = try Popularity.fit(
            training,
            parameters: .init(halfLifeSeconds: trendingHalfLifeDays * 86_400, nowSeconds: nowSeconds))
        return try RecommendationModels(
            factors: factors, neighbors: neighbors, trending: trending, embeddings: embeddings,
            interactionCounts: training.matrix.columnEntryCounts())
    }

    /// Makes room for a track that was added after training: it is placed by its sound alone.
    mutating func append(embedding: [Float]?) {
        let index = itemCount
        if sound != nil {
            sound?.append(embedding)
            soundIndex?.append((sound?.embeddings[index] ?? [])[...])
            if self.embedding(of: Int32(index)) == nil { soundIndex?.remove(index) }
        }
        if let dimension = factors?.itemFactors.dimension {
            let place = self.embedding(of: Int32(index)).flatMap { coldMap?.factor(of: $0) }
            let factor = place ?? [Float](repeating: 0, count: dimension)
            factors?.appendItem(factor)
            factorIndex?.append(factor[...])
            if place == nil { factorIndex?.remove(index) }
        }
        trending?.grow()
        neighbors?.grow()
    }
}

extension RecommendationModels {
    /// How much people should decide for histories of each length, learned on a cut of the feedback.
    package static func learnedCalibrations(
        _ interactions: Interactions, embeddings: FactorMatrix, parameters: ImplicitALS.Parameters = .init(),
        validation: EvaluationProtocol = .itemStratified(testShare: 0.25), seed: UInt64
    ) throws -> [PeopleShare] {
        let split = EvaluationSplit(interactions, by: validation, seed: seed)
        let training = TrainingSet(split.training, itemEmbeddings: embeddings)
        let components: [any Recommender] = [
            try PlacedALS.fit(training, parameters: .init(factorisation: parameters)),
            try EmbeddingNeighbors.fit(training),
        ]
        let trainer = BlendTrainer(seed: seed, historyCountBounds: [3, 10, 30, 100])
        return trainer.calibrate(components, split: split).calibrations.map { calibration in
            let total = calibration.weights.reduce(0, +)
            let share = total > 0 ? calibration.weights[0] / total : 0.5
            return PeopleShare(historyCountMax: calibration.historyCountMax, share: share)
        }
    }
}
