/// What the critic learns from: one row a track.
package struct CriticData: Sendable {
    /// A column of the features and the group that explanations speak of.
    package struct Column: Sendable, Equatable, Codable {
        package let name: String
        package let group: String

        package init(name: String, group: String) {
            self.name = name
            self.group = group
        }
    }

    package static let rowsMin = 50
    package let columns: [Column]
    package let features: VectorTable
    /// Each track's genres, numbered from 0; empty where none is known.
    package let genres: [[Int]]
    package let genreNames: [String]
    /// 1.0...5.0.
    package let ratings: [Float]
    /// The artist of each track: never on both sides of a split.
    package let artists: [Int]

    package init(
        columns: [Column], features: VectorTable, genres: [[Int]], genreNames: [String], ratings: [Float],
        artists: [Int]
    ) throws {
        precondition(columns.count == features.columns, "each column has a name")
        precondition(
            genres.count == features.rows && ratings.count == features.rows && artists.count == features.rows,
            "each row has genres, a rating and an artist")
        guard features.rows >= CriticData.rowsMin else {
            throw LearningError(
                .notEnoughData,
                "The critic needs \(CriticData.rowsMin) rated tracks, and there are \(features.rows); "
                    + "rate or link \(CriticData.rowsMin - features.rows) more.")
        }
        try features.checkFinite("the features")
        guard ratings.allSatisfy({ $0 >= 1 && $0 <= 5 }) else {
            throw LearningError(
                .badData, "A rating lies outside 1.0...5.0 or is not a number; correct it first.")
        }
        guard Set(ratings).count > 1 else {
            throw LearningError(
                .notEnoughData, "All tracks have the same rating, so that there is nothing to tell apart.")
        }
        self.columns = columns
        self.features = features
        self.genres = genres
        self.genreNames = genreNames
        self.ratings = ratings
        self.artists = artists
    }

    package var rows: Int { features.rows }

    package func selecting(_ rows: [Int]) throws -> CriticData {
        try CriticData(
            columns: columns, features: features.selecting(rows), genres: rows.map { genres[$0] },
            genreNames: genreNames, ratings: rows.map { ratings[$0] }, artists: rows.map { artists[$0] })
    }
}
