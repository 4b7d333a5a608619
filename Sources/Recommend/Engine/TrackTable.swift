import CatalogCore
import Learning

/// The catalog's tracks by index, one column for each thing that a question can speak of. It does not change: what is new
/// in the catalog makes a new table.
package struct TrackTable: Sendable {
    /// Ascending.
    let tracks: Column<Int64>
    let artistsOfTrack: Grouping<Int64>
    let genresOfTrack: Grouping<Int64>
    let tracksOfArtist: KeyedGrouping
    let tracksOfGenre: KeyedGrouping
    package let addedSeconds: Column<Double>
    /// 0...100, from elsewhere; 0 where nobody says.
    package let popularity: Column<Float>
    /// By field, one value a track; not a number where it is not known.
    package let numbers: [FilterField: Column<Float>]
    let shownWords: Column<UInt64>

    package var count: Int { tracks.count }

    package func id(_ index: Int32) -> TrackID { TrackID(tracks[Int(index)]) }

    package func index(of id: TrackID) -> Int32? { tracks.place(of: id.rawValue).map { Int32($0) } }

    package func artists(of index: Int32) -> [ArtistID] {
        artistsOfTrack[Int(index)].map { ArtistID($0) }
    }

    package func firstArtist(of index: Int32) -> ArtistID? {
        artistsOfTrack.first(Int(index)).map { ArtistID($0) }
    }

    package func tracks(of artist: ArtistID) -> [Int32] { tracksOfArtist[artist.rawValue] }

    package func tracks(of genre: GenreID) -> [Int32] { tracksOfGenre[genre.rawValue] }

    /// What may be shown: there, and no duplicate of what is shown instead.
    package var shown: BitSet { BitSet(count: count, words: shownWords.values) }

    /// A sentence for each thing that a query asks of tracks and that no track of the catalog is known to have.
    package func remarks(on query: Query) -> [String] {
        remarks(onUnknown: Array(query.mood.keys)) + remarks(on: query.filter)
    }

    /// The same for a filter.
    package func remarks(on filter: Filter) -> [String] {
        remarks(onUnknown: filter.clauses.map(\.field).filter(Self.isNumeric))
    }

    private func remarks(onUnknown fields: [FilterField]) -> [String] {
        Set(fields).filter { numbers[$0] == nil }.map(\.rawValue).sorted().map {
            "No track here has its \($0) known. `catalog import tracks` takes it from a table that names it."
        }
    }

    /// What is stored as a number, and so needs no names to be filtered by.
    package static func isNumeric(_ field: FilterField) -> Bool {
        field.kind == .number || field == .key || field == .mode || field == .explicit
    }

    /// The number that stands for a word: 1 for major and for yes, the key's own for a key.
    private static func number(of word: String, in field: FilterField) -> Double? {
        switch word.lowercased() {
        case "major", "yes": 1
        case "minor", "no": 0
        default: field == .key ? Double(word) : nil
        }
    }

    /// The tracks whose numbers meet the filter's number clauses; words are for whoever knows names.
    package func matching(_ filter: Filter) -> BitSet {
        var matching = BitSet(count: count, isFull: true)
        for clause in filter.clauses where TrackTable.isNumeric(clause.field) {
            let values = numbers[clause.field]
            var wanted: [Double]?
            if case .words(let words) = clause.test {
                wanted = words.compactMap { TrackTable.number(of: $0, in: clause.field) }
            }
            var met = BitSet(count: count)
            for place in 0..<count {
                let value = values.map { Double($0[place]) }
                let isMet =
                    wanted.map { (value.map($0.contains) ?? false) != clause.isNegated }
                    ?? Filter.matches(clause, number: value)
                if isMet { met.insert(place) }
            }
            matching.formIntersection(met)
        }
        return matching
    }
}

