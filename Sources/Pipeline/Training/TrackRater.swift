import Audio
import CatalogCore
import CatalogStore
import Learning

/// Rates tracks and files with a critic, and says why.
package struct TrackRater {
    private static let batchSize = 1_000
    private static let neighborCount = 3
    private static let moveCount = 3
    static let predictionName = "rating"

    private let catalog: Catalog
    private let record: CatalogStore.ModelRecord
    private let inputs: CriticInputs
    private let critic: Critic
    private let predictor: CriticPredictor
    private let genreNumbers: [String: Int]

    /// The critic that is in use.
    package init(_ catalog: Catalog) throws {
        guard let record = try catalog.read({ try $0.activeModel(named: ModelFamily.critic.rawValue) }) else {
            throw TrainingError(
                .noModel, "There is no critic yet: train one by `catalog train critic`, then rate.")
        }
        try self.init(record, in: catalog)
    }

    init(_ record: CatalogStore.ModelRecord, in catalog: Catalog) throws {
        guard let inputs = JSONText.decode(CriticInputs.self, from: record.parameters) else {
            throw TrainingError(
                .noModel,
                "What version \(record.version) of the critic was trained on cannot be read; train it again.")
        }
        if inputs.source == .features && record.featureSetVersion != TrackFeatures.set.version {
            throw TrainingError(
                .noModel,
                "Version \(record.version) of the critic was trained on feature set "
                    + "\(record.featureSetVersion.map(String.init) ?? "none"), and tracks are heard with "
                    + "\(TrackFeatures.set.version): run `catalog train critic`.")
        }
        self.catalog = catalog
        self.record = record
        self.inputs = inputs
        critic = try Critic(decoding: try catalog.read { try $0.weights(of: record.id) })
        guard critic.columns == inputs.columns, critic.featureSet == inputs.name else {
            throw TrainingError(
                .noModel,
                "Version \(record.version) of the critic was trained on other inputs; train it again.")
        }
        predictor = try critic.predictor()
        genreNumbers = Dictionary(
            critic.genreNames.enumerated().map { (TextKey.fold($1), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The rating alone; nil where nothing is known that this critic could go by.
    func rating(of id: TrackID, in snapshot: some CatalogReading) throws -> CriticPredictor.Rating? {
        guard let track = try snapshot.track(id), let known = try inputs.known(track, in: snapshot) else {
            return nil
        }
        let row = VectorTable(columns: critic.columns.count, values: inputs.filled(known))
        return try predictor.rate(
            row, genres: [try genres(of: id, in: snapshot)], featureSet: inputs.name)[0]
    }

    /// Stores the rating of every track that can be rated.
    func rateAll(monitor: JobMonitor) throws {
        var last: TrackID?
        var done = 0
        let total = try catalog.read { try $0.trackCount() }
        while true {
            let (page, rows) = try catalog.read { snapshot in
                let page = try snapshot.tracks(after: last, limit: Self.batchSize)
                let rows = try page.compactMap { track in
                    try inputs.known(track, in: snapshot).map {
                        (track.id, inputs.filled($0), try genres(of: track.id, in: snapshot))
                    }
                }
                return (page, rows)
            }
            guard let end = page.last else { return }
            last = end.id
            done += page.count
            monitor.report(
                Progress(activity: "rating the tracks", completed: Double(done), total: Double(total)))
            guard !rows.isEmpty else { continue }
            let ratings = try predictor.rate(
                VectorTable(columns: critic.columns.count, rows: rows.map(\.1)), genres: rows.map(\.2),
                featureSet: inputs.name)
            try catalog.write { transaction in
                for ((track, _, _), rating) in zip(rows, ratings) where try transaction.track(track) != nil {
                    try transaction.setPredictions(
                        [
                            Prediction(
                                name: Self.predictionName, value: Double(rating.value),
                                lower: Double(rating.interval.lowerBound),
                                upper: Double(rating.interval.upperBound))
                        ], of: record.id, for: track)
                }
            }
        }
    }

    /// Rates a track of the catalog and says why.
    package func rate(_ track: Track) throws -> RatedTrack {
        try catalog.read { snapshot in
            guard let known = try inputs.known(track, in: snapshot) else {
                throw TrainingError(
                    .notEnoughData,
                    inputs.source == .features
                        ? "\(track.artist) - \(track.title) was not heard, and this critic goes by what was heard: ingest "
                            + "a file of it."
                        : "\(track.artist) - \(track.title) has no imported descriptors, and this critic goes by them: "
                            + "link it to an imported table, or train one by `catalog train critic --inputs features`."
                )
            }
            let vector = try snapshot.featureVector(of: track.id, setVersion: TrackFeatures.set.version)
            return try explain(
                "\(track.artist) - \(track.title)", track.id, inputs.filled(known), vector,
                genres(of: track.id, in: snapshot), in: snapshot)
        }
    }

    /// Rates a file that is not in the catalog and says why.
    package func rate(filePath path: String) throws -> RatedTrack {
        guard inputs.source == .features else {
            throw TrainingError(
                .noModel,
                "The critic in use goes by imported descriptors, which a file has not: train one by `catalog train "
                    + "critic --inputs features`.")
        }
        let source = try FileByteSource(path: path)
        let heard = try Audio.AudioFile.hear(source, parts: [.loudness])
        let analysis = try TrackAnalysis.analyze(heard, name: path)
        let tags = try TagReader.read(source, relativePath: FilePath(path, relativeTo: "/").name)
        let names = try GenreCleaner.seeded().clean(tags.genres).entries.map(\.name)
        let genres = names.compactMap { genreNumbers[TextKey.fold($0)] }
        return try catalog.read { snapshot in
            try explain(
                tags.title ?? path, nil, inputs.row(of: analysis.vector), analysis.vector, genres,
                in: snapshot)
        }
    }

    private func explain(
        _ name: String, _ id: TrackID?, _ row: [Float], _ vector: FeatureVector?, _ genres: [Int],
        in snapshot: Snapshot
    ) throws -> RatedTrack {
        let rating = try predictor.rate(
            VectorTable(columns: row.count, values: row), genres: [genres], featureSet: inputs.name)[0]
        let why = try predictor.explain(row, genres: genres, featureSet: inputs.name)
        let contributions = why.contributions.map {
            RatedTrack.Contribution(group: $0.group, value: Double($0.value))
        }
        let moves = why.moves.prefix(Self.moveCount).map {
            RatedTrack.Move(
                feature: $0.column, from: Double($0.from), to: Double($0.to), change: Double($0.change))
        }
        let closest = try ClosestTracks(target: inputs.target, catalog: catalog, snapshot: snapshot).find(
            vector, row: row, inputs: inputs, except: id, count: Self.neighborCount)
        let interval = Double(rating.interval.lowerBound)...Double(rating.interval.upperBound)
        let sentences = RatingSentences.write(
            name: name, rating: Double(rating.value), interval: interval, average: Double(why.averageRating),
            contributions: contributions, closest: closest, moves: moves)
        return RatedTrack(
            name: name, rating: Double(rating.value), interval: interval, average: Double(why.averageRating),
            contributions: contributions, closest: closest, moves: moves, criticVersion: record.version,
            sentences: sentences)
    }

    private func genres(of track: TrackID, in snapshot: some CatalogReading) throws -> [Int] {
        try Set(
            snapshot.genres(of: track).filter { $0.source != .predicted }
                .compactMap { genreNumbers[TextKey.fold($0.genre.name)] }
        ).sorted()
    }
}
