import CatalogCore
import CatalogStore

extension SnapshotLoader {
    /// The kind of the models that say what people play.
    package static var factorKind: String { "factors" }
    /// An embedding serves where it knows this share of what was heard.
    private static var coverageMin: Double { 0.5 }

    /// A loader of the models that are in use.
    ///
    /// - Parameter hearsFiles: whether a sound from outside will be compared, which needs the features' own space.
    package static func choosing(
        from catalog: some CatalogReading, hearsFiles: Bool = false, weights: SignalWeights = .standard
    ) throws -> SnapshotLoader {
        let models = try catalog.models().filter(\.isActive)
        return SnapshotLoader(
            embeddingModel: hearsFiles ? nil : try embedding(of: models, catalog),
            factorModel: models.first { $0.kind == factorKind }?.id, weights: weights)
    }

    /// The model that places the most tracks, where it places nearly all that were heard.
    private static func embedding(
        of models: [ModelRecord], _ catalog: some CatalogReading
    ) throws -> ModelID? {
        var best: (model: ModelID, count: Int)?
        for model in models where model.dimension != nil && model.kind != factorKind {
            let count = try catalog.embeddingCount(of: model.id)
            if count > best?.count ?? 0 { best = (model.id, count) }
        }
        guard let best else { return nil }
        var heard = 0
        if let version = try catalog.featureSetVersions().last {
            heard = try catalog.featureVectorCount(setVersion: version)
        }
        return Double(best.count) >= coverageMin * Double(heard) ? best.model : nil
    }
}
