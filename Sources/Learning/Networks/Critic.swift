/// The critic: some small networks whose mean rates a track from 1.0 to 5.0.
package struct Critic: Sendable, Equatable {
    package struct Card: Sendable, Equatable, Codable {
        package var rows: Int
        package var chosen: CriticOptions.Candidate
        /// The candidates of the search with their held-out squared error.
        package var searched: [Searched]
        /// Cross-validated by artist.
        package var metrics: CriticMetrics
        package var meanMetrics: CriticMetrics
        package var linearMetrics: CriticMetrics

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
    let members: [CriticMember]
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
        let intervals: RatingIntervals
        let background: Background
        let encoders: [CriticEncoder]
        let shapes: [PerceptronConfiguration]
        let counts: [[Int]]
    }

    init(
        featureSet: String, columns: [CriticData.Column], genreNames: [String], card: Card,
        averageRating: Float,
        members: [CriticMember], intervals: RatingIntervals, background: Background
    ) {
        self.featureSet = featureSet
        self.columns = columns
        self.genreNames = genreNames
        self.card = card
        self.averageRating = averageRating
        self.members = members
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
            averageRating: averageRating, intervals: intervals, background: background,
            encoders: members.map(\.encoder), shapes: members.map(\.shape),
            counts: members.map { [$0.weights.parameters.count, $0.weights.statistics.count] })
        let arrays = members.flatMap { $0.weights.parameters + $0.weights.statistics }
        return try ModelRecord(kind: Critic.kind, settings: settings, arrays: arrays).encoded()
    }

    package init(decoding bytes: [UInt8]) throws {
        let record = try ModelRecord(decoding: bytes, kind: Critic.kind)
        let settings = try record.settings(as: Settings.self)
        let columns = settings.columns.count
        guard settings.encoders.count == settings.counts.count,
            settings.shapes.count == settings.counts.count,
            !settings.counts.isEmpty,
            settings.shapes.allSatisfy({ $0.isSound(weightsMax: record.floatCount) }),
            settings.counts.allSatisfy({ $0.count == 2 && $0.allSatisfy { $0 >= 0 } }),
            settings.counts.reduce(0, { $0 + $1[0] + $1[1] }) == record.arrays.count,
            settings.intervals.isSound,
            settings.background.features.count == settings.background.genres.count * columns,
            settings.background.columnMinima.count == columns,
            settings.background.columnMaxima.count == columns,
            settings.background.columnDeviations.count == columns,
            settings.encoders.allSatisfy({
                $0.standardizer.means.count == columns && $0.standardizer.deviations.count == columns
                    && $0.quantiles.knots.count == columns && $0.quantiles.isSound
            })
        else { throw ModelRecord.corrupt("its arrays do not fit its settings") }
        var rest = record.arrays[...]
        func take(_ count: Int) -> [[Float]] {
            defer { rest = rest.dropFirst(count) }
            return Array(rest.prefix(count))
        }
        let members = settings.counts.indices.map { index in
            CriticMember(
                encoder: settings.encoders[index], shape: settings.shapes[index],
                weights: NetworkWeights(
                    parameters: take(settings.counts[index][0]), statistics: take(settings.counts[index][1])))
        }
        self.init(
            featureSet: settings.featureSet, columns: settings.columns, genreNames: settings.genreNames,
            card: settings.card, averageRating: settings.averageRating, members: members,
            intervals: settings.intervals, background: settings.background)
        _ = try predictor()
    }
}
