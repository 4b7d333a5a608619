import CatalogStore

/// Puts the genre taxonomy into a catalog: genres, sub-genres under them, and other spellings.
package enum GenreSeeding {
    /// Writes what is missing; what people changed stays theirs only by name, places are the taxonomy's.
    package static func run(_ taxonomy: GenreTaxonomy, into catalog: Catalog) throws {
        try catalog.write { transaction in
            for genre in taxonomy.genres { _ = try transaction.placeGenre(genre, under: nil, origin: .seed) }
            for entry in taxonomy.entries where TextKey.fold(entry.name) != TextKey.fold(entry.genre) {
                let id = try transaction.placeGenre(entry.name, under: entry.genre, origin: .seed)
                for spelling in taxonomy.spellings(of: entry) { try transaction.addAlias(spelling, of: id) }
            }
        }
    }
}
