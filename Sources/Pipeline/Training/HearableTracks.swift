import CatalogCore
import CatalogStore

/// The tracks whose files lie in folders, each with one of them.
struct HearableTracks {
    private static let pageSize = 1_000

    private(set) var paths: [TrackID: FilePath] = [:]

    init(in catalog: some CatalogReading) throws {
        var last: FileID?
        while true {
            let page = try catalog.files(after: last, limit: Self.pageSize)
            guard let end = page.last else { return }
            for file in page where file.missingSince == nil && file.source == .folder {
                guard let track = file.track, file.outcome == .ok || file.outcome == .partial else {
                    continue
                }
                if paths[track] == nil { paths[track] = FilePath(bytes: file.path) }
            }
            last = end.id
        }
    }

    var tracks: [TrackID] { paths.keys.sorted() }

    func files(of tracks: [TrackID]) -> [(track: TrackID, path: FilePath)] {
        tracks.compactMap { track in paths[track].map { (track, $0) } }
    }
}
