import CatalogCore
import CatalogStore
import Learning

/// The descriptors of tracks as a table of numbers.
enum DescriptorTable {
    static let names = [
        "tempo", "loudness", "energy", "danceability", "valence", "acousticness", "instrumentalness",
        "liveness",
        "speechiness",
    ]

    /// Not a number where nothing is known.
    static func values(of descriptors: Descriptors) -> [Float] {
        [
            descriptors.tempoBpm, descriptors.loudnessLufs, descriptors.energy, descriptors.danceability,
            descriptors.valence, descriptors.acousticness, descriptors.instrumentalness, descriptors.liveness,
            descriptors.speechiness,
        ].map { $0.map { Float($0) } ?? .nan }
    }

    /// The tracks of which all is known, each with its genre; at most `limit`.
    static func features(
        _ catalog: some CatalogReading, genres: [TrackID: String], limit: Int
    ) throws -> FeatureTable {
        var values: [Float] = []
        var rows: [FeatureTable.Row] = []
        try catalog.forEachDescriptors { track, descriptors in
            let all = Self.values(of: descriptors)
            guard rows.count < limit, !all.contains(where: \.isNaN) else { return }
            values += all
            rows.append(
                FeatureTable.Row(
                    id: track.rawValue, name: "", label: genres[track], group: Int(track.rawValue)))
        }
        return FeatureTable(
            columns: names.map { FeatureTable.Column(name: $0) }, rows: rows,
            values: VectorTable(columns: names.count, values: values))
    }
}
