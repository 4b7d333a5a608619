import CatalogCore
import CatalogStore

/// Looks up what a question names: the one way from words to a `Query`, for the command line and for addresses.
package struct QueryReader<Reading: CatalogReading> {
    private let catalog: Reading

    package init(_ catalog: Reading) { self.catalog = catalog }

    private var finder: NameFinder<Reading> { NameFinder(catalog) }

    /// The query, and what was taken for something else on the way.
    ///
    /// Throws `QuestionError` for names that mean nothing or several things.
    package func read(_ words: QuestionWords) throws -> (query: Query, remarks: [String]) {
        var query = words.query
        var remarks: [String] = []
        func track(_ parameter: QuestionParameter, _ words: String) throws -> TrackID {
            let (track, remark) = try named(parameter) { try finder.nearestTrack(words) }
            remarks += [remark].compactMap { $0 }
            return track.id
        }
        if let user = words.user { query.user = try named(.user) { try finder.user(user).id } }
        for words in words.artists {
            let (artist, remark) = try named(.artist) { try finder.nearestArtist(words) }
            remarks += [remark].compactMap { $0 }
            query.artists.append(artist.id)
        }
        query.tracks = try words.tracks.map { try track(.track, $0) }
        query.tracks += try words.ids.map { number in
            try named(.id) { try finder.track("\(number)").id }
        }
        query.genres = try words.genres.flatMap { words in try named(.genre) { try finder.genres(words) } }
        query.like = try words.like.map { try track(.like, $0) }
        query.unlike = try words.unlike.map { try track(.unlike, $0) }
        query.from = try words.from.map { try track(.from, $0) }
        query.to = try words.to.map { try track(.to, $0) }
        if let playlist = words.playlist {
            guard let user = query.user else {
                throw QuestionError(.playlist, malformed: "A playlist is somebody's: name the user, too.")
            }
            let stored = try named(.playlist) { try finder.playlist(playlist, of: user) }
            query.playlist = Array(try catalog.tracks(of: stored.id).suffix(Query.playlistTrackCountMax))
        }
        return (query, remarks)
    }

    private func named<Thing>(_ parameter: QuestionParameter, _ find: () throws -> Thing) throws -> Thing {
        do { return try find() } catch let error as NameError { throw QuestionError(parameter, error) }
    }
}
