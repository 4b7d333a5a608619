/// What a title says besides its name: guests, the version, and what stands in brackets.
struct TitleReading: Sendable, Equatable {
    /// What makes a recording another one, however much the names agree.
    struct Version: OptionSet, Sendable, Hashable {
        let rawValue: UInt32
        static let live = Version(rawValue: 1)
        static let remix = Version(rawValue: 2)
        static let acoustic = Version(rawValue: 4)
        static let instrumental = Version(rawValue: 8)
        static let demo = Version(rawValue: 16)
        static let extended = Version(rawValue: 32)
        static let karaoke = Version(rawValue: 64)
        static let tempoChanged = Version(rawValue: 128)
        static let reprise = Version(rawValue: 256)
        static let orchestral = Version(rawValue: 512)
        static let cover = Version(rawValue: 1024)
    }

    /// The words of the name.
    let core: [String]
    /// Words in brackets or after a dash that are neither guests nor a version nor packaging.
    let rest: [String]
    let guests: [String]
    let version: Version

    private static let guestWords: Set<String> = ["feat", "featuring", "ft", "with"]
    private static let versions: [String: Version] = [
        "live": .live, "unplugged": .live, "concert": .live, "remix": .remix, "rmx": .remix, "mix": .remix,
        "rework": .remix, "bootleg": .remix, "vip": .remix, "acoustic": .acoustic, "acustico": .acoustic,
        "stripped": .acoustic, "instrumental": .instrumental, "demo": .demo, "extended": .extended,
        "karaoke": .karaoke, "slowed": .tempoChanged, "sped": .tempoChanged, "nightcore": .tempoChanged,
        "reprise": .reprise, "orchestral": .orchestral, "cover": .cover, "tribute": .cover,
    ]
    /// Words of packaging: the recording is the same with and without.
    private static let packaging: Set<String> = [
        "remaster", "remastered", "remastering", "album", "single", "version", "edit", "radio", "original",
        "mono",
        "stereo", "deluxe", "bonus", "track", "edition", "anniversary", "digital", "explicit", "clean",
        "official",
        "video", "audio", "lyric", "lyrics", "hd", "hq", "explicita", "remasterizado", "remasterizada",
        "visualizer", "the",
    ]

    init(title: String) {
        var core: [String] = []
        var rest: [String] = []
        var guests: [String] = []
        var version = Version()
        for (index, segment) in Self.segments(of: title).enumerated() {
            let words = TextFolding.words(of: String(segment))
            guard !words.isEmpty else { continue }
            if let guest = Self.guestPosition(in: words, isFirst: index == 0) {
                guests += Self.names(in: segment)
                if index == 0 { core += words[..<guest] }
                continue
            }
            if index == 0 {
                core += words
                continue
            }
            let found = Self.versions(in: words)
            version.formUnion(found)
            if found.isEmpty { rest += words.filter { !Self.isPackaging($0) } }
        }
        if core.isEmpty { (core, rest) = (rest, []) }
        if core.isEmpty { core = TextFolding.words(of: title) }
        self.core = core
        self.rest = rest
        self.guests = guests
        self.version = version
    }

    private static func isPackaging(_ word: String) -> Bool {
        packaging.contains(word) || word.allSatisfy(\.isNumber) && word.count == 4
    }

    /// A segment is a version where it names one and is short, or is a mix by somebody.
    private static func versions(in words: [String]) -> Version {
        var found = Version()
        for word in words { if let version = versions[word] { found.formUnion(version) } }
        // "Original Mix" and "Radio Mix" are the recording that everybody knows.
        if found == .remix, words.contains("original") || words.contains("radio") || words.contains("single")
        {
            return []
        }
        return found
    }

    /// Where guests begin; "with" counts only in brackets, where it is not part of the name.
    private static func guestPosition(in words: [String], isFirst: Bool) -> Int? {
        guard let position = words.firstIndex(where: { guestWords.contains($0) }) else { return nil }
        if words[position] == "with" { return !isFirst && position == 0 ? 0 : nil }
        return isFirst && position == 0 || position == words.count - 1 ? nil : position
    }

    /// The names after the word that introduces guests.
    private static func names(in segment: Substring) -> [String] {
        let lowered = segment.lowercased()
        for word in ["featuring ", "feat. ", "feat ", "ft. ", "ft ", "with "] {
            if let range = lowered.firstRange(of: word) {
                return ArtistNames.split(String(lowered[range.upperBound...]))
            }
        }
        return []
    }

    /// The name first, then what stands in brackets and after " - ".
    private static func segments(of title: String) -> [Substring] {
        var first = ""
        var others: [Substring] = []
        var inner = ""
        var depth = 0
        if !title.utf8.contains(where: { [0x28, 0x5B, 0x7B, 0x2D].contains($0) || $0 >= 0x80 }) {
            return [title[...]]
        }
        for character in title.unicodeScalars {
            switch character {
            case "(", "[", "{", "（", "【":
                // "(I Can't Get No) Satisfaction": what a title begins with belongs to its name.
                if depth == 0, first.isEmpty { continue }
                depth += 1
                if depth > 1 { inner.append(" ") }
            case ")", "]", "}", "）", "】":
                guard depth > 0 else { continue }
                depth -= 1
                if depth == 0 {
                    others.append(inner[...])
                    inner = ""
                }
            default:
                if depth > 0 {
                    inner.unicodeScalars.append(character)
                } else {
                    first.unicodeScalars.append(character)
                }
            }
        }
        if !inner.isEmpty { others.append(inner[...]) }
        let parts = dashParts(first)
        return [parts.first ?? ""] + parts.dropFirst() + others
    }

    private static func dashParts(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = text[...]
        for dash in [" - ", " – ", " — "] {
            while let range = rest.firstRange(of: dash) {
                parts.append(rest[..<range.lowerBound])
                rest = rest[range.upperBound...]
            }
        }
        return parts + [rest]
    }
}
