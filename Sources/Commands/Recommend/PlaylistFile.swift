import CatalogCore
import CatalogStore
import FoundationEssentials

/// The tracks of an M3U file, found by path, else by the words of `#EXTINF`, else by the file's name.
enum PlaylistFile {
    private static let lineCountMax = 100_000

    static func tracks(
        of path: String, in catalog: some CatalogReading, below folder: String, limit: Int
    ) throws -> (tracks: [TrackID], missing: Int) {
        let reader = LineSequence(reader: try LineReader(path: path))
        let base = absolute(path, below: folder).split(separator: "/").dropLast().joined(separator: "/")
        var tracks: [TrackID] = []
        var missing = 0
        var words: String?
        for line in reader.prefix(lineCountMax) {
            let text = trimmed(line)
            if text.hasPrefix("#EXTINF:") {
                words = text.firstIndex(of: ",").map { trimmed(String(text[text.index(after: $0)...])) }
            }
            guard !text.isEmpty, !text.hasPrefix("#"), !text.hasPrefix("\u{FEFF}#") else { continue }
            if let track = try track(at: text, words: words, in: catalog, base: "/" + base) {
                tracks.append(track)
            } else {
                missing += 1
            }
            words = nil
        }
        if let problem = reader.problem { throw problem }
        return (Array(tracks.suffix(limit)), missing)
    }

    private static func track(
        at entry: String, words: String?, in catalog: some CatalogReading, base: String
    ) throws -> TrackID? {
        var path = entry
        if entry.hasPrefix("file://") { path = decoded(String(entry.dropFirst(7))) }
        let isElsewhere = path.contains("://")
        let full = isElsewhere ? path : absolute(path, below: base)
        if let track = try catalog.file(atPath: Array(full.utf8))?.track { return track }
        let stem = path.split(separator: "/").last.map(String.init) ?? path
        let name = stem.lastIndex(of: ".").map { String(stem[..<$0]) } ?? stem
        for text in [words, name].compactMap({ $0 }) {
            guard let range = text.firstRange(of: " - ") else { continue }
            let artist = String(text[..<range.lowerBound])
            if let id = try catalog.track(titled: String(text[range.upperBound...]), by: artist) { return id }
        }
        return nil
    }

    private static func absolute(_ path: String, below folder: String) -> String {
        var parts: [Substring] = []
        for part in (path.hasPrefix("/") ? path : folder + "/" + path).split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func decoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let pair = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), pair.utf8.count == 2, let value = UInt8(pair, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
