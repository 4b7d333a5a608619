import Audio
import CatalogCore
import CatalogStore
import Learning

/// What was heard of the tracks of a catalog, as a table.
package struct CatalogFeatures: Sendable {
    /// What a row is.
    package enum Unit: String, Sendable, CaseIterable {
        /// A window of 30 seconds.
        case windows
        case tracks
    }

    /// What is never divided between learning and testing.
    package enum Grouping: String, Sendable, CaseIterable { case track, album, artist }

    package let table: FeatureTable
    /// The track of each row.
    package let tracks: [TrackID]

    package static func set(_ unit: Unit) -> FeatureSet {
        unit == .windows ? WindowFeatures.set : TrackFeatures.set
    }

    /// Rows by track, then by time; a label is nil where the catalog knows none.
    package init(
        _ unit: Unit, label: ClassifierLabel?, grouping: Grouping = .track, in catalog: some CatalogReading
    ) throws {
        let set = Self.set(unit)
        var tracks: [TrackID] = []
        var values: [Float] = []
        let version = TrackFeatures.set.version
        switch unit {
        case .tracks:
            let matrix = try catalog.featureMatrix(setVersion: version)
            tracks = matrix.ids
            values = matrix.values
        case .windows:
            try catalog.forEachFeatureWindows(setVersion: version) { track, windows in
                guard windows.dimension == set.dimension else { return }
                for window in HeardWindows.indices(of: windows.values) {
                    tracks.append(track)
                    values += windows.values[window * set.dimension..<(window + 1) * set.dimension]
                }
            }
        }
        guard !tracks.isEmpty else {
            throw TrainingError(
                .notEnoughData, "Nothing was heard yet: `catalog ingest` a folder of music first.")
        }
        let facts = try TrackFacts(of: tracks, label: label, grouping: grouping, in: catalog)
        self.tracks = tracks
        table = FeatureTable(
            columns: set.features.map { FeatureTable.Column(name: $0.name, group: $0.group) },
            rows: tracks.map { track in
                FeatureTable.Row(
                    id: track.rawValue, name: facts.names[track] ?? "", label: facts.labels[track],
                    group: facts.groups[track] ?? 0)
            },
            values: VectorTable(columns: set.dimension, values: values))
    }
}

/// What is known of tracks besides their sound.
private struct TrackFacts {
    var names: [TrackID: String] = [:]
    var labels: [TrackID: String] = [:]
    var groups: [TrackID: Int] = [:]

    init(
        of rows: [TrackID], label: ClassifierLabel?, grouping: CatalogFeatures.Grouping,
        in catalog: some CatalogReading
    ) throws {
        let tracks = Set(rows).sorted()
        for id in tracks {
            guard let track = try catalog.track(id) else { continue }
            names[id] = "\(track.artist) - \(track.title)"
            switch grouping {
            case .track: groups[id] = Int(id.rawValue)
            case .album: groups[id] = Int(track.albumID?.rawValue ?? -id.rawValue)
            case .artist:
                groups[id] = Int(try catalog.artists(of: id).first?.id.rawValue ?? -id.rawValue)
            }
            switch label {
            case .artist: labels[id] = try catalog.artists(of: id).first?.name ?? track.artist
            case .album: labels[id] = track.album
            case .genre, .tag, nil: break
            }
        }
        switch label {
        case .genre:
            // What an imported table says counts where the files' tags are silent.
            labels = try GenreLabels.genres(.import, in: catalog).merging(
                GenreLabels.genres(.tag, in: catalog)
            ) { $1 }
        case .tag(let name):
            for (track, value) in try catalog.tracks(tagged: name) where labels[track] == nil {
                labels[track] = value
            }
        case .artist, .album, nil: break
        }
    }
}
