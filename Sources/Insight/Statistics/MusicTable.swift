import CatalogCore
import CatalogStore

/// The tracks that statistics are of, by place: two files of one recording are one of them.
struct MusicTable: Sendable {
    let ids: [TrackID]
    let index: RowIndex
    /// 0…100; not a number where nobody counted.
    let popularity: [Float]

    var count: Int { ids.count }
    var hasPopularity: Bool { popularity.contains { !$0.isNaN } }

    init(_ catalog: some CatalogReading, scope: StatisticsScope) throws {
        var shown: [Int64: Int64] = [:]
        try catalog.forEachCopy { shown[$0.rawValue] = $1.rawValue }
        var ids = try catalog.trackIDs()
        if !shown.isEmpty { ids.removeAll { shown[$0.rawValue] != nil } }
        if let wanted = scope.tracks {
            let copied = Set(wanted.compactMap { shown[$0.rawValue] })
            ids.removeAll { !wanted.contains($0) && !copied.contains($0.rawValue) }
        }
        self.ids = ids
        let index = RowIndex(ids.map(\.rawValue), aliases: shown)
        self.index = index
        var popularity = [Float](repeating: .nan, count: ids.count)
        try catalog.forEachPopularity { track, value in
            let place = index[track.rawValue]
            // A copy does not overrule the track that is shown.
            if place >= 0, popularity[place].isNaN || ids[place] == track { popularity[place] = Float(value) }
        }
        self.popularity = popularity
    }

    /// The genres of each track; places are those in the list that comes with them.
    func genres(_ catalog: some CatalogReading) throws -> (lists: RowLists, genres: [Genre]) {
        let genres = try catalog.genres()
        let places = RowIndex(genres.map(\.id.rawValue))
        var pairs: [(row: Int32, member: Int32)] = []
        var last = (row: Int32(-1), member: Int32(-1))
        try catalog.forEachTrackGenre { track, genre, _ in
            let pair = (row: Int32(index[track.rawValue]), member: Int32(places[genre.rawValue]))
            // Several sources may say the same, side by side.
            guard pair.row >= 0, pair.member >= 0, pair != last else { return }
            last = pair
            if ids[Int(pair.row)] == track { pairs.append(pair) }
        }
        return (RowLists(rowCount: count, pairs: pairs), genres)
    }

    /// The artists of each track, in the order of its credit.
    func artists(_ catalog: some CatalogReading) throws -> (lists: RowLists, ids: [ArtistID]) {
        var pairs: [(row: Int32, member: Int32)] = []
        var places: [Int64: Int32] = [:]
        var artists: [ArtistID] = []
        try catalog.forEachCredit { track, artist in
            let row = index[track.rawValue]
            guard row >= 0, ids[row] == track else { return }
            let place =
                places[artist.rawValue]
                ?? {
                    let next = Int32(artists.count)
                    artists.append(artist)
                    places[artist.rawValue] = next
                    return next
                }()
            pairs.append((Int32(row), place))
        }
        return (RowLists(rowCount: count, pairs: pairs), artists)
    }

    /// The temper of each track; nil where nothing is known.
    func tempers(_ catalog: some CatalogReading) throws -> [TrackTemper?] {
        var tempers = [TrackTemper?](repeating: nil, count: count)
        try catalog.forEachTemper { temper in
            let place = index[temper.track.rawValue]
            if place >= 0, ids[place] == temper.track { tempers[place] = temper }
        }
        return tempers
    }
}
