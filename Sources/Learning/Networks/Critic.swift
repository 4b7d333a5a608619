/// The critic: some small networks whose mean rates a track from 1.0 to 5.0.
package struct Critic: Sendable, Equatable {
    package struct Card: Sendable, Equatable, Codable {
        package var rows: Int
        package var chosen: CriticOptions.Candidate
        /// The candidates of the search with their held-out squared error.
        package var searched: [Searched]
        /// The share of each kind of member in a rating, in the order of the options' deltas, then of their ridges, then
        /// that of the mean rating.
        package var blend: [Float]
        /// Cross-validated by artist, each fold with the blend that the others chose.
        package var metrics: CriticMetrics
        package var meanMetrics: CriticMetrics
        package var linearMetrics: CriticMetrics
        /// Nil where the library of boosted trees is not installed, and in critics of before they were asked.
        package var treesMetrics: CriticMetrics?

        package struct Searched: Sendable, Equatable, Codable {
            package let candidate: CriticOptions.Candidate
            package let squaredError: Double
        }
    }

    package static let kind = "critic"
    /// Tracks that a contribution is averaged over.
    static let backgroundRows = 16
    package static let genreGroup = "genre"

    package let featureSet: String
    package let columns: [CriticData.Column]
    package let genreNames: [String]
    package let card: Card
    /// The rating that contributions start from: the mean over the background tracks.
    package let averageRating: Float
    /// The mean rating of all that was learnt from: it counts as much as the members leave.
    let meanRating: Float
    let members: [CriticMember]
    /// How much each member counts; their sum is at most one.
    let weights: [Float]
    let intervals: RatingIntervals
    let background: Background

    /// Tracks that stand for the catalog: evenly spaced by their rating.
    struct Background: Sendable, Equatable, Codable {
        let features: [Float]
        let genres: [[Int]]
        let columnMinima: [Float]
        let columnMaxima: [Float]
        let columnDeviations: [Float]
    }

    private struct Settings: Codable {
        let featureSet: String
        let columns: [CriticData.Column]
        let genreNames: [String]
        let card: Card
        let averageRating: Float
        let meanRating: Float?
        let intervals: RatingIntervals
        let background: Background
        let encoders: [CriticEncoder]
        let shapes: [PerceptronConfiguration]
        let weights: [Float]
        let counts: [[Int]]
    }

    init(
        featureSet: String, columns: [CriticData.Column], genreNames: [String], card: Card,
        averageRating: Float, meanRating: Float, members: [CriticMember], weights: [Float],
        intervals: RatingIntervals, background: Background
    ) {
        self.featureSet = featureSet
        self.columns = columns
        self.genreNames = genreNames
        self.card = card
        self.averageRating = averageRating
        self.meanRating = meanRating
        self.members = members
        self.weights = weights
        self.intervals = intervals
        self.background = background
    }

    /// The networks made ready; keep it for many tracks.
    package func predictor() throws -> CriticPredictor { try CriticPredictor(self) }

    /// The groups that explanations name, in the order of the columns, genre last.
    package var groups: [String] {
        var names: [String] = []
        for column in columns where !names.contains(column.group) { names.append(column.group) }
        if !genreNames.isEmpty && !names.contains(Critic.genreGroup) { names.append(Critic.genreGroup) }
        return names
    }

    package func encoded() throws -> [UInt8] {
        let settings = Settings(
            featureSet: featureSet, columns: columns, genreNames: genreNames, card: card,
            averageRating: averageRating, meanRating: meanRating, intervals: intervals,
            background: background,
            encoders: members.map(\.encoder), shapes: members.map(\.shape), weights: weights,
            counts: members.map(\.weights.arrayCounts))
        let arrays = members.flatMap(\.weights.arrays)
        return try ModelBlob(kind: Critic.kind, settings: settings, arrays: arrays).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelBlob(decoding: bytes, kind: Critic.kind)
        let settings = try record.settings(as: Settings.self)
        let columns = settings.columns.count
        guard settings.encoders.count == settings.counts.count,
            settings.shapes.count == settings.counts.count,
            !settings.counts.isEmpty,
            settings.shapes.allSatisfy({ $0.isSound(weightsMax: record.floatCount) }),
            settings.intervals.isSound, settings.weights.count == settings.counts.count,
            settings.weights.allSatisfy({ (0...1).contains($0) }),
            settings.weights.reduce(0, +) < 1.001,
            // Critics of before the mean counted leave nothing to it.
            settings.meanRating.map(\.isFinite) ?? (abs(settings.weights.reduce(0, +) - 1) < 1e-3),
            settings.background.features.count == settings.background.genres.count * columns,
            settings.background.columnMinima.count == columns,
            settings.background.columnMaxima.count == columns,
            settings.background.columnDeviations.count == columns,
            settings.encoders.allSatisfy({
                $0.standardizer.means.count == columns && $0.standardizer.deviations.count == columns
                    && $0.quantiles.knots.count == columns && $0.quantiles.isSound
            })
        else { throw ModelBlob.corrupt("its arrays do not fit its settings") }
        let members = zip(try record.networks(counts: settings.counts), settings.counts.indices).map {
            CriticMember(encoder: settings.encoders[$1], shape: settings.shapes[$1], weights: $0)
        }
        self.init(
            featureSet: settings.featureSet, columns: settings.columns, genreNames: settings.genreNames,
            card: settings.card, averageRating: settings.averageRating,
            meanRating: settings.meanRating ?? settings.averageRating, members: members,
            weights: settings.weights,
            intervals: settings.intervals, background: settings.background)
        _ = try predictor()
    }
}
