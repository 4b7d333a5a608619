import Audio
import CatalogCore
import CatalogStore
import Learning

/// Rates tracks and songs with a critic, and says why.
struct TrackRater: Sendable {
    private static let batchSize = 1_000
    private static let moveCount = 3
    static let predictionName = "rating"

    private let catalog: Catalog
    private let record: ModelRecord
    private let inputs: CriticInputs
    private let critic: Critic
    private let predictor: CriticPredictor
    private let genreNumbers: [String: Int]

    init(_ record: ModelRecord, in catalog: Catalog) throws {
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

    /// Stores the rating of every track that can be rated, but of those of `known`; returns of how many.
    @discardableResult
    func rateAll(except known: Set<TrackID> = [], monitor: JobMonitor) throws -> Int {
        var last: TrackID?
        var (done, rated) = (0, 0)
        let total = try catalog.read { try $0.trackCount() }
        while true {
            let (page, rows) = try catalog.read { snapshot in
                let page = try snapshot.tracks(after: last, limit: Self.batchSize)
                let rows = try page.filter { !known.contains($0.id) }.compactMap { track in
                    try inputs.known(track, in: snapshot).map {
                        (track.id, inputs.filled($0), try genres(of: track.id, in: snapshot))
                    }
                }
                return (page, rows)
            }
            guard let end = page.last else { return rated }
            last = end.id
            done += page.count
            monitor.report(
                Progress(activity: "rating the tracks", completed: Double(done), total: Double(total)))
            guard !rows.isEmpty else { continue }
            rated += rows.count
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

    /// What a rating stands for.
    var target: CriticTarget { inputs.target }

    /// Rates a track of the catalog and says why; `near` finds the closest tracks by the critic's inputs.
    func rate(
        _ track: Track, in snapshot: Snapshot, near: (_ row: [Float]) throws -> [NearTrack]
    ) throws -> RatedTrack {
        let name = "\(track.artist) - \(track.title)"
        guard let known = try inputs.known(track, in: snapshot) else {
            throw TrainingError(
                .notEnoughData,
                inputs.source == .features
                    ? "\(name) was not heard, and this critic goes by what was heard: ingest a file of it."
                    : "\(name) has no imported descriptors, and this critic goes by them: link it to an imported "
                        + "table, or train one by `catalog train critic --inputs features`.")
        }
        return try explain(
            name, inputs.filled(known), genres: genres(of: track.id, in: snapshot), near: near)
    }

    /// Rates a song that is not in the catalog and says why.
    func rate(
        _ song: HeardSong, moods: [Judgement.Mood], near: (_ row: [Float]) throws -> [NearTrack]
    ) throws -> RatedTrack {
        guard let known = inputs.known(song, moods: moods) else {
            throw TrainingError(
                .noModel,
                "The critic in use goes by imported descriptors, and without a mood network they are not known of a "
                    + "file: train one by `catalog train critic --inputs features`.")
        }
        return try explain(
            song.name, inputs.filled(known), genres: numbers(of: song.genres), near: near)
    }

    /// The tracks that can be rated, where the critic's inputs place them.
    func places(
        of tracks: [TrackID], in snapshot: Snapshot
    ) throws -> (scale: Standardizer, places: TrackPlaces)? {
        let rows = try tracks.compactMap { id -> (TrackID, [Float])? in
            guard let track = try snapshot.track(id), let known = try inputs.known(track, in: snapshot)
            else { return nil }
            return (id, inputs.filled(known))
        }
        guard !rows.isEmpty else { return nil }
        let table = VectorTable(columns: critic.columns.count, rows: rows.map(\.1))
        let scale = Standardizer(of: table)
        return (
            scale,
            TrackPlaces(ids: rows.map(\.0), dimension: table.columns, values: scale.apply(to: table).values)
        )
    }

    private func explain(
        _ name: String, _ row: [Float], genres: [Int], near: (_ row: [Float]) throws -> [NearTrack]
    ) throws -> RatedTrack {
        let rating = try predictor.rate(
            VectorTable(columns: row.count, values: row), genres: [genres], featureSet: inputs.name)[0]
        let why = try predictor.explain(row, genres: genres, featureSet: inputs.name)
        let contributions = why.contributions.map {
            RatedTrack.Contribution(group: $0.group, value: Double($0.value))
        }
        let moves = why.moves.prefix(Self.moveCount).map {
            RatedTrack.Move(
                feature: $0.column, group: $0.group, from: Double($0.from), to: Double($0.to),
                change: Double($0.change))
        }
        let closest = try near(row)
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
        numbers(of: try snapshot.genres(of: track).filter { $0.source != .predicted }.map(\.genre.name))
    }

    private func numbers(of genres: [String]) -> [Int] {
        Set(genres.compactMap { genreNumbers[TextKey.fold($0)] }).sorted()
    }
}
