import CatalogCore
import FoundationEssentials
import SQLite

extension Transaction {
    /// Makes a feature set known; a version once stored must stay as it was.
    package func register(_ set: FeatureSet) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // A feature may have no bound: JSON has no number for that.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        let definition = String(decoding: try encoder.encode(set), as: UTF8.self)
        try execute(FeatureStatement.insertSet, set.version, set.name, set.dimension, definition)
        if connection.changeCount == 0, let stored = try featureSet(version: set.version), stored != set {
            throw CatalogError(
                .invalid,
                "feature set \(set.version) is stored with another definition: give the new one a new version"
            )
        }
        touch(.feature)
    }

    /// Stores what was heard of a track. Where it was heard otherwise before, what models said of that is forgotten, so
    /// that they are asked again.
    package func hear(_ track: TrackID, as vector: FeatureVector) throws {
        let former = try featureVector(of: track, setVersion: vector.setVersion)
        if let former, former.values != vector.values {
            for statement in [FeatureStatement.forgetEmbeddings, .forgetPredictions, .forgetLabels] {
                try execute(statement, track, vector.setVersion)
            }
            touch(.model)
        }
        try setFeatureVector(of: track, to: vector)
    }

    package func setFeatureVector(of track: TrackID, to vector: FeatureVector) throws {
        let id = OwnedRows.id(owner: Int64(vector.setVersion), member: track.rawValue)
        try execute(
            FeatureStatement.writeVector, id, vector.setVersion, track, vector.values.count, vector.values)
        touch(.feature)
    }

    package func setFeatureWindows(of track: TrackID, to windows: FeatureWindows) throws {
        guard !windows.startsMs.isEmpty else { return }
        let id = OwnedRows.id(owner: Int64(windows.setVersion), member: track.rawValue)
        try execute(
            FeatureStatement.writeWindows, id, windows.setVersion, track, windows.dimension,
            windows.startsMs.count, windows.startsMs, windows.values)
        touch(.feature)
    }

    /// Removes all vectors and windows of a set that no track is heard with any more.
    package func removeFeatures(setVersion: Int) throws {
        let range = OwnedRows.range(owner: Int64(setVersion))
        try execute(FeatureStatement.deleteVectors, range.start, range.end)
        try execute(FeatureStatement.deleteWindows, range.start, range.end)
        touch(.feature)
    }
}
