import CatalogCore
import CatalogStore
import Recommend

/// One question's worth of catalog: the snapshot that answers come from, loaded as deep as the question needs.
struct RecommendSession {
    let snapshot: RecommendationSnapshot
    let nowSeconds: Double

    /// How much of what people did an answer needs.
    enum People { case nobody, asNeeded, everybody }

    /// A larger log takes long to learn from each time anew.
    private static let eventCountRemark: Int64 = 500_000

    /// - Parameters:
    ///   - hearsFiles: whether a sound from outside will be compared, which needs the features' own space.
    ///   - people: how much of what people did is read.
    static func open(
        _ catalog: some CatalogReading, _ query: Query, invocation: Invocation, hearsFiles: Bool = false,
        people: People = .asNeeded
    ) throws -> RecommendSession {
        guard try catalog.trackCount() > 0 else { throw RecommendError.emptyCatalog }
        let now = RecommendationEngine.momentSeconds(invocation.now)
        var loader = try SnapshotLoader.choosing(from: catalog, hearsFiles: hearsFiles)
        loader.readsNumbers = !query.filter.isEmpty || !query.mood.isEmpty
        let last = try catalog.lastEventID()
        if people == .asNeeded, loader.factorModel == nil, last?.rawValue ?? 0 > eventCountRemark {
            try invocation.output.remark(
                "Learning from all feedback, as no factors are stored: this takes a while.")
        }
        let isShallow =
            switch people {
            case .nobody: true
            case .asNeeded: loader.factorModel != nil || last == nil
            case .everybody: false
            }
        let snapshot = try loader.load(
            from: catalog, depth: isShallow ? .oneListener(query.user) : .everybody, nowSeconds: now)
        return RecommendSession(snapshot: snapshot, nowSeconds: now)
    }

    func answer(_ query: Query, in catalog: some CatalogReading) throws -> Answer {
        try snapshot.answer(
            query, nowSeconds: nowSeconds,
            names: NameFilter.matching(query.filter, in: snapshot.table, of: catalog))
    }
}
