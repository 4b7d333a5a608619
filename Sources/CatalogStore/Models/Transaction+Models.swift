import CatalogCore
import SQLite

extension Transaction {
    /// Stores a model as the next version of its name; it is not in use until `activate`.
    package func add(_ model: NewModel, at now: Timestamp) throws -> ModelID {
        let version = try count(ModelStatement.nextVersion, model.name)
        guard
            let id = try change(
                ModelStatement.insert, model.name, model.kind, version, model.parent, model.run,
                model.featureSetVersion, Int64(bitPattern: model.seed), model.dimension, model.parameters,
                model.training, model.metrics, now, SHA256.hash(model.weights), model.weights)
        else { preconditionFailure("an insert without a conflict clause returns its id") }
        touch(.model)
        return ModelID(id)
    }

    /// Takes a model into use, in place of the one of its name that was.
    package func activate(_ model: ModelID) throws {
        guard let record = try self.model(model) else {
            throw CatalogError(.notFound, "there is no model \(model)")
        }
        let former = try activeModel(named: record.name)
        try execute(ModelStatement.deactivate, record.name)
        try execute(ModelStatement.activate, model)
        if let former { try refreshDescriptors(predictedBy: former.id) }
        try refreshDescriptors(predictedBy: model)
        touch(.model)
    }

    package func setMetrics(of model: ModelID, to metrics: String) throws {
        guard try change(ModelStatement.setMetrics, metrics, model) != nil else {
            throw CatalogError(.notFound, "there is no model \(model)")
        }
        touch(.model)
    }

    /// Removes a model with everything that it said.
    package func remove(_ model: ModelID) throws {
        guard let record = try self.model(model) else {
            throw CatalogError(.notFound, "there is no model \(model)")
        }
        let tracks =
            record.isActive
            ? try all(DescriptorStatement.tracksPredicted, model) { TrackID($0.int64(0)) } : []
        try execute(ModelStatement.delete, model)
        for track in tracks { try refreshDescriptor(of: track) }
        touch(.model)
    }

    package func setEmbedding(of track: TrackID, to embedding: Embedding) throws {
        let id = OwnedRows.id(owner: embedding.model.rawValue, member: track.rawValue)
        try execute(
            ModelStatement.writeEmbedding, id, embedding.model, track, embedding.values.count,
            embedding.values)
        touch(.model)
    }

    package func setEmbedding(of artist: ArtistID, to embedding: Embedding) throws {
        let id = OwnedRows.id(owner: embedding.model.rawValue, member: artist.rawValue)
        try execute(
            ModelStatement.writeArtistEmbedding, id, embedding.model, artist, embedding.values.count,
            embedding.values)
        touch(.model)
    }

    /// Stores what a model says of a track; what an active model says shows where nothing was heard or imported.
    package func setPredictions(_ predictions: [Prediction], of model: ModelID, for track: TrackID) throws {
        for prediction in predictions {
            try execute(
                ModelStatement.writePrediction, model, track, prediction.name, prediction.value,
                prediction.lower,
                prediction.upper, prediction.details)
        }
        try refreshDescriptor(of: track)
        touch(.model)
    }

    /// Replaces the labels that a model gives a track, most probable first.
    package func setLabels(_ labels: [LabelPrediction], of model: ModelID, for track: TrackID) throws {
        try execute(ModelStatement.clearLabels, model, track)
        for (position, label) in labels.enumerated() {
            try execute(ModelStatement.writeLabel, model, track, position, label.label, label.probability)
        }
        touch(.model)
    }
}
