import CatalogCore
import Learning

/// Where tracks lie by what a table says of them, for a catalog in which nothing was heard: its descriptors, and its
/// genres as directions of their own.
///
/// Each descriptor is standardised over the catalog and cut at three deviations; all together weigh as much as the genres.
enum DescribedSound {
    private static let fields: [FilterField] = [
        .tempo, .energy, .valence, .danceability, .acousticness, .instrumentalness, .liveness, .speechiness,
        .loudness,
    ]
    /// Directions that are drawn at random are nearly at right angles in so many dimensions.
    private static let genreDimension = 55
    private static let deviationMax: Float = 3
    /// A track of which less is known is left to people and popularity.
    private static let knownCountMin = 3

    /// Nil where no track is described.
    static func rows(_ table: TrackTable) -> VectorRows? {
        let columns = fields.compactMap { table.numbers[$0] }
        guard columns.count >= knownCountMin else { return nil }
        let scales = columns.map { column in
            StandardScale((0..<column.count).map { column[$0] }.filter(\.isFinite))
        }
        let share = 1 / Float(columns.count).squareRoot()
        var directions: [Int64: [Float]] = [:]
        var isAnyKnown = false
        let matrix = FactorMatrix(rowCount: table.count, dimension: columns.count + genreDimension) { track in
            var row = [Float](repeating: 0, count: columns.count + genreDimension)
            var knownCount = 0
            for (place, column) in columns.enumerated() where column[track].isFinite {
                knownCount += 1
                let deviation = scales[place].apply(column[track])
                row[place] = share * max(-deviationMax, min(deviationMax, deviation))
            }
            guard knownCount >= knownCountMin else { return row.map { _ in 0 } }
            isAnyKnown = true
            let genres = table.genresOfTrack[track]
            for genre in genres {
                let direction = directions[genre] ?? direction(of: genre)
                directions[genre] = direction
                for place in direction.indices {
                    row[columns.count + place] += direction[place] / Float(genres.count).squareRoot()
                }
            }
            return row
        }
        return isAnyKnown ? VectorRows(matrix.normalized()) : nil
    }

    /// A unit vector that is the genre's own.
    private static func direction(of genre: Int64) -> [Float] {
        var generator = SplitMix64(seed: UInt64(bitPattern: genre))
        let values = (0..<genreDimension).map { _ in Float(generator.normal()) }
        let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return values.map { $0 / length }
    }
}
