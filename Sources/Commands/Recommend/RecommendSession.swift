import CatalogCore
import CatalogStore
import Recommend

/// One question's worth of catalog: the snapshot that answers come from, loaded as deep as the question needs.
struct RecommendSession {
    let snapshot: RecommendationSnapshot
    let nowSeconds: Double

    /// How much of what people did an answer needs.
    enum People { case nobody, asNeeded, everybody }

    /// What a factorisation is called that was stored to be served.
    static let factorKind = "factors"
    /// An embedding serves where it knows this share of what was heard.
    private static let coverageMin = 0.5
    /// A larger log takes long to learn from each time anew.
    private static let eventCountRemark: Int64 = 500_000

    /// - Parameters:
    ///   - hearsFiles: whether a sound from outside will be compared, which needs the features' own space.
    ///   - people: how much of what people did is read.
    static func open(
        _ catalog: some CatalogReading, _ query: Query, invocation: Invocation, hearsFiles: Bool = false,
        people: People = .asNeeded
    ) throws -> RecommendSession {
        guard try catalog.trackCount() > 0 else {
            throw CommandError(
                "The catalog has no tracks yet. `catalog ingest FOLDER` hears a music library; "
                    + "`catalog restore` brings back a backup.")
        }
        // Answers of one hour are the same: what fades with time fades in steps.
        let seconds = Double(invocation.now.milliseconds) / 1_000
        let now = (seconds / 3_600).rounded(.up) * 3_600
        let models = try catalog.models().filter(\.isActive)
        let factors = models.first { $0.kind == factorKind }
        var loader = SnapshotLoader(
            embeddingModel: hearsFiles ? nil : try embedding(of: models, catalog)?.id,
            factorModel: factors?.id)
        loader.readsNumbers = !query.filter.isEmpty || !query.mood.isEmpty
        let hasEvents = try catalog.lastEventID() != nil
        if people == .asNeeded, factors == nil, let last = try catalog.lastEventID(),
            last.rawValue > eventCountRemark
        {
            try invocation.output.remark(
                "Learning from all feedback, as no factors are stored: this takes a while.")
        }
        let isShallow =
            switch people {
            case .nobody: true
            case .asNeeded: factors != nil || !hasEvents
            case .everybody: false
            }
        let snapshot = try loader.load(
            from: catalog, depth: isShallow ? .oneListener(query.user) : .everybody, nowSeconds: now)
        return RecommendSession(snapshot: snapshot, nowSeconds: now)
    }

    private static func embedding(of models: [ModelRecord], _ catalog: some CatalogReading)
        throws
        -> ModelRecord?
    {
        var best: (model: ModelRecord, count: Int)?
        for model in models where model.dimension != nil && model.kind != factorKind {
            let count = try catalog.embeddingCount(of: model.id)
            if count > best?.count ?? 0 { best = (model, count) }
        }
        guard let best else { return nil }
        var heard = 0
        if let version = try catalog.featureSetVersions().last {
            heard = try catalog.featureVectorCount(setVersion: version)
        }
        return Double(best.count) >= coverageMin * Double(heard) ? best.model : nil
    }

    func answer(_ query: Query, in catalog: some CatalogReading) throws -> Answer {
        try snapshot.answer(
            query, nowSeconds: nowSeconds,
            names: NameFilter.matching(query.filter, in: snapshot.table, of: catalog))
    }
}
