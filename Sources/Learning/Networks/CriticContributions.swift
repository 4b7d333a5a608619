extension CriticPredictor {
    /// Groups are enumerated: above this their subsets are too many.
    static let groupsMax = 8

    /// The contributions by Shapley's value over the groups, exact by enumeration of their subsets; Shapley 1953, as
    /// used by Lundberg and Lee 2017. The value of a subset is the mean rating of the background tracks with the
    /// subset's features replaced by the track's. O(2^groups · background) ratings.
    package func explain(_ features: [Float], genres: [Int], featureSet: String) throws -> CriticExplanation {
        let row = VectorTable(columns: max(1, features.count), values: features)
        let rating = try rate(row, genres: [genres], featureSet: featureSet)[0].value
        let groups = critic.groups
        guard groups.count <= CriticPredictor.groupsMax else {
            throw LearningError(
                .unsupported,
                "An explanation has at most \(CriticPredictor.groupsMax) feature groups, not \(groups.count)."
            )
        }
        let values = try subsetValues(features, genres, groups)
        let weights = CriticPredictor.weights(players: groups.count)
        let contributions = groups.enumerated().map { player, group in
            var sum = 0.0
            for subset in values.indices where subset & 1 << player == 0 {
                sum += weights[subset.nonzeroBitCount] * (values[subset | 1 << player] - values[subset])
            }
            return CriticExplanation.Contribution(group: group, value: Float(sum))
        }
        return CriticExplanation(
            rating: rating, averageRating: Float(values[0]),
            contributions: contributions.sorted { abs($0.value) > abs($1.value) },
            moves: try moves(features, genres, rating: rating))
    }

    /// The mean rating of the background for each subset of the groups that comes from the track.
    private func subsetValues(_ features: [Float], _ genres: [Int], _ groups: [String]) throws -> [Double] {
        let columns = critic.columns.count
        let player = critic.columns.map { groups.firstIndex(of: $0.group) ?? 0 }
        let genrePlayer = groups.firstIndex(of: Critic.genreGroup)
        let count = critic.background.genres.count
        var rows: [Float] = []
        rows.reserveCapacity((1 << groups.count) * count * columns)
        var rowGenres: [[Int]] = []
        for subset in 0..<1 << groups.count {
            for track in 0..<count {
                for column in 0..<columns {
                    let isOurs = subset >> player[column] & 1 == 1
                    rows.append(
                        isOurs ? features[column] : critic.background.features[track * columns + column])
                }
                let isOurs = genrePlayer.map { subset >> $0 & 1 == 1 } ?? false
                rowGenres.append(isOurs ? genres : critic.background.genres[track])
            }
        }
        let ratings = try self.values(VectorTable(columns: columns, values: rows), genres: rowGenres)
        return (0..<1 << groups.count).map { subset in
            ratings[subset * count..<(subset + 1) * count].reduce(0.0) { $0 + Double($1) } / Double(count)
        }
    }

    private func moves(_ features: [Float], _ genres: [Int], rating: Float) throws -> [CriticExplanation.Move]
    {
        let background = critic.background
        var rows: [Float] = []
        var places: [(column: Int, to: Float)] = []
        for column in features.indices {
            for sign in [Float(1), -1] {
                let wished = features[column] + sign * background.columnDeviations[column]
                let to = min(background.columnMaxima[column], max(background.columnMinima[column], wished))
                // What lies outside of all that was seen is led back to it from both sides: once is enough.
                guard to != features[column], places.last.map({ $0.column == column && $0.to == to }) != true
                else { continue }
                var row = features
                row[column] = to
                rows.append(contentsOf: row)
                places.append((column, to))
            }
        }
        guard !places.isEmpty else { return [] }
        let table = VectorTable(columns: features.count, values: rows)
        let ratings = try values(table, genres: [[Int]](repeating: genres, count: places.count))
        return zip(places, ratings).map { place, value in
            CriticExplanation.Move(
                column: critic.columns[place.column].name, group: critic.columns[place.column].group,
                from: features[place.column], to: place.to, change: value - rating)
        }
        .sorted { abs($0.change) > abs($1.change) }
    }

    /// |S|!·(n − |S| − 1)!/n! by the size of S.
    private static func weights(players: Int) -> [Double] {
        var weights = [Double](repeating: 0, count: players + 1)
        for size in 0..<players {
            var choices = 1.0
            for index in 0..<size { choices = choices * Double(players - 1 - index) / Double(index + 1) }
            weights[size] = 1 / (Double(players) * choices)
        }
        return weights
    }
}
