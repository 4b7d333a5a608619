import CatalogCore
import CatalogStore
import Learning

extension TrackTable {
    /// All tracks of a catalog, with what filters ask of them.
    static func read(from catalog: some CatalogReading) throws -> TrackTable {
        var builder = TrackTableBuilder()
        try catalog.forEachTrackFact { fact in
            builder.addTrack(
                fact.id, addedSeconds: fact.created.seconds, popularity: fact.popularity)
            builder.set(.year, of: fact.id, to: fact.year.map(Double.init))
            builder.set(.duration, of: fact.id, to: fact.durationMs.map { Double($0) / 1000 })
            builder.set(.popularity, of: fact.id, to: fact.popularity)
            builder.set(.explicit, of: fact.id, to: fact.isExplicit.map { $0 ? 1 : 0 })
        }
        try catalog.forEachCredit { track, artist in builder.addArtist(artist, of: track) }
        try catalog.forEachCopy { copy, _ in builder.hide(copy) }
        try catalog.forEachTrackGenre { track, genre, _ in builder.addGenre(genre, of: track) }
        try catalog.forEachDescriptors { track, descriptors in
            for (field, value) in descriptors.numbers { builder.set(field, of: track, to: value) }
        }
        return builder.finish()
    }

    /// The tracks that a filter lets through, for whoever asks of other things than recommendations.
    package static func tracks(
        meeting filter: Filter, in catalog: some CatalogReading
    ) throws -> Set<TrackID> {
        let table = try read(from: catalog)
        var matching = table.matching(filter)
        if let named = try NameFilter.matching(filter, in: table, of: catalog) {
            matching.formIntersection(named)
        }
        return Set(matching.members.map(table.id))
    }
}
