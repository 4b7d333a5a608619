import CatalogCore
import CatalogStore
import Learning

/// Reads a snapshot out of a catalog, and keeps it up to date as events arrive.
package struct SnapshotLoader: Sendable {
    /// Which model places tracks by sound; nil for the feature vectors themselves.
    package var embeddingModel: ModelID?
    /// Which stored factorisation says what people play; nil trains one from the log.
    package var factorModel: ModelID?
    package var weights: SignalWeights
    package var training: ImplicitALS.Parameters
    /// Whether filters and moods will be asked for; without them a load is faster.
    package var readsNumbers = true

    /// What a question needs: a one-shot question about sound need not read everybody's events.
    package enum Depth: Sendable {
        /// Tracks, sound and one listener; people by the stored factors.
        case oneListener(UserID?)
        /// Everybody, with models trained anew where none is stored.
        case everybody
    }

    package init(
        embeddingModel: ModelID? = nil, factorModel: ModelID? = nil, weights: SignalWeights = .standard,
        training: ImplicitALS.Parameters = .init()
    ) {
        self.embeddingModel = embeddingModel
        self.factorModel = factorModel
        self.weights = weights
        self.training = training
    }

    /// Everything of one moment.
    package func load(
        from catalog: some CatalogReading, depth: Depth, nowSeconds: Double, monitor: JobMonitor = .silent
    ) throws -> RecommendationSnapshot {
        let table = try self.table(catalog)
        let (embeddings, space) = try self.embeddings(catalog, table)
        var snapshot = RecommendationSnapshot(
            table: table, models: try RecommendationModels(), weights: weights)
        snapshot.soundSpace = space
        switch depth {
        case .oneListener(let user):
            if let user { snapshot.include(try catalog.signals(of: user), user: user) }
        case .everybody:
            try follow(catalog, from: nil, into: &snapshot)
        }
        if let factorModel {
            let stored = try StoredFactors(decoding: catalog.weights(of: factorModel))
            snapshot.models = try RecommendationModels(
                factors: stored.placed(in: table), trending: stored.trending(in: table),
                embeddings: embeddings,
                interactionCounts: stored.counts(in: table))
        } else {
            snapshot.models = try RecommendationModels.trained(
                on: snapshot.interactions(nowSeconds: nowSeconds), embeddings: embeddings,
                parameters: training,
                nowSeconds: nowSeconds, monitor: monitor)
        }
        return snapshot
    }

    /// Takes in what the log has after an event; returns the last event that was read.
    @discardableResult
    package func follow(
        _ catalog: some CatalogReading, from last: EventID?, into snapshot: inout RecommendationSnapshot
    ) throws -> EventID? {
        let news = try EventNews(after: last, in: catalog)
        news.apply(to: &snapshot)
        return news.last
    }

    // MARK: - Reading

    private func table(_ catalog: some CatalogReading) throws -> TrackTable {
        var entries: [TrackTable.Entry] = []
        var places: [TrackID: Int] = [:]
        try catalog.forEachTrackFact { fact in
            var entry = TrackTable.Entry(id: fact.id)
            if readsNumbers {
                entry.numbers[.year] = fact.year.map(Double.init)
                entry.numbers[.duration] = fact.durationMs.map { Double($0) / 1000 }
                entry.numbers[.popularity] = fact.popularity
                entry.numbers[.explicit] = fact.isExplicit.map { $0 ? 1 : 0 }
            }
            entry.popularity = fact.popularity
            entry.addedSeconds = Double(fact.created.milliseconds) / 1000
            places[fact.id] = entries.count
            entries.append(entry)
        }
        try catalog.forEachCredit { track, artist in
            if let place = places[track] { entries[place].artists.append(artist) }
        }
        try catalog.forEachCopy { copy, shown in
            if let place = places[copy] { entries[place].representative = shown }
        }
        try catalog.forEachTrackGenre { track, genre, _ in
            if let place = places[track], !entries[place].genres.contains(genre) {
                entries[place].genres.append(genre)
            }
        }
        if readsNumbers {
            try catalog.forEachDescriptors { track, descriptors in
                if let place = places[track] { entries[place].numbers.merge(descriptors.numbers) { $1 } }
            }
        }
        var table = TrackTable()
        for entry in entries { table.insert(entry) }
        return table
    }

    /// By the embedding model; without one by the feature vectors, which every heard track has.
    private func embeddings(
        _ catalog: some CatalogReading, _ table: TrackTable
    ) throws -> (FactorMatrix?, SoundSpace?) {
        if let embeddingModel {
            let stored = try catalog.embeddingMatrix(of: embeddingModel)
            guard stored.rowCount > 0, stored.dimension > 0 else { return (nil, nil) }
            return (placed(stored, dimension: stored.dimension, in: table) { $0 }, nil)
        }
        guard let (space, vectors) = try SoundSpace.read(from: catalog) else { return (nil, nil) }
        let places = placed(vectors, dimension: space.dimension, in: table) { space.place($0)[...] }
        return (places, space)
    }

    private func placed(
        _ vectors: VectorMatrix<TrackID>, dimension: Int, in table: TrackTable,
        by place: (ArraySlice<Float>) -> ArraySlice<Float>
    ) -> FactorMatrix {
        var matrix = FactorMatrix(rowCount: table.count, dimension: dimension)
        for (row, id) in vectors.ids.enumerated() {
            if let index = table.index(of: id) { matrix.set(Int(index), to: place(vectors.row(row))) }
        }
        return matrix
    }
}
