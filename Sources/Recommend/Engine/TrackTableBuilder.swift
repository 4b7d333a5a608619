import CatalogCore

/// Puts a track table together; tracks come by ascending id, what belongs to them in any order.
package struct TrackTableBuilder {
    private var tracks: [Int64] = []
    private var added: [Double] = []
    private var popularity: [Float] = []
    private var numbers: [FilterField: [Float]] = [:]
    private var hidden: Set<Int32> = []
    private var artistRows: [Int32] = []
    private var artists: [Int64] = []
    private var genreRows: [Int32] = []
    private var genres: [Int64] = []
    /// Where the last track was found: readings come by track, too.
    private var hint = 0

    package init() {}

    package mutating func addTrack(_ id: TrackID, addedSeconds: Double, popularity: Double?) {
        precondition(tracks.last.map { $0 < id.rawValue } ?? true, "tracks come by ascending id")
        tracks.append(id.rawValue)
        added.append(addedSeconds)
        self.popularity.append(Float(popularity ?? 0))
    }

    /// Says a number of a track that was added; unknown tracks are left out.
    package mutating func set(_ field: FilterField, of id: TrackID, to value: Double?) {
        guard let value, let place = place(of: id) else { return }
        // All tracks were added before numbers, or this one was the last: the column grows to its place.
        numbers[field, default: []].padNaN(to: place + 1)
        numbers[field]?[place] = Float(value)
    }

    package mutating func addArtist(_ artist: ArtistID, of id: TrackID) {
        guard let place = place(of: id) else { return }
        artistRows.append(Int32(place))
        artists.append(artist.rawValue)
    }

    /// A genre that a track has twice (from its tag and from a person) is one.
    package mutating func addGenre(_ genre: GenreID, of id: TrackID) {
        guard let place = place(of: id) else { return }
        var entry = genreRows.count - 1
        while entry >= 0, genreRows[entry] == Int32(place) {
            if genres[entry] == genre.rawValue { return }
            entry -= 1
        }
        genreRows.append(Int32(place))
        genres.append(genre.rawValue)
    }

    /// Leaves a track out of answers: another copy of the recording is shown.
    package mutating func hide(_ id: TrackID) {
        if let place = place(of: id) { hidden.insert(Int32(place)) }
    }

    package consuming func finish() -> TrackTable {
        let count = tracks.count
        var words = [UInt64](repeating: .max, count: (count + 63) / 64)
        if count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
        for place in hidden { words[Int(place) / 64] &= ~(1 << UInt64(place % 64)) }
        let artistsOfTrack = Grouping(rowCount: count, rows: artistRows, members: artists)
        let genresOfTrack = Grouping(rowCount: count, rows: genreRows, members: genres)
        var columns: [FilterField: Column<Float>] = [:]
        for (field, var values) in numbers {
            values.padNaN(to: count)
            columns[field] = Column(values)
        }
        return TrackTable(
            tracks: Column(tracks), artistsOfTrack: artistsOfTrack, genresOfTrack: genresOfTrack,
            tracksOfArtist: KeyedGrouping(inverting: artistsOfTrack),
            tracksOfGenre: KeyedGrouping(inverting: genresOfTrack), addedSeconds: Column(added),
            popularity: Column(popularity), numbers: columns, shownWords: Column(words))
    }

    private mutating func place(of id: TrackID) -> Int? {
        let wanted = id.rawValue
        for near in [hint, hint + 1] where near < tracks.count && tracks[near] == wanted {
            hint = near
            return near
        }
        var lower = 0
        var upper = tracks.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if tracks[middle] < wanted { lower = middle + 1 } else { upper = middle }
        }
        guard lower < tracks.count, tracks[lower] == wanted else { return nil }
        hint = lower
        return lower
    }
}

extension [Float] {
    /// Makes the array at least so long; what is new is not known.
    fileprivate mutating func padNaN(to length: Int) {
        if count < length { append(contentsOf: repeatElement(.nan, count: length - count)) }
    }
}
