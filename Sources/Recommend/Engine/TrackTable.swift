import CatalogCore
import Learning

/// The catalog's tracks by index, one array for each thing that a question can speak of.
///
/// An index stays a track's own for the life of the table: new tracks are appended, removed ones are marked.
package struct TrackTable: Sendable {
    /// What is known of one track.
    package struct Entry: Sendable {
        package var id: TrackID
        package var artists: [ArtistID] = []
        package var genres: [GenreID] = []
        /// Numbers that filters and moods read; what is absent is not known.
        package var numbers: [FilterField: Double] = [:]
        package var album = ""
        package var addedSeconds = 0.0
        /// 0...100, from elsewhere.
        package var popularity: Double?
        /// The track that is shown in place of this one, when the two are one recording.
        package var representative: TrackID?

        package init(id: TrackID) { self.id = id }
    }

    package private(set) var ids: [TrackID] = []
    package private(set) var indices: [TrackID: Int32] = [:]
    package private(set) var artists: [[ArtistID]] = []
    package private(set) var genres: [[GenreID]] = []
    package private(set) var tracksOfArtist: [ArtistID: [Int32]] = [:]
    package private(set) var tracksOfGenre: [GenreID: [Int32]] = [:]
    package private(set) var addedSeconds: [Double] = []
    package private(set) var popularity: [Float] = []
    /// By field, one value a track; not a number where it is not known.
    package private(set) var numbers: [FilterField: [Float]] = [:]
    /// What may be shown: there, and no duplicate of what is shown instead.
    package private(set) var shown = BitSet(count: 0)

    package init() {}

    package var count: Int { ids.count }

    package func index(of id: TrackID) -> Int32? { indices[id] }

    /// Adds a track, or replaces what is known of it.
    @discardableResult
    package mutating func insert(_ entry: Entry) -> Int32 {
        let index: Int32
        if let known = indices[entry.id] {
            index = known
            forget(index)
        } else {
            index = Int32(ids.count)
            ids.append(entry.id)
            indices[entry.id] = index
            artists.append([])
            genres.append([])
            addedSeconds.append(0)
            popularity.append(0)
            for field in numbers.keys { numbers[field]?.append(.nan) }
            shown.grow(to: ids.count)
        }
        let place = Int(index)
        artists[place] = entry.artists
        genres[place] = entry.genres
        addedSeconds[place] = entry.addedSeconds
        popularity[place] = Float(entry.popularity ?? 0)
        for artist in entry.artists { tracksOfArtist[artist, default: []].append(index) }
        for genre in entry.genres { tracksOfGenre[genre, default: []].append(index) }
        for (field, value) in entry.numbers {
            if numbers[field] == nil { numbers[field] = [Float](repeating: .nan, count: ids.count) }
            numbers[field]?[place] = Float(value)
        }
        if entry.representative == nil || entry.representative == entry.id { shown.insert(place) }
        return index
    }

    /// Takes a track out of all answers; its index stays.
    package mutating func remove(_ id: TrackID) {
        guard let index = indices[id] else { return }
        forget(index)
    }

    private mutating func forget(_ index: Int32) {
        for artist in artists[Int(index)] { tracksOfArtist[artist]?.removeAll { $0 == index } }
        for genre in genres[Int(index)] { tracksOfGenre[genre]?.removeAll { $0 == index } }
        for field in numbers.keys { numbers[field]?[Int(index)] = .nan }
        shown.remove(Int(index))
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
            var met = BitSet(count: count)
            for place in 0..<count {
                let value = values.map { Double($0[place]) }
                let isMet: Bool
                if case .words(let words) = clause.test {
                    let wanted = words.compactMap { TrackTable.number(of: $0, in: clause.field) }
                    isMet = (value.map { wanted.contains($0) } ?? false) != clause.isNegated
                } else {
                    isMet = Filter.matches(clause, number: value)
                }
                if isMet { met.insert(place) }
            }
            matching.formIntersection(met)
        }
        return matching
    }
}
