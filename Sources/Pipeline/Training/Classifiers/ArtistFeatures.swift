import CatalogCore
import CatalogStore
import Learning

/// The artists of a catalog by the mean of their tracks.
package struct ArtistFeatures: Sendable {
    package let table: FeatureTable

    /// - Parameter label: an artist has the commonest of its tracks.
    package init(label: ClassifierLabel, in catalog: some CatalogReading) throws {
        let tracks = try CatalogFeatures(.tracks, label: label, in: catalog)
        var members: [ArtistID: [Int]] = [:]
        var names: [ArtistID: String] = [:]
        for (row, track) in tracks.tracks.enumerated() {
            guard let artist = try catalog.artists(of: track).first else { continue }
            members[artist.id, default: []].append(row)
            names[artist.id] = artist.name
        }
        let artists = members.keys.sorted()
        var values: [Float] = []
        let rows = artists.map { artist in
            let own = members[artist] ?? []
            values += GroupVote.mean(of: own.map { tracks.table.values.row($0) })
            let labels = Dictionary(grouping: own.compactMap { tracks.table.rows[$0].label }) { $0 }
                .mapValues(\.count)
            return FeatureTable.Row(
                id: artist.rawValue, name: names[artist] ?? "",
                label: labels.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key,
                group: Int(artist.rawValue))
        }
        table = FeatureTable(
            columns: tracks.table.columns, rows: rows,
            values: VectorTable(columns: tracks.table.columns.count, values: values))
    }
}
