/// The words of a song, from a tag, an `.lrc` or a `.txt` file.
package struct LyricSheet: Sendable, Equatable {
    /// What is read of a file.
    package static let textBytesMax = 1 << 20
    package static let lineCountMax = 5000

    /// What was read, as it stood.
    package let text: String
    package let lines: [LyricsLine]
    /// What an `.lrc` file says of the song: `ti`, `ar`, `al`, …
    package let headers: [String: String]

    /// True where the lines have times.
    package var isSynchronised: Bool { lines.contains { $0.timeSeconds != nil } }

    /// The words alone, a line each.
    package var plainText: String { lines.map(\.text).joined(separator: "\n") }

    /// Reads lyrics of either kind: lines in the order in which they are sung, without blank lines at the ends.
    ///
    /// A line may carry several times (`[00:12.00][01:40.50]refrain`) and word times (`<00:12.30>`), which are left
    /// out; `[offset:+500]` moves all times earlier by so many milliseconds. What is in brackets but no time stays.
    package init(text: String) {
        let text =
            text.utf8.count > Self.textBytesMax
            ? String(decoding: text.utf8.prefix(Self.textBytesMax), as: UTF8.self) : text
        var headers: [String: String] = [:]
        var lines: [LyricsLine] = []
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).prefix(
            Self.lineCountMax)
        {
            var rest = raw.trimmingSpaces()
            if rest.first == "\u{FEFF}" { rest = rest.dropFirst() }
            var times: [Double] = []
            while rest.first == "[", let close = rest.firstIndex(of: "]") {
                let inner = rest[rest.index(after: rest.startIndex)..<close]
                if let time = Self.time(inner) {
                    times.append(time)
                } else if times.isEmpty, let (name, value) = Self.header(inner),
                    rest[rest.index(after: close)...].trimmingSpaces().isEmpty
                {
                    headers[name] = value
                } else {
                    break
                }
                rest = rest[rest.index(after: close)...].trimmingSpaces()
                if times.isEmpty { break }
            }
            if times.isEmpty, rest.isEmpty, !raw.trimmingSpaces().isEmpty { continue }
            let words = Self.withoutWordTimes(rest)
            if times.isEmpty { lines.append(LyricsLine(timeSeconds: nil, text: words)) }
            for time in times { lines.append(LyricsLine(timeSeconds: time, text: words)) }
        }
        let offset = (headers["offset"].flatMap { Double($0) } ?? 0) / 1000
        self.text = text
        self.headers = headers
        self.lines = Self.ordered(lines, offset: offset)
    }

    private static func ordered(_ lines: [LyricsLine], offset: Double) -> [LyricsLine] {
        var lines = lines
        if lines.contains(where: { $0.timeSeconds != nil }) {
            // Lines without a time in a timed song are credits and gaps: the words have times.
            lines = lines.filter { $0.timeSeconds != nil }.map {
                LyricsLine(timeSeconds: max(0, ($0.timeSeconds ?? 0) - offset), text: $0.text)
            }
            let places = lines.indices.sorted {
                (lines[$0].timeSeconds ?? 0, $0) < (lines[$1].timeSeconds ?? 0, $1)
            }
            return places.map { lines[$0] }
        }
        while lines.first?.text.isEmpty == true { lines.removeFirst() }
        while lines.last?.text.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// `mm:ss`, `mm:ss.xx`, `mm:ss:xx`, `hh:mm:ss.xx`.
    private static func time(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count),
            parts.allSatisfy({
                !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
            })
        else { return nil }
        let numbers = parts.compactMap { Double($0) }
        guard numbers.count == parts.count else { return nil }
        if numbers.count == 2 { return numbers[0] * 60 + numbers[1] }
        // Three parts without a point are minutes, seconds and hundredths.
        return text.contains(".")
            ? numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
            : numbers[0] * 60 + numbers[1] + numbers[2] / 100
    }

    private static func header(_ text: Substring) -> (String, String)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[..<colon].lowercased()
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "#" }) else { return nil }
        return (name, String(text[text.index(after: colon)...].trimmingSpaces()))
    }

    private static func withoutWordTimes(_ text: Substring) -> String {
        guard text.contains("<") else { return String(text) }
        var words = ""
        var rest = text
        while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
            words += rest[..<open]
            if time(rest[rest.index(after: open)..<close]) == nil { words += rest[open...close] }
            rest = rest[rest.index(after: close)...]
        }
        words += rest
        return words.split(separator: " ").joined(separator: " ")
    }
}
