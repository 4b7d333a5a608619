import CatalogStore
import Recommend

/// Finds the track, artist, album or person that words mean; what is not found is said with a way to go on.
enum MusicChooser {
    static func track(_ words: String, in catalog: some CatalogReading) throws -> Track {
        try found { try NameFinder(catalog).track(words) }
    }

    static func artist(_ words: String, in catalog: some CatalogReading) throws -> Artist {
        try found { try NameFinder(catalog).artist(words) }
    }

    static func album(_ words: String, in catalog: some CatalogReading) throws -> Album {
        try found { try NameFinder(catalog).album(words) }
    }

    static func playlist(named name: String, of user: User, in catalog: some CatalogReading) throws
        -> Playlist
    {
        try found { try NameFinder(catalog).playlist(name, of: user.id) }
    }

    /// Runs a search; where it ends without a thing, names the command that helps.
    static func found<Thing>(_ find: () throws -> Thing) throws -> Thing {
        do { return try find() } catch let error as NameError { throw CommandError(sentence(error)) }
    }

    static func sentence(_ error: NameError) -> String {
        guard error.candidates.isEmpty, error.suggestion == nil else { return error.description }
        let words = ShellWord.quoted(error.words)
        let isNumber = Int64(error.words) != nil
        let remedy =
            switch error.thing {
            case .track, .artist, .album:
                isNumber
                    ? "`catalog search` finds numbers by names." : "`catalog search \(words)` looks wider."
            case .genre: "`catalog genres` lists them."
            case .person: "Add them: catalog user add \(words)"
            case .playlist: "`catalog playlist list` names them all."
            }
        return "\(error) \(remedy)"
    }
}
