import CatalogCore
import SQLite

extension CatalogReading {
    package func model(_ id: ModelID) throws -> ModelRecord? {
        try first(ModelStatement.byID, id, read: model(from:))
    }

    /// The model of a name that is in use.
    package func activeModel(named name: String) throws -> ModelRecord? {
        try first(ModelStatement.active, name, read: model(from:))
    }

    /// All versions of a name, newest first.
    package func models(named name: String) throws -> [ModelRecord] {
        try all(ModelStatement.byName, name, read: model(from:))
    }

    package func models(limit: Int = 10_000) throws -> [ModelRecord] {
        try all(ModelStatement.all, limit, read: model(from:))
    }

    /// The weights, which are checked against their checksum.
    package func weights(of model: ModelID) throws -> [UInt8] {
        guard
            let stored = try first(
                ModelStatement.weights, model, read: { (weights: $0.bytes(0), checksum: $0.bytes(1)) })
        else { throw CatalogError(.notFound, "there is no model \(model)") }
        guard SHA256.hash(stored.weights) == stored.checksum else {
            throw CatalogError(
                .damaged,
                "the weights of model \(model) are not what was stored: train it anew or restore a backup")
        }
        return stored.weights
    }

    // MARK: Embeddings

    package func embedding(of track: TrackID, model: ModelID) throws -> Embedding? {
        let id = OwnedRows.id(owner: model.rawValue, member: track.rawValue)
        guard let values = try first(ModelStatement.embedding, id, read: { $0.floats(0) }) else { return nil }
        try requireFinite(values, of: "the embedding of track \(track)")
        return Embedding(model: model, values: values)
    }

    package func embedding(of artist: ArtistID, model: ModelID) throws -> Embedding? {
        let id = OwnedRows.id(owner: model.rawValue, member: artist.rawValue)
        guard let values = try first(ModelStatement.artistEmbedding, id, read: { $0.floats(0) }) else {
            return nil
        }
        try requireFinite(values, of: "the embedding of artist \(artist)")
        return Embedding(model: model, values: values)
    }

    /// All track embeddings of a model as one matrix, by track. About 0.2 s for 1,000,000 of 64.
    package func embeddingMatrix(of model: ModelID) throws -> VectorMatrix<TrackID> {
        let range = OwnedRows.range(owner: model.rawValue)
        let count = try self.count(ModelStatement.embeddingCount, range.start, range.end)
        return try matrix(ModelStatement.embeddingRange, range, count: count) { TrackID($0) }
    }

    /// Calls `body` with the embedding of each track that a model has placed, by track.
    package func forEachEmbedding(of model: ModelID, _ body: (TrackID, [Float]) throws -> Void) throws {
        let range = OwnedRows.range(owner: model.rawValue)
        try forEach(ModelStatement.embeddingRange, range.start, range.end) { row in
            try body(TrackID(row.int64(0)), row.floats(1))
        }
    }

    package func embeddingCount(of model: ModelID) throws -> Int {
        let range = OwnedRows.range(owner: model.rawValue)
        return try count(ModelStatement.embeddingCount, range.start, range.end)
    }

    /// Tracks that have a vector of a feature set and that a model has not placed yet, by track.
    package func tracksWithoutEmbedding(
        of model: ModelID, setVersion: Int, limit: Int
    ) throws -> [TrackID] {
        let range = OwnedRows.range(owner: Int64(setVersion))
        let first = OwnedRows.range(owner: model.rawValue).start
        return try all(ModelStatement.withoutEmbedding, range.start, range.end, first, limit) {
            TrackID($0.int64(0))
        }
    }

    package func artistEmbeddingMatrix(of model: ModelID) throws -> VectorMatrix<ArtistID> {
        let range = OwnedRows.range(owner: model.rawValue)
        let count = try self.count(ModelStatement.artistEmbeddingCount, range.start, range.end)
        return try matrix(ModelStatement.artistEmbeddingRange, range, count: count) { ArtistID($0) }
    }

    // MARK: Predictions

    package func predictions(of model: ModelID, for track: TrackID) throws -> [Prediction] {
        try all(ModelStatement.predictions, model, track) { prediction(from: $0, at: 0) }
    }

    package func forEachPrediction(of model: ModelID, _ body: (TrackID, Prediction) throws -> Void) throws {
        try forEach(ModelStatement.predictionsOfModel, model) {
            try body(TrackID($0.int64(0)), prediction(from: $0, at: 1))
        }
    }

    /// Most probable first.
    package func labels(of model: ModelID, for track: TrackID) throws -> [LabelPrediction] {
        try all(ModelStatement.labels, model, track) {
            LabelPrediction(label: $0.string(0), probability: $0.double(1))
        }
    }

    package func forEachLabel(of model: ModelID, _ body: (TrackID, LabelPrediction) throws -> Void) throws {
        try forEach(ModelStatement.labelsOfModel, model) {
            try body(TrackID($0.int64(0)), LabelPrediction(label: $0.string(1), probability: $0.double(2)))
        }
    }

    /// The tracks that a model has said a number or a label of.
    package func tracksTold(by model: ModelID) throws -> Set<TrackID> {
        let predicted = try all(DescriptorStatement.tracksPredicted, model) { TrackID($0.int64(0)) }
        let labelled = try all(ModelStatement.tracksLabelled, model) { TrackID($0.int64(0)) }
        return Set(predicted).union(labelled)
    }

    private func prediction(from row: Row, at column: Int32) -> Prediction {
        Prediction(
            name: row.string(column), value: row.double(column + 1), lower: row.optionalDouble(column + 2),
            upper: row.optionalDouble(column + 3), details: row.optionalString(column + 4))
    }

    private func model(from row: Row) -> ModelRecord {
        ModelRecord(
            id: ModelID(row.int64(0)), name: row.string(1), kind: row.string(2), version: row.int(3),
            parent: row.optionalInt64(4).map { ModelID($0) }, run: row.optionalInt64(5).map { RunID($0) },
            featureSetVersion: row.optionalInt(6), seed: UInt64(bitPattern: row.int64(7)),
            dimension: row.optionalInt(8), parameters: row.string(9), training: row.string(10),
            metrics: row.string(11), isActive: row.bool(12), created: Timestamp(milliseconds: row.int64(13)),
            checksum: row.bytes(14))
    }
}
