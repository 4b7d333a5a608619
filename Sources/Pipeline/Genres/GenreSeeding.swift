import CatalogStore

/// Puts the taxonomy of genres into a catalog: genres, sub-genres under them, and other spellings.
package enum GenreSeeding {
    /// Writes what is missing and returns how many genres there are now; what people added stays.
    package static func run(_ taxonomy: GenreTaxonomy, in transaction: Transaction) throws -> Int {
        for genre in taxonomy.genres { _ = try transaction.placeGenre(genre, under: nil, origin: .seed) }
        for entry in taxonomy.entries where TextKey.fold(entry.name) != TextKey.fold(entry.genre) {
            let id = try transaction.placeGenre(entry.name, under: entry.genre, origin: .seed)
            for spelling in taxonomy.spellings(of: entry) { try transaction.addAlias(spelling, of: id) }
        }
        return try transaction.genres().count
    }
}
