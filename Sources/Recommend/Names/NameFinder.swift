import CatalogCore
import CatalogStore

/// Finds the track, artist, album, genre or person that words mean.
///
/// A number is taken for the thing's own; a name that is written so finds it; else what search finds: one is taken,
/// several are listed for whoever asked to choose from.
package struct NameFinder<Reading: CatalogReading> {
    private let catalog: Reading

    private static var candidateCount: Int { 8 }
    /// A person's spelling is looked for among so many names.
    private static var suggestionLimit: Int { 10_000 }

    package init(_ catalog: Reading) { self.catalog = catalog }

    /// The track of a number, of `Artist - Title`, or of a title.
    package func track(_ words: String) throws -> Track {
        if let number = Int64(words) {
            guard let track = try catalog.track(TrackID(number)) else {
                throw NameError(.track, words: words)
            }
            return track
        }
        if let (artist, title) = split(words), let id = try catalog.track(titled: title, by: artist),
            let track = try catalog.track(id)
        {
            return track
        }
        let found = try catalog.search(words, limit: Self.candidateCount)
        let exact = found.tracks.filter { isSame($0.title, words) }
        return try one(
            of: exact.isEmpty ? found.tracks : exact, isCorrected: found.isCorrected, .track, words,
            label: label)
    }

    package func artist(_ words: String) throws -> Artist {
        if let number = Int64(words) {
            if let artist = try catalog.artist(ArtistID(number)) { return artist }
            // A band may be called by a number.
            if let artist = try catalog.artists(named: words).first { return artist }
            throw NameError(.artist, words: words)
        }
        let named = try catalog.artists(named: words)
        let found = named.isEmpty ? try catalog.search(words, limit: Self.candidateCount) : nil
        return try one(
            of: found?.artists ?? named, isCorrected: found?.isCorrected ?? false, .artist, words,
            label: label)
    }

    package func album(_ words: String) throws -> Album {
        if let number = Int64(words) {
            if let album = try catalog.album(AlbumID(number)) { return album }
            if let album = try catalog.albums(titled: words).first { return album }
            throw NameError(.album, words: words)
        }
        var named = try catalog.albums(titled: words)
        if named.isEmpty, let (artist, title) = split(words) {
            named = try catalog.albums(titled: title).filter { isSame($0.artist, artist) }
        }
        let found = named.isEmpty ? try catalog.search(words, limit: Self.candidateCount) : nil
        return try one(
            of: found?.albums ?? named, isCorrected: found?.isCorrected ?? false, .album, words
        ) { album in
            NameError.Candidate(
                id: album.id.rawValue,
                name: album.artist.isEmpty ? album.title : "\(album.artist) - \(album.title)")
        }
    }

    package func user(_ name: String) throws -> User {
        if let user = try catalog.user(named: name) { return user }
        let names = try catalog.users(limit: Self.suggestionLimit).map(\.name)
        throw NameError(.person, words: name, suggestion: Spelling.nearest(to: name, among: names))
    }

    /// A genre and all below it.
    package func genres(_ words: String) throws -> [GenreID] {
        guard let genre = try catalog.genre(named: words) else {
            let meant = Spelling.nearest(to: words, among: try catalog.genres().map(\.name))
            throw NameError(.genre, words: words, suggestion: meant)
        }
        return [genre.id] + (try catalog.subgenres(of: genre.id)).map(\.id)
    }

    package func playlist(_ name: String, of user: UserID) throws -> Playlist {
        if let playlist = try catalog.playlist(named: name, of: user) { return playlist }
        let names = try catalog.playlists(of: user).map(\.name)
        throw NameError(.playlist, words: name, suggestion: Spelling.nearest(to: name, among: names))
    }

    // MARK: - With a spelling forgiven

    /// The artist that is meant; where one is clearly nearest to a misspelt name it is taken, and said so.
    package func nearestArtist(_ words: String) throws -> (artist: Artist, remark: String?) {
        if Int64(words) == nil, try catalog.artists(named: words).isEmpty {
            let found = try catalog.search(words, limit: Self.candidateCount)
            if found.isCorrected, let artist = nearest(to: words, among: found.artists, name: { $0.name }) {
                return (artist, "There is no artist `\(words)`; \(artist.name) is nearest.")
            }
        }
        return (try artist(words), nil)
    }

    /// The track that is meant; where one is clearly nearest to misspelt words it is taken, and said so.
    package func nearestTrack(_ words: String) throws -> (track: Track, remark: String?) {
        if Int64(words) == nil {
            let found = try catalog.search(words, limit: Self.candidateCount)
            let nearest = nearest(to: words, among: found.tracks) { track in
                words.contains(" - ") ? "\(track.artist) - \(track.title)" : track.title
            }
            if found.isCorrected, let nearest {
                return (
                    nearest, "There is no track `\(words)`; \(nearest.artist) - \(nearest.title) is nearest."
                )
            }
        }
        return (try track(words), nil)
    }

    /// The only candidate, or the one that is clearly nearest in spelling.
    private func nearest<Thing>(to words: String, among things: [Thing], name: (Thing) -> String) -> Thing? {
        if things.count <= 1 { return things.first }
        let typed = Array(TextKey.fold(words).unicodeScalars)
        let distances = things.map { Spelling.distance(typed, Array(TextKey.fold(name($0)).unicodeScalars)) }
        guard let least = distances.min(), distances.count(where: { $0 == least }) == 1 else { return nil }
        return distances.firstIndex(of: least).map { things[$0] }
    }

    // MARK: - Choosing

    /// The only one; throws the list to choose from where there are several, or one that is written otherwise.
    private func one<Thing>(
        of things: [Thing], isCorrected: Bool, _ kind: NameError.Thing, _ words: String,
        label: (Thing) -> NameError.Candidate
    ) throws -> Thing {
        if things.count == 1 && !isCorrected, let only = things.first { return only }
        throw NameError(
            kind, words: words, candidates: things.prefix(Self.candidateCount).map(label),
            isCorrected: isCorrected)
    }

    private func label(_ track: Track) -> NameError.Candidate {
        NameError.Candidate(id: track.id.rawValue, name: "\(track.artist) - \(track.title)")
    }

    private func label(_ artist: Artist) -> NameError.Candidate {
        NameError.Candidate(id: artist.id.rawValue, name: artist.name)
    }

    private func isSame(_ left: String, _ right: String) -> Bool {
        TextKey.fold(left) == TextKey.fold(right)
    }

    /// The two sides of ` - `.
    private func split(_ words: String) -> (artist: String, title: String)? {
        guard let range = words.firstRange(of: " - ") else { return nil }
        return (String(words[..<range.lowerBound]), String(words[range.upperBound...]))
    }
}
