import Audio
import CatalogCore
import CatalogStore

/// What an embedding goes by.
package enum EmbeddingInputs: String, Sendable, CaseIterable {
    /// The vectors of heard tracks.
    case features
    /// Nine numbers of imported tables, for tracks that were never heard.
    case descriptors

    package static let descriptorNames = [
        "danceability", "energy", "loudness", "speechiness", "acousticness", "instrumentalness", "liveness",
        "valence",
        "tempo",
    ]

    /// What a stored model goes by: only heard vectors have a version.
    init(of record: ModelRecord) {
        self = record.featureSetVersion == nil ? .descriptors : .features
    }

    /// The name under which models know these inputs.
    var name: String {
        switch self {
        case .features: "\(TrackFeatures.set.name) \(TrackFeatures.set.version)"
        case .descriptors: "nine descriptors 1"
        }
    }

    var featureSetVersion: Int? { self == .features ? TrackFeatures.set.version : nil }

    /// How many tracks have them.
    func count(in catalog: some CatalogReading) throws -> Int {
        guard self == .descriptors else {
            return try catalog.featureVectorCount(setVersion: TrackFeatures.set.version)
        }
        var count = 0
        try catalog.forEachDescriptors { _, sound in if Self.row(of: sound) != nil { count += 1 } }
        return count
    }

    /// The rows of all tracks that have them, by track.
    func matrix(in catalog: some CatalogReading) throws -> VectorMatrix<TrackID> {
        guard self == .descriptors else {
            return try catalog.featureMatrix(setVersion: TrackFeatures.set.version)
        }
        var ids: [TrackID] = []
        var values: [Float] = []
        try catalog.forEachDescriptors { track, sound in
            guard let row = Self.row(of: sound) else { return }
            ids.append(track)
            values += row
        }
        return VectorMatrix(ids: ids, dimension: Self.descriptorNames.count, values: values)
    }

    /// The row of one track; nil where it has none.
    func row(of track: TrackID, in catalog: some CatalogReading) throws -> [Float]? {
        switch self {
        case .features:
            try catalog.featureVector(of: track, setVersion: TrackFeatures.set.version)?.values
        case .descriptors: try catalog.descriptors(of: track).flatMap(Self.row(of:))
        }
    }

    /// In the order of the names; nil where one is not known.
    static func row(of sound: Descriptors) -> [Float]? {
        let values = [
            sound.danceability, sound.energy, sound.loudnessLufs, sound.speechiness, sound.acousticness,
            sound.instrumentalness, sound.liveness, sound.valence, sound.tempoBpm,
        ].compactMap { $0.map { Float($0) } }
        return values.count == descriptorNames.count && values.allSatisfy(\.isFinite) ? values : nil
    }
}
