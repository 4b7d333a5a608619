import CatalogCore

/// A question that cannot be answered as it was asked.
package enum RecommendError: Error, Equatable, CustomStringConvertible {
    case unknownTrack(TrackID)
    case unknownArtist(ArtistID)
    case tooManySeeds(count: Int)
    case limitOutOfRange(Int)
    case pathNeedsSound(TrackID)
    case pathNeedsBothEnds
    case damagedFactors(String)
    case emptyCatalog
    case foreignCursor

    package var description: String {
        switch self {
        case .unknownTrack(let id): "there is no track \(id) in the catalog"
        case .unknownArtist(let id): "there is no artist \(id) with tracks in the catalog"
        case .tooManySeeds(let count):
            "a question names at most \(Query.seedCountMax) tracks and artists, not \(count)"
        case .limitOutOfRange(let limit): "a page has 1 to \(Query.limitMax) entries, not \(limit)"
        case .pathNeedsSound(let id):
            "track \(id) was not heard, so no path can be drawn from it: `catalog ingest` hears its file"
        case .damagedFactors(let why): "the stored factors cannot be read (\(why)): train them anew"
        case .emptyCatalog:
            "the catalog has no tracks yet. `catalog ingest FOLDER` hears a music library; "
                + "`catalog restore` brings back a backup."
        case .foreignCursor: "the cursor is of another catalog: start anew without it"
        case .pathNeedsBothEnds: "a path needs both --from and --to"
        }
    }
}
