import CatalogCore

/// A question that cannot be answered as it was asked.
package enum RecommendError: Error, Equatable, CustomStringConvertible {
    case unknownTrack(TrackID)
    case unknownArtist(ArtistID)
    case tooManySeeds(count: Int)
    case limitOutOfRange(Int)
    case pathNeedsSound(TrackID)
    case pathNeedsBothEnds
    case damagedTastes(String)
    case emptyCatalog
    case tooLittleFeedback(people: Int)
    case changedCatalog
    case otherQuestion

    package var description: String {
        switch self {
        case .unknownTrack(let id): "there is no track \(id) in the catalog"
        case .unknownArtist(let id): "there is no artist \(id) with tracks in the catalog"
        case .tooManySeeds(let count):
            "a question names at most \(Query.seedCountMax) tracks and artists, not \(count)"
        case .limitOutOfRange(let limit): "a page has 1 to \(Query.limitMax) entries, not \(limit)"
        case .pathNeedsSound(let id):
            "track \(id) was not heard, so no path can be drawn from it: `catalog ingest` hears its file"
        case .damagedTastes(let why):
            "the stored recommender cannot be read (\(why)): `catalog train recommender` trains one anew"
        case .emptyCatalog:
            "the catalog has no tracks yet. `catalog ingest FOLDER` hears a music library; "
                + "`catalog restore` brings back a backup."
        case .tooLittleFeedback(let people):
            "there is too little feedback to learn from: \(people) people like anything, "
                + "\(TasteTrainer.userCountMin) are needed. `catalog feedback import` brings more"
        case .changedCatalog:
            "the cursor is of another catalog, or of this one before its tracks or models changed: start anew without it"
        case .otherQuestion: "the cursor is of another question: start anew without it, or ask as before"
        case .pathNeedsBothEnds: "a path needs both of its ends, `from` and `to`"
        }
    }
}
