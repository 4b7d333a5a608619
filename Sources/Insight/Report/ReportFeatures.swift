import CatalogCore
import CatalogStore
import Learning

/// The numbers that the report looks at: descriptors where tracks have them, else what was heard.
enum ReportFeatures {
    /// More rows do not change a correlation by what can be seen.
    private static let describedMax = 50_000
    private static let heardMax = 5_000
    /// Of fewer a correlation says nothing.
    private static let rowsMin = 10
    /// A picture of more cannot be read.
    private static let columnsMax = 20
    private static let genresMax = 12
    private static let rowsPerGenreMin = 3

    /// Nil where too few tracks have numbers.
    static func table(_ catalog: some CatalogReading, genres: [TrackID: String]) throws -> FeatureTable? {
        let described = try DescriptorTable.features(catalog, genres: genres, limit: describedMax)
        if described.rows.count >= rowsMin { return described }
        guard let heard = try heard(catalog, genres: genres), heard.rows.count >= rowsMin else { return nil }
        return try heard.selecting(telling(heard))
    }

    /// The commonest genres of a table, each with enough rows to be spoken of.
    static func genres(of table: FeatureTable) -> [String] {
        var counts: [String: Int] = [:]
        for row in table.rows { if let label = row.label { counts[label, default: 0] += 1 } }
        return counts.filter { $0.value >= rowsPerGenreMin }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(genresMax).map(\.key)
    }

    /// The features that genres account for most; without genres the first that are means.
    private static func telling(_ table: FeatureTable) -> [String] {
        let genres = genres(of: table)
        guard genres.count > 1 else {
            let means = table.columns.map(\.name).filter { $0.hasSuffix("_mean") }
            return Array((means.isEmpty ? table.columns.map(\.name) : means).prefix(columnsMax))
        }
        var names: [String] = []
        for line in FeatureDistributions(of: table, classNames: genres).lines where names.last != line.feature
        {
            guard names.count < columnsMax else { break }
            names.append(line.feature)
        }
        return names
    }

    private static func heard(
        _ catalog: some CatalogReading, genres: [TrackID: String]
    ) throws -> FeatureTable? {
        guard let version = try catalog.featureSetVersions().last,
            let set = try catalog.featureSet(version: version)
        else { return nil }
        let matrix = try catalog.featureMatrix(setVersion: version)
        guard matrix.rowCount > 0, matrix.dimension == set.dimension else { return nil }
        let shown = min(matrix.rowCount, heardMax)
        let chosen = (0..<shown).map { $0 * matrix.rowCount / shown }
        return FeatureTable(
            columns: set.features.map { FeatureTable.Column(name: $0.name, group: $0.group) },
            rows: chosen.map { place in
                let track = matrix.ids[place]
                return FeatureTable.Row(
                    id: track.rawValue, name: "", label: genres[track], group: Int(track.rawValue))
            },
            values: VectorTable(columns: matrix.dimension, values: matrix.values).selecting(chosen))
    }
}
