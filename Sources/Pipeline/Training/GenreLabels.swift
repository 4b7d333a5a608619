import CatalogCore
import CatalogStore

/// Where the genre network learns from what a track is.
package enum GenreLabelSource: Sendable {
    /// The genres of the files' tags.
    case tags
    /// The genres of imported tables.
    case imports
    /// The name of the folder that a file lies in; below a folder, the name of what it lies in there.
    case folders(below: FilePath?)
}

/// One genre for each track that is learnt from.
struct GenreLabels {
    /// Genres of fewer tracks are not learnt.
    static let tracksPerGenreMin = 3

    let tracks: [TrackID]
    let labels: [Int]
    let classes: [String]
    /// Tracks of genres that are too rare.
    let leftOutCount: Int

    init(_ source: GenreLabelSource, _ hearable: HearableTracks, in catalog: some CatalogReading) throws {
        let names =
            switch source {
            case .tags: try Self.genres(.tag, in: catalog)
            case .imports: try Self.genres(.import, in: catalog)
            case .folders(let below): Self.folders(hearable, below: below)
            }
        let found = names.filter { hearable.paths[$0.key] != nil }.sorted { $0.key < $1.key }
        let sizes = Dictionary(grouping: found, by: \.value).mapValues(\.count)
        let classes = sizes.filter { $0.value >= Self.tracksPerGenreMin }.map(\.key).sorted()
        let kept = found.filter { classes.contains($0.value) }
        guard classes.count > 1 else { throw Self.lack(source, found.count, classes) }
        tracks = kept.map(\.key)
        labels = kept.map { classes.firstIndex(of: $0.value) ?? 0 }
        self.classes = classes
        leftOutCount = found.count - kept.count
    }

    /// The genre above of each track's genres; of several the one that most tracks have.
    static func genres(
        _ source: GenreSource, in catalog: some CatalogReading
    ) throws -> [TrackID: String] {
        let all = Dictionary(uniqueKeysWithValues: try catalog.genres().map { ($0.id, $0) })
        var found: [TrackID: Set<String>] = [:]
        var counts: [String: Int] = [:]
        try catalog.forEachTrackGenre { track, id, said in
            guard said == source, let genre = all[id] else { return }
            let top = genre.parent.flatMap { all[$0] } ?? genre
            if found[track, default: []].insert(top.name).inserted { counts[top.name, default: 0] += 1 }
        }
        return found.compactMapValues { names in
            names.max { (counts[$0] ?? 0, $1) < (counts[$1] ?? 0, $0) }
        }
    }

    private static func folders(_ hearable: HearableTracks, below: FilePath?) -> [TrackID: String] {
        hearable.paths.compactMapValues { path in
            let slash = UInt8(ascii: "/")
            if let below {
                guard path.isBelow(below) else { return nil }
                let parts = path.bytes.dropFirst(below.bytes.count).split(separator: slash)
                return parts.count > 1 ? String(decoding: parts[0], as: UTF8.self) : nil
            }
            let parts = path.bytes.split(separator: slash)
            return parts.count > 1 ? String(decoding: parts[parts.count - 2], as: UTF8.self) : nil
        }
    }

    private static func lack(_ source: GenreLabelSource, _ count: Int, _ classes: [String]) -> TrainingError {
        let (whence, remedy) =
            switch source {
            case .tags: ("in their tags", "tag more files, or take --labels import or --labels folders")
            case .imports:
                ("in imported tables", "link more tracks by `catalog match`, or take --labels tags")
            case .folders: ("by their folders", "sort files into a folder for each genre")
            }
        let have =
            classes.isEmpty ? "none has so many" : "only \(classes[0]) has so many"
        return TrainingError(
            .notEnoughData,
            "The genre network needs two genres with \(tracksPerGenreMin) heard tracks each, and of \(count) tracks with "
                + "a genre \(whence) \(have): \(remedy).")
    }
}
