import CatalogCore
import CatalogStore
import Learning

/// The clauses of a filter that speak of names, looked up in the catalog: the snapshot knows numbers only.
package enum NameFilter {
    /// How many tracks a title or album may name.
    private static let matchCountMax = 5_000

    /// The tracks that meet the filter's clauses about genres, artists, albums and titles; nil where it has none.
    package static func matching(
        _ filter: Filter, in table: TrackTable, of catalog: some CatalogReading
    ) throws -> BitSet? {
        let clauses = filter.clauses.filter { !TrackTable.isNumeric($0.field) }
        guard !clauses.isEmpty else { return nil }
        var matching = BitSet(count: table.count, isFull: true)
        for clause in clauses {
            guard case .words(let words) = clause.test else { continue }
            var named = BitSet(count: table.count)
            for word in words {
                for index in try tracks(named: word, as: clause.field, table, catalog) {
                    named.insert(Int(index))
                }
            }
            matching.formIntersection(clause.isNegated ? named.complement() : named)
        }
        return matching
    }

    private static func tracks(
        named word: String, as field: FilterField, _ table: TrackTable, _ catalog: some CatalogReading
    ) throws -> [Int32] {
        switch field {
        case .genre:
            guard let genre = try catalog.genre(named: word) else { return [] }
            let genres = [genre.id] + (try catalog.subgenres(of: genre.id)).map(\.id)
            return genres.flatMap { table.tracks(of: $0) }
        case .artist:
            return try catalog.artists(named: word).flatMap { table.tracks(of: $0.id) }
        default:
            let wanted = TextKey.fold(word)
            return try catalog.search(word, limit: matchCountMax).tracks.filter { track in
                TextKey.fold(field == .album ? track.album ?? "" : track.title).contains(wanted)
            }.compactMap { table.index(of: $0.id) }
        }
    }
}
