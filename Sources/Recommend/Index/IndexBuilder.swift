import CatalogCore
import CatalogStore
import Glibc
import Learning

/// Makes the index of a catalog as it is at one moment; what a former index has that still holds is taken over.
package struct IndexBuilder: Sendable {
    package let weights: SignalWeights
    private let weightsNumber: UInt64

    /// The kind of the models that say what people play.
    package static let tasteKind = "recommender"
    /// An embedding serves where it knows this share of what was heard.
    private static let coverageMin = 0.5
    /// Without a stored recommender tastes are learned anew when the log has grown by this share, and by so many events.
    private static let growthShare = 0.2
    private static let growthCountMin: Int64 = 50
    /// So much news is read beside an index before its trends are summed anew.
    private static let newsCountMin: Int64 = 2_000
    private static let newsCountMax: Int64 = 50_000
    private static let newsShare = 0.02
    /// What a catalog learns with that has not held a contest.
    private static let neighborCount = 50

    package init(weights: SignalWeights = .standard) throws {
        self.weights = weights
        weightsNumber = try IndexStamp.number(of: weights)
    }

    /// Whether an index still answers for a catalog; events since are read beside it.
    package func isCurrent(_ index: RecommendationIndex, for catalog: some CatalogReading) throws -> Bool {
        let stamp = index.stamp
        guard try stamp.content == IndexStamp.contentRevision(of: catalog),
            stamp.weights == weightsNumber
        else { return false }
        let last = try catalog.lastEventID()?.rawValue ?? 0
        let most = min(
            Self.newsCountMax, max(Self.newsCountMin, Int64(Double(stamp.lastEvent) * Self.newsShare)))
        return last - stamp.lastEvent <= most && !isOutgrown(index, last)
    }

    /// Whether tastes that no contest stored were learned of too little of what there is.
    private func isOutgrown(_ index: RecommendationIndex, _ last: Int64) -> Bool {
        guard index.isLearnedHere else { return false }
        let grown = Double(index.stamp.learnedEvent) * (1 + Self.growthShare)
        return Double(last) > max(grown, Double(index.stamp.learnedEvent + Self.growthCountMin))
    }

    /// - Parameter scratch: where finished parts lie until the index is whole; nil for in memory.
    func build(
        from catalog: some CatalogReading, former: RecommendationIndex? = nil, nowSeconds: Double,
        scratch: ScratchFile? = nil, monitor: JobMonitor = .silent
    ) throws -> RecommendationIndex {
        var stamp = try IndexStamp(catalog, weights: weights, token: Self.token())
        let last = try catalog.lastEventID()?.rawValue ?? 0
        let storage = scratch?.columnStorage ?? .memory
        let isSame = former?.stamp.content == stamp.content && former?.stamp.weights == stamp.weights
        let kept = isSame ? former : nil
        let table = try kept?.table ?? read(catalog, scratch)
        let sound =
            try kept.map(\.models.sound)
            ?? self.sound(catalog, table, storage).map { rows in
                scratch?.put(rows) ?? rows
            }
        let source = try tastes(catalog, former, last, nowSeconds, scratch, monitor)
        let trends = try self.trends(catalog, former, source, table, nowSeconds: nowSeconds)
        stamp.lastEvent = last
        stamp.learnedEvent = source.tastes?.learnedEvent ?? last
        // Nothing but time has passed: what was placed stays where it is.
        if let kept, kept.stamp.learnedEvent == stamp.learnedEvent {
            return kept.with(trends: trends, stamp: stamp)
        }
        var models = RecommendationModels(
            factors: nil, neighbors: nil, head: nil, sound: sound, trends: trends, plan: .standard)
        if let tastes = source.tastes {
            // The sound of an index that serves stays where its answers find it.
            let passing = kept == nil ? sound?.shorts : nil
            let rest: @Sendable () -> Void = {
                tastes.rest()
                passing?.rest()
            }
            let placing = TastePlacing(tastes, in: table, sound: sound, rest: rest)
            var factors = try placing.factors(in: storage)
            if let scratch { factors = scratch.put(factors) }
            rest()
            models = RecommendationModels(
                factors: factors, neighbors: placing.neighbors(in: storage), head: placing.head(),
                sound: sound, trends: trends, plan: tastes.plan)
            rest()
        }
        return RecommendationIndex(table: table, models: models, stamp: stamp, learned: source.learned)
    }

    /// An index of parts that are at hand, such as a test's.
    package static func assemble(
        _ table: TrackTable, sound: VectorRows?, tastes: Tastes?, trends: [Double]? = nil
    ) throws -> RecommendationIndex {
        let placing = tastes.map { TastePlacing($0, in: table, sound: sound) }
        let sums = trends ?? placing?.trends() ?? [Double](repeating: 0, count: table.count)
        return RecommendationIndex(
            table: table,
            models: RecommendationModels(
                factors: try placing?.factors(), neighbors: placing?.neighbors(), head: placing?.head(),
                sound: sound, trends: Column(sums), plan: tastes?.plan ?? .standard),
            stamp: IndexStamp(token: token()), learned: nil)
    }

    // MARK: - Tastes and trends

    private struct TasteSource {
        let tastes: Tastes?
        /// What a contest did not store is kept with the index.
        var learned: Column<UInt8>?
        /// What the whole log says of trends, where it had to be read.
        var trends: (tracks: [TrackID], sums: [Double])?
    }

    private func tastes(
        _ catalog: some CatalogReading, _ former: RecommendationIndex?, _ last: Int64, _ nowSeconds: Double,
        _ scratch: ScratchFile?, _ monitor: JobMonitor
    ) throws -> TasteSource {
        if let model = try catalog.models().first(where: { $0.isActive && $0.kind == Self.tasteKind }) {
            return TasteSource(tastes: try Tastes(decoding: catalog.weights(of: model.id)))
        }
        if let former, former.isLearnedHere, former.stamp.weights == weightsNumber,
            !isOutgrown(former, last)
        {
            guard let learned = former.learned else { return TasteSource(tastes: nil) }
            return TasteSource(tastes: try Tastes(in: learned), learned: learned)
        }
        guard last > 0 else { return TasteSource(tastes: nil) }
        let feedback = try FeedbackTable.read(catalog, weights: weights, nowSeconds: nowSeconds)
        let factorisation = ImplicitALS.Parameters().carried(
            fromDensity: ImplicitALS.Parameters.standardDensity, toDensity: feedback.interactions.density)
        let trends = (feedback.tracks, feedback.trends)
        let tastes = try Tastes(
            consume feedback, factorisation: factorisation,
            neighbors: .init(neighborCount: Self.neighborCount), head: nil, plan: .standard,
            in: scratch?.columnStorage ?? .memory, monitor: monitor)
        // Read where they lie in one piece, as they are kept: memory need not hold them.
        if let tastes, let learned = scratch?.put(try tastes.writer()) {
            return TasteSource(tastes: try Tastes(in: learned), learned: learned, trends: trends)
        }
        return TasteSource(
            tastes: tastes, learned: try tastes.map { Column(try $0.encoded()) }, trends: trends)
    }

    /// The sums of the whole log: read, or those of a former index or of the tastes with what came since.
    private func trends(
        _ catalog: some CatalogReading, _ former: RecommendationIndex?, _ source: TasteSource,
        _ table: TrackTable, nowSeconds: Double
    ) throws -> Column<Double> {
        var sums = [Double](repeating: 0, count: table.count)
        if let log = source.trends {
            for (track, sum) in zip(log.tracks, log.sums) {
                if let place = table.index(of: track) { sums[Int(place)] = sum }
            }
            return Column(sums)
        }
        var since: Int64 = 0
        if let former, former.stamp.lastEvent > 0 {
            since = former.stamp.lastEvent
            for (place, track) in former.table.tracks.values.enumerated() {
                if let now = table.index(of: TrackID(track)) { sums[Int(now)] = former.models.trends[place] }
            }
        } else if let tastes = source.tastes {
            since = tastes.learnedEvent
            for (track, sum) in zip(tastes.tracks.values, tastes.trends.values) {
                if let place = table.index(of: TrackID(track)) { sums[Int(place)] = sum }
            }
        }
        let news = try TrendNews(after: EventID(since), in: catalog, table, nowSeconds: nowSeconds)
        for (place, sum) in news.sums(until: nil) { sums[Int(place)] += sum }
        return Column(sums)
    }

    // MARK: - Reading

    private func read(_ catalog: some CatalogReading, _ scratch: ScratchFile?) throws -> TrackTable {
        let table = try TrackTable.read(from: catalog)
        return scratch.map { table.kept(in: $0) } ?? table
    }

    /// By the embedding model; without one by the feature vectors, which every heard track has; where nothing was heard,
    /// by what tables say.
    private func sound(
        _ catalog: some CatalogReading, _ table: TrackTable, _ storage: ColumnStorage
    ) throws -> VectorRows? {
        if let model = try embedding(catalog) {
            var builder: VectorRowsBuilder?
            try catalog.forEachEmbedding(of: model) { id, values in
                guard let index = table.index(of: id), !values.isEmpty else { return }
                let rows =
                    builder
                    ?? VectorRowsBuilder(count: table.count, dimension: values.count, in: storage)
                builder = rows
                guard values.count == rows.dimension else {
                    throw CatalogError(
                        .damaged, "embeddings of one model differ in length: run `catalog check`")
                }
                rows.set(Int(index), to: Self.normalized(values))
            }
            return builder?.finish()
        }
        guard let (space, vectors) = try SoundSpace.read(from: catalog) else {
            return DescribedSound.rows(table)
        }
        return Self.rows(vectors, dimension: space.dimension, in: table) { space.place($0) }
    }

    /// The model that places the most tracks, where it places enough of what was heard.
    private func embedding(_ catalog: some CatalogReading) throws -> ModelID? {
        var best: (model: ModelID, count: Int)?
        for model in try catalog.models() where model.isActive && model.dimension != nil {
            guard model.kind != Self.tasteKind else { continue }
            let count = try catalog.embeddingCount(of: model.id)
            if count > best?.count ?? 0 { best = (model.id, count) }
        }
        guard let best else { return nil }
        var heard = 0
        if let version = try catalog.featureSetVersions().last {
            heard = try catalog.featureVectorCount(setVersion: version)
        }
        return Double(best.count) >= Self.coverageMin * Double(heard) ? best.model : nil
    }

    package static func rows(
        _ vectors: VectorMatrix<TrackID>, dimension: Int, in table: TrackTable,
        by place: (ArraySlice<Float>) -> [Float]
    ) -> VectorRows {
        let builder = VectorRowsBuilder(count: table.count, dimension: dimension)
        for (row, id) in vectors.ids.enumerated() {
            guard let index = table.index(of: id) else { continue }
            builder.set(Int(index), to: normalized(place(vectors.row(row))))
        }
        return builder.finish()
    }

    private static func normalized(_ values: [Float]) -> [Float] {
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return length > 0 ? values.map { $0 / length } : values
    }

    /// A number that no other index has: of the moment and the process.
    static func token() -> UInt64 {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        var generator = SplitMix64(
            seed: UInt64(bitPattern: Int64(moment.tv_sec) << 30 ^ Int64(moment.tv_nsec)) ^ UInt64(getpid())
                << 48)
        return generator.next()
    }
}
