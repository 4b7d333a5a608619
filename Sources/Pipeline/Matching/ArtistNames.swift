/// Credits as lists of names.
enum ArtistNames {
    /// Names of one credit: parted at `;`, `,`, `/`, "&", "x", "and", "vs", "feat", whoever comes first.
    static func split(_ credit: String) -> [String] {
        // Most credits are one name of one artist, or come parted.
        if !credit.utf8.contains(where: { [0x20, 0x3B, 0x2C, 0x2F, 0x7C].contains($0) }) { return [credit] }
        var names: [String] = []
        for piece in credit.utf8.split(whereSeparator: { [0x3B, 0x2C, 0x2F, 0x7C].contains($0) }) {
            var start = piece.startIndex
            var end = start
            for word in piece.split(separator: 0x20) {
                if word.count <= 9, word.startIndex > start, separators.contains(Substring(word).lowercased())
                {
                    if end > start { names.append(String(credit[start..<end])) }
                    start = word.endIndex
                } else if end <= start {
                    start = word.startIndex
                }
                end = word.endIndex
            }
            if end > start { names.append(String(credit[start..<end])) }
        }
        return names
    }

    /// Words between names.
    private static let separators: Set<String> = [
        "&", "and", "x", "vs", "vs.", "feat", "feat.", "ft", "ft.", "featuring", "with", "y", "e", "+",
    ]

    /// A name as it is compared: folded words without a leading article, closed up.
    static func key(_ name: String) -> [UInt8] {
        var words = TextFolding.words(of: name)
        if words.count > 1, words[0] == "the" { words.removeFirst() }
        return Array(words.joined().utf8)
    }
}