extension TrackTable {
    func add(to writer: inout SectionWriter) {
        writer.add(.tracks, tracks)
        writer.add(.addedSeconds, addedSeconds)
        writer.add(.popularity, popularity)
        writer.add(.shown, shownWords)
        writer.add(.artistOffsets, artistsOfTrack.offsets)
        writer.add(.artists, artistsOfTrack.members)
        writer.add(.artistKeys, tracksOfArtist.keys)
        writer.add(.artistTrackOffsets, tracksOfArtist.groups.offsets)
        writer.add(.artistTracks, tracksOfArtist.groups.members)
        writer.add(.genreOffsets, genresOfTrack.offsets)
        writer.add(.genres, genresOfTrack.members)
        writer.add(.genreKeys, tracksOfGenre.keys)
        writer.add(.genreTrackOffsets, tracksOfGenre.groups.offsets)
        writer.add(.genreTracks, tracksOfGenre.groups.members)
        for (place, field) in FilterField.allCases.enumerated() {
            guard let column = numbers[field] else { continue }
            writer.add(number: IndexSection.numbersStart + UInt32(place), column)
        }
    }

    /// The same with its columns in a file, out of memory while nobody reads them.
    func kept(in scratch: ScratchFile) -> TrackTable {
        TrackTable(
            tracks: scratch.put(tracks), artistsOfTrack: scratch.put(artistsOfTrack),
            genresOfTrack: scratch.put(genresOfTrack), tracksOfArtist: scratch.put(tracksOfArtist),
            tracksOfGenre: scratch.put(tracksOfGenre), addedSeconds: scratch.put(addedSeconds),
            popularity: scratch.put(popularity), numbers: numbers.mapValues { scratch.put($0) },
            shownWords: scratch.put(shownWords))
    }

    /// Nil where a column is missing or of another length.
    init?(_ reader: SectionReader) {
        guard let tracks: Column<Int64> = reader.column(.tracks),
            let added: Column<Double> = reader.column(.addedSeconds),
            let popularity: Column<Float> = reader.column(.popularity),
            let shown: Column<UInt64> = reader.column(.shown),
            let artists = TrackTable.grouping(reader, .artistOffsets, .artists),
            let genres = TrackTable.grouping(reader, .genreOffsets, .genres),
            let byArtist = TrackTable.keyed(reader, .artistKeys, .artistTrackOffsets, .artistTracks),
            let byGenre = TrackTable.keyed(reader, .genreKeys, .genreTrackOffsets, .genreTracks),
            added.count == tracks.count, popularity.count == tracks.count,
            shown.count == (tracks.count + 63) / 64, artists.rowCount == tracks.count,
            genres.rowCount == tracks.count
        else { return nil }
        var numbers: [FilterField: Column<Float>] = [:]
        for (place, field) in FilterField.allCases.enumerated() {
            let number = IndexSection.numbersStart + UInt32(place)
            guard let column: Column<Float> = reader.column(number: number) else { continue }
            guard column.count == tracks.count else { return nil }
            numbers[field] = column
        }
        self.tracks = tracks
        artistsOfTrack = artists
        genresOfTrack = genres
        tracksOfArtist = byArtist
        tracksOfGenre = byGenre
        addedSeconds = added
        self.popularity = popularity
        self.numbers = numbers
        shownWords = shown
    }

    private static func grouping(
        _ reader: SectionReader, _ offsets: IndexSection, _ members: IndexSection
    ) -> Grouping<Int64>? {
        guard let offsets: Column<Int32> = reader.column(offsets),
            let members: Column<Int64> = reader.column(members)
        else { return nil }
        return Grouping(offsets: offsets, members: members)
    }

    private static func keyed(
        _ reader: SectionReader, _ keys: IndexSection, _ offsets: IndexSection, _ members: IndexSection
    ) -> KeyedGrouping? {
        guard let keys: Column<Int64> = reader.column(keys),
            let offsets: Column<Int32> = reader.column(offsets),
            let members: Column<Int32> = reader.column(members)
        else { return nil }
        return KeyedGrouping(keys: keys, offsets: offsets, members: members)
    }
}
