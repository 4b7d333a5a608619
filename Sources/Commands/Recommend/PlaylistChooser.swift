import CatalogCore
import CatalogStore

/// Finds the playlist that a name means.
enum PlaylistChooser {
    static func playlist(named name: String, of user: User, in catalog: some CatalogReading) throws
        -> Playlist
    {
        if let playlist = try catalog.playlist(named: name, of: user.id) { return playlist }
        let names = try catalog.playlists(of: user.id).map(\.name)
        let meant = Spelling.nearest(to: name, among: names).map { " Did you mean \(ShellWord.quoted($0))?" }
        throw CommandError(
            "\(user.name) has no playlist named \(ShellWord.quoted(name))."
                + (meant ?? " `catalog playlist list` names them all."))
    }
}
