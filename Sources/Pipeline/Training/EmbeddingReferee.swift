import CatalogStore
import Learning

/// Asks embeddings about tracks that none of them learnt from.
struct EmbeddingReferee {
    /// Neighbours are asked of at most so many tracks, evenly spaced.
    private static let tracksMax = 5_000

    let heldOut: VectorTable
    let kin: [Int]
    /// The scale on which the errors of all models are measured.
    let standardizer: Standardizer
    let featureSet: String

    private var asked: [Int] {
        let step = max(1, (heldOut.rows + Self.tracksMax - 1) / Self.tracksMax)
        return Array(stride(from: 0, to: heldOut.rows, by: step))
    }

    /// The share of the ten nearest held-out tracks that are kin; nil where all or none are.
    func precision(of model: Autoencoder) throws -> Double? {
        try precision(in: model.embed(heldOut.selecting(asked), featureSet: featureSet))
    }

    /// The same among the standardised features themselves.
    var precisionOfFeatures: Double? { precision(in: standardizer.apply(to: heldOut.selecting(asked))) }

    func contest(
        _ challenger: Autoencoder, against record: ModelRecord?, in catalog: Catalog
    ) throws -> ModelContest {
        var champion: Autoencoder?
        var obstacle: String?
        if let record {
            do {
                let model = try Embedder.model(record, in: catalog)
                _ = try model.embed(heldOut.selecting([0]), featureSet: featureSet)
                champion = model
            } catch let error as LearningError {
                obstacle = error.description
            } catch let error as CatalogError {
                obstacle = error.description
            } catch let error as TrainingError {
                obstacle = error.description
            }
        }
        if let own = try precision(of: challenger) {
            return ModelContest(
                measure: "share of neighbours of the same album or artist", higherIsBetter: true,
                heldOutTracks: heldOut.rows, challenger: own,
                champion: try champion.flatMap { try precision(of: $0) },
                championVersion: record?.version, obstacle: obstacle)
        }
        return ModelContest(
            measure: "reconstruction error", higherIsBetter: false, heldOutTracks: heldOut.rows,
            challenger: try error(of: challenger), champion: try champion.map { try error(of: $0) },
            championVersion: record?.version, obstacle: obstacle)
    }

    /// The mean squared error of what a model rebuilds, on the common scale.
    private func error(of model: Autoencoder) throws -> Double {
        let rebuilt = standardizer.apply(to: try model.reconstruct(heldOut, featureSet: featureSet))
        let truth = standardizer.apply(to: heldOut)
        let sum = zip(rebuilt.values, truth.values).reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) }
        return sum / Double(max(1, truth.values.count))
    }

    private func precision(in table: VectorTable) -> Double? {
        let labels = asked.map { kin[$0] }
        guard Set(labels).count > 1 else { return nil }
        return NeighborPrecision.measure(table, labels: labels)
    }
}
