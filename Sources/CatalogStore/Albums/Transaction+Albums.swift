import CatalogCore
import SQLite

extension Transaction {
    /// The album of a title by these artists, made where there is none; a year that was unknown is filled in.
    package func album(
        titled title: String, artists: [String], credit: String? = nil, year: Int? = nil,
        musicbrainzID: String? = nil, at now: Timestamp
    ) throws -> AlbumID {
        let credit = credit ?? artists.joined(separator: ";")
        if let id = try first(AlbumStatement.idByTitle, title, credit, read: { $0.int64(0) }) {
            if year != nil || musicbrainzID != nil {
                try execute(AlbumStatement.fill, year, musicbrainzID, id)
            }
            return AlbumID(id)
        }
        let key = TextKey.fold(title)
        let creditKey = TextKey.fold(credit)
        guard
            let id = try change(
                AlbumStatement.insert, title, key, credit, creditKey, year, musicbrainzID, now)
        else { preconditionFailure("an album that is not there can be inserted") }
        for (position, name) in artists.enumerated() {
            try execute(AlbumStatement.insertCredit, id, position, try artist(named: name, at: now))
        }
        try learnWords(of: key)
        touch(.track)
        return AlbumID(id)
    }
}
