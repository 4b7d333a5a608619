import CatalogCore
import CatalogStore

/// A kind of file that players open.
package enum PlaylistFormat: String, CaseIterable, Sendable {
    case m3u8
    case xspf

    /// The tracks as such a file. M3U8 lists files, so that tracks without one are left out; XSPF names them.
    package func text(of tracks: [(track: Track, path: String?)], title: String?) -> String {
        switch self {
        case .m3u8: m3u8(tracks, title)
        case .xspf: xspf(tracks, title)
        }
    }

    /// The tracks with the file of each that is there.
    package static func located(_ tracks: [Track], in catalog: some CatalogReading) throws -> [(
        track: Track, path: String?
    )] {
        try tracks.map { track in
            let files = try catalog.files(of: track.id)
            let file = files.first { $0.missingSince == nil && $0.outcome == .ok }
            return (track, (file ?? files.first { $0.missingSince == nil })?.displayPath)
        }
    }

    private func m3u8(_ tracks: [(track: Track, path: String?)], _ title: String?) -> String {
        var lines = ["#EXTM3U"]
        if let title { lines.append("#PLAYLIST:\(oneLine(title))") }
        for (track, path) in tracks {
            guard let path else { continue }
            let seconds = track.durationMs.map { ($0 + 500) / 1_000 } ?? -1
            lines.append("#EXTINF:\(seconds),\(oneLine(track.artist)) - \(oneLine(track.title))")
            lines.append(oneLine(path))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func xspf(_ tracks: [(track: Track, path: String?)], _ title: String?) -> String {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <playlist version="1" xmlns="http://xspf.org/ns/0/">

            """
        if let title { text += "  <title>\(escaped(title))</title>\n" }
        text += "  <trackList>\n"
        for (track, path) in tracks {
            text += "    <track>\n"
            if let path { text += "      <location>\(escaped(address(path)))</location>\n" }
            text += "      <title>\(escaped(track.title))</title>\n"
            text += "      <creator>\(escaped(track.artist))</creator>\n"
            if let album = track.album { text += "      <album>\(escaped(album))</album>\n" }
            if let length = track.durationMs { text += "      <duration>\(length)</duration>\n" }
            text += "    </track>\n"
        }
        return text + "  </trackList>\n</playlist>\n"
    }

    private func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    private func address(_ path: String) -> String {
        if path.contains("://") { return path }
        var text = "file://"
        for byte in path.utf8 {
            let isPlain =
                byte >= 0x61 && byte <= 0x7A || byte >= 0x41 && byte <= 0x5A || byte >= 0x30 && byte <= 0x39
                || [0x2F, 0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            let digits = String(byte, radix: 16, uppercase: true)
            text += isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
        }
        return text
    }

    /// XML has no word for most control characters: they are left out.
    private func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped += " "
            default:
                if scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF {
                    escaped.unicodeScalars.append(scalar)
                }
            }
        }
        return escaped
    }
}
