/// Turns features and genres into the critic's inputs, with statistics of its training rows alone.
///
/// The inputs are the standardised features, their places among the training rows' (skewed descriptors tell more on
/// that scale), one column for each genre (1 where the track has it), and the mean, highest
/// and lowest of its genres' average ratings, each shrunk towards the overall mean by `shrinkage` tracks.
struct CriticEncoder: Sendable, Equatable, Codable {
    private static let shrinkage: Float = 20

    let standardizer: Standardizer
    let quantiles: QuantileScale
    let genreMeans: [Float]
    let mean: Float
    let deviation: Float

    init(_ data: CriticData, rows: [Int]) {
        let features = data.features.selecting(rows)
        standardizer = Standardizer(of: features)
        quantiles = QuantileScale(of: features)
        let mean = rows.reduce(Float(0)) { $0 + data.ratings[$1] } / Float(max(1, rows.count))
        var sums = [Float](repeating: mean * CriticEncoder.shrinkage, count: data.genreNames.count)
        var counts = [Float](repeating: CriticEncoder.shrinkage, count: data.genreNames.count)
        for row in rows {
            for genre in data.genres[row] where sums.indices.contains(genre) {
                sums[genre] += data.ratings[row]
                counts[genre] += 1
            }
        }
        self.mean = mean
        genreMeans = zip(sums, counts).map { $0 / $1 }
        let squares = genreMeans.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        deviation = max(1e-3, (squares / Float(max(1, genreMeans.count))).squareRoot())
    }

    var columns: Int { 2 * standardizer.means.count + (genreMeans.isEmpty ? 0 : genreMeans.count + 3) }

    func encode(_ features: VectorTable, genres: [[Int]]) -> VectorTable {
        let scaled = standardizer.apply(to: features).joined(with: quantiles.apply(to: features))
        guard !genreMeans.isEmpty else { return scaled }
        let start = scaled.columns
        var values = [Float](repeating: 0, count: features.rows * columns)
        for row in 0..<features.rows {
            let place = row * columns
            for (column, value) in scaled.row(row).enumerated() { values[place + column] = value }
            var (sum, count) = (Float(0), Float(0))
            var (lowest, highest) = (Float.infinity, -Float.infinity)
            for genre in genres[row] where genreMeans.indices.contains(genre) {
                values[place + start + genre] = 1
                sum += genreMeans[genre]
                count += 1
                lowest = min(lowest, genreMeans[genre])
                highest = max(highest, genreMeans[genre])
            }
            guard count > 0 else { continue }
            let end = place + start + genreMeans.count
            values[end] = (sum / count - mean) / deviation
            values[end + 1] = (highest - mean) / deviation
            values[end + 2] = (lowest - mean) / deviation
        }
        return VectorTable(columns: columns, values: values)
    }
}
