import CatalogCore
import CatalogStore

/// Finds the track, artist or album that a person means by a number or a name.
///
/// A number is taken for the thing's own; a name that is written so finds it; else what search finds: one is taken,
/// several are listed for the person to choose from.
enum MusicChooser {
    private static let candidateCount = 8

    /// The track of a number, of `Artist - Title`, or of a title.
    static func track(_ words: String, in catalog: some CatalogReading) throws -> Track {
        if let number = Int64(words) {
            guard let track = try catalog.track(TrackID(number)) else { throw missing("track", number) }
            return track
        }
        if let (artist, title) = split(words), let id = try catalog.track(titled: title, by: artist),
            let track = try catalog.track(id)
        {
            return track
        }
        let found = try catalog.search(words, limit: candidateCount)
        let exact = found.tracks.filter { isSame($0.title, words) }
        return try one(
            of: exact.isEmpty ? found.tracks : exact, isCorrected: found.isCorrected, "track", words
        ) {
            ($0.id.rawValue, "\($0.artist) - \($0.title)")
        }
    }

    static func artist(_ words: String, in catalog: some CatalogReading) throws -> Artist {
        if let number = Int64(words) {
            if let artist = try catalog.artist(ArtistID(number)) { return artist }
            // A band may be called by a number.
            if let artist = try catalog.artists(named: words).first { return artist }
            throw missing("artist", number)
        }
        let named = try catalog.artists(named: words)
        let found = named.isEmpty ? try catalog.search(words, limit: candidateCount) : nil
        return try one(
            of: found?.artists ?? named, isCorrected: found?.isCorrected ?? false, "artist", words
        ) {
            ($0.id.rawValue, $0.name)
        }
    }

    static func album(_ words: String, in catalog: some CatalogReading) throws -> Album {
        if let number = Int64(words) {
            if let album = try catalog.album(AlbumID(number)) { return album }
            if let album = try catalog.albums(titled: words).first { return album }
            throw missing("album", number)
        }
        var named = try catalog.albums(titled: words)
        if named.isEmpty, let (artist, title) = split(words) {
            named = try catalog.albums(titled: title).filter { isSame($0.artist, artist) }
        }
        let found = named.isEmpty ? try catalog.search(words, limit: candidateCount) : nil
        return try one(
            of: found?.albums ?? named, isCorrected: found?.isCorrected ?? false, "album", words
        ) {
            ($0.id.rawValue, $0.artist.isEmpty ? $0.title : "\($0.artist) - \($0.title)")
        }
    }

    /// The only one; throws the list to choose from where there are several, or one that is written otherwise.
    private static func one<Thing>(
        of things: [Thing], isCorrected: Bool, _ kind: String, _ words: String,
        label: (Thing) -> (id: Int64, name: String)
    ) throws -> Thing {
        guard let first = things.first else {
            throw CommandError(
                "There is no \(kind) `\(words)`. `catalog search \(ShellWord.quoted(words))` looks wider.")
        }
        if things.count == 1 && !isCorrected { return first }
        let list = things.prefix(candidateCount).map { "  \(label($0).id)  \(label($0).name)" }
        let lead =
            isCorrected
            ? "There is no \(kind) `\(words)`. Did you mean one of these? Give its number:"
            : "Several are called like `\(words)`. Give the number of the \(kind):"
        throw CommandError(([lead] + list).joined(separator: "\n"))
    }

    private static func missing(_ kind: String, _ number: Int64) -> CommandError {
        CommandError("There is no \(kind) \(number). `catalog search` finds numbers by names.")
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        TextKey.fold(left) == TextKey.fold(right)
    }

    /// The two sides of ` - `.
    private static func split(_ words: String) -> (artist: String, title: String)? {
        guard let range = words.firstRange(of: " - ") else { return nil }
        return (String(words[..<range.lowerBound]), String(words[range.upperBound...]))
    }
}
