import CatalogStore
import Pipeline

/// Puts the taxonomy of genres that the program carries into a new catalog.
enum GenreSeeding {
    /// Returns how many genres and sub-genres there are now.
    static func seed(_ transaction: Transaction) throws -> Int {
        let taxonomy = try GenreTaxonomy(text: Seed.genres.text)
        for genre in taxonomy.genres { _ = try transaction.placeGenre(genre, under: nil, origin: .seed) }
        for entry in taxonomy.entries where entry.name != entry.genre {
            _ = try transaction.placeGenre(entry.name, under: entry.genre, origin: .seed)
        }
        return try transaction.genres().count
    }
}
