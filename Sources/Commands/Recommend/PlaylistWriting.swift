import CatalogCore
import CatalogStore
import Recommend

/// Writes tracks as a file for players and says what such a file cannot hold.
enum PlaylistWriting {
    static func write(
        _ tracks: [(track: Track, path: String?)], as format: PlaylistFormat, title: String?,
        to output: Output
    ) throws {
        let lost = tracks.count { $0.path == nil }
        if lost > 0 {
            let what = format == .m3u8 ? "are left out" : "have a name only"
            try output.remark("\(lost) of \(tracks.count) tracks have no file here and \(what).")
        }
        try output.text(format.text(of: tracks, title: title))
    }
}
