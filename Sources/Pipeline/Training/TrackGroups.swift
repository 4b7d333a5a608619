import CatalogCore
import CatalogStore

/// Who made the tracks that are learnt from: what is held out together, and what belongs together.
struct TrackGroups {
    /// The first artist of each track; its album where nearly all are by one artist.
    private(set) var groups: [Int64] = []
    /// The album of each track, else its artist.
    private(set) var kin: [Int64] = []

    private static let artistsMin = 3
    /// Albums and artists have ids of their own, which may be the same numbers.
    private static let albumOffset: Int64 = 1 << 40

    init(of tracks: [TrackID], in catalog: some CatalogReading) throws {
        var artists: [Int64] = []
        for id in tracks {
            let artist = try catalog.artists(of: id).first?.id.rawValue ?? -id.rawValue
            let album = try catalog.track(id)?.albumID.map { $0.rawValue + Self.albumOffset }
            artists.append(artist)
            kin.append(album ?? artist)
        }
        groups = Set(artists).count >= Self.artistsMin ? artists : kin
    }

    /// The groups numbered from 0, as trainers want them.
    static func numbered(_ groups: [Int64]) -> [Int] {
        var numbers: [Int64: Int] = [:]
        return groups.map { group in
            if let number = numbers[group] { return number }
            let number = numbers.count
            numbers[group] = number
            return number
        }
    }
}
