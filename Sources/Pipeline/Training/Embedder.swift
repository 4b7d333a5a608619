import Audio
import CatalogCore
import CatalogStore
import Learning

/// Places tracks and artists with the embedding model that is in use.
package enum Embedder {
    private static let batchSize = 1_000
    private static let tracksPerArtistMax = 500

    /// Embeds the tracks that were heard since the last time, and their artists anew; returns how many tracks.
    ///
    /// Throws a sentence where the model in use does not fit the features; without a model there is nothing to do.
    @discardableResult
    package static func embedNewTracks(_ catalog: Catalog, monitor: JobMonitor = .silent) throws -> Int {
        guard let record = try catalog.read({ try $0.activeModel(named: ModelFamily.embedding.rawValue) })
        else {
            return 0
        }
        return try embedMissing(catalog, record, monitor: monitor)
    }

    /// Embeds the tracks that a model has not placed yet.
    static func embedMissing(
        _ catalog: Catalog, _ record: ModelRecord, monitor: JobMonitor
    ) throws -> Int {
        let model = try self.model(record, in: catalog)
        let inputs = EmbeddingInputs(of: record)
        var count = 0
        while !monitor.isCancelled {
            let tracks = try catalog.read { try missing(record, inputs, in: $0) }
            if tracks.isEmpty { break }
            try embed(tracks, model, record.id, inputs, in: catalog)
            try embedArtists(of: tracks, record.id, in: catalog)
            count += tracks.count
        }
        return count
    }

    private static func missing(
        _ record: ModelRecord, _ inputs: EmbeddingInputs, in snapshot: Snapshot
    ) throws -> [TrackID] {
        if let version = inputs.featureSetVersion {
            return try snapshot.tracksWithoutEmbedding(of: record.id, setVersion: version, limit: batchSize)
        }
        let placed = Set(try snapshot.embeddingMatrix(of: record.id).ids)
        return Array(try inputs.matrix(in: snapshot).ids.lazy.filter { !placed.contains($0) })
    }

    /// Embeds every track that has what the model goes by, and every artist of one; returns how many tracks.
    @discardableResult
    package static func embedAll(
        _ catalog: Catalog, with id: ModelID, monitor: JobMonitor = .silent
    ) throws -> Int {
        guard let record = try catalog.read({ try $0.model(id) }) else {
            throw TrainingError(.noModel, "There is no model \(id).")
        }
        let model = try self.model(record, in: catalog)
        let inputs = EmbeddingInputs(of: record)
        let tracks = try catalog.read { try inputs.matrix(in: $0).ids }
        for start in stride(from: 0, to: tracks.count, by: batchSize) {
            let some = Array(tracks[start..<min(tracks.count, start + batchSize)])
            try embed(some, model, id, inputs, in: catalog)
            monitor.report(
                Progress(
                    activity: "embedding the tracks", completed: Double(start + some.count),
                    total: Double(tracks.count)))
        }
        for start in stride(from: 0, to: tracks.count, by: batchSize) {
            try embedArtists(of: Array(tracks[start..<min(tracks.count, start + batchSize)]), id, in: catalog)
        }
        return tracks.count
    }

    /// Where a model places a song that is not in the catalog; nil where it goes by what a file does not tell.
    static func place(_ song: HeardSong, by model: Autoencoder) throws -> [Float]? {
        guard model.featureSet == EmbeddingInputs.features.name else { return nil }
        let row = VectorTable(columns: song.vector.values.count, values: song.vector.values)
        return try model.embed(row, featureSet: EmbeddingInputs.features.name).values
    }

    /// The network of a record; throws a sentence where it is not whole or was trained on other features.
    static func model(_ record: ModelRecord, in catalog: Catalog) throws -> Autoencoder {
        if let version = record.featureSetVersion, version != TrackFeatures.set.version {
            throw TrainingError(
                .noModel,
                "Version \(record.version) of the embedding was trained on feature set \(version), and tracks are "
                    + "heard with \(TrackFeatures.set.version): run `catalog train embedding`.")
        }
        return try Autoencoder(decoding: catalog.read { try $0.weights(of: record.id) })
    }

    private static func embed(
        _ tracks: [TrackID], _ model: Autoencoder, _ id: ModelID, _ inputs: EmbeddingInputs,
        in catalog: Catalog
    ) throws {
        let vectors = try catalog.read { snapshot in
            try tracks.compactMap { track in try inputs.row(of: track, in: snapshot).map { (track, $0) } }
        }
        guard let first = vectors.first else { return }
        let table = VectorTable(columns: first.1.count, rows: vectors.map(\.1))
        let placed = try model.embed(table, featureSet: inputs.name)
        try catalog.write { transaction in
            for (row, (track, _)) in vectors.enumerated() {
                // A track that was removed meanwhile has no place any more.
                guard try transaction.track(track) != nil else { continue }
                try transaction.setEmbedding(
                    of: track, to: Embedding(model: id, values: Array(placed.row(row))))
            }
        }
    }

    /// An artist lies at the mean direction of their tracks.
    private static func embedArtists(of tracks: [TrackID], _ id: ModelID, in catalog: Catalog) throws {
        let artists = try catalog.read { snapshot in
            try Set(tracks.flatMap { try snapshot.artists(of: $0).map(\.id) }).sorted()
        }
        try catalog.write { transaction in
            for artist in artists {
                let places = try transaction.tracks(of: artist, limit: tracksPerArtistMax).compactMap {
                    try transaction.embedding(of: $0.id, model: id)?.values
                }
                guard let first = places.first else { continue }
                var mean = [Float](repeating: 0, count: first.count)
                for place in places {
                    let length = max(1e-12, place.reduce(0) { $0 + $1 * $1 }.squareRoot())
                    for index in mean.indices { mean[index] += place[index] / length / Float(places.count) }
                }
                try transaction.setEmbedding(of: artist, to: Embedding(model: id, values: mean))
            }
        }
    }
}
