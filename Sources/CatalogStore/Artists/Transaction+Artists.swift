import CatalogCore
import SQLite

extension Transaction {
    /// The artist of a name, made where there is none.
    package func artist(named name: String, at now: Timestamp) throws -> ArtistID {
        if let id = known.artists[name] { return ArtistID(id) }
        let key = TextKey.fold(name)
        let inserted = try change(ArtistStatement.insert, name, key, now)
        if inserted != nil {
            try learnWords(of: key)
            touch(.track)
        }
        guard let id = try inserted ?? first(ArtistStatement.idByName, name, read: { $0.int64(0) }) else {
            preconditionFailure("an artist that could not be inserted is there")
        }
        known.keep(artist: name, id: id)
        return ArtistID(id)
    }

    package func setMusicbrainzID(of artist: ArtistID, to musicbrainzID: String?) throws {
        try execute(ArtistStatement.setMusicbrainz, musicbrainzID, artist)
        touch(.track)
    }
}
