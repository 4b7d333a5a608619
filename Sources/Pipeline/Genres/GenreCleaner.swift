import CatalogStore

/// From a messy genre tag to entries of the taxonomy.
package struct GenreCleaner: Sendable {
    /// How a piece of a tag was understood, surest first.
    package enum Confidence: Int, Sendable, Comparable {
        /// The taxonomy lists the spelling.
        case listed
        /// An ID3 number.
        case numbered
        /// The last or first words are listed: "canadian indie rock".
        case partial
        /// One letter away from exactly one listed spelling: "pyschedelic rock" is two, "tecno" is one.
        case respelt

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// One piece of a tag that was understood.
    package struct Match: Sendable, Equatable {
        package let entry: GenreTaxonomy.Entry
        package let confidence: Confidence
    }

    /// What a tag holds: entries without repetition, and the pieces that mean nothing known.
    package struct Result: Sendable, Equatable {
        package var matches: [Match] = []
        package var unknown: [String] = []

        package var entries: [GenreTaxonomy.Entry] { matches.map(\.entry) }
    }

    /// Tags longer than this are cut: no genre is written in more.
    package static let tagLengthMax = 500
    /// A tag of more pieces is prose.
    package static let pieceCountMax = 16
    /// Shorter spellings have too many neighbours one letter away.
    private static let respellingLengthMin = 5

    package let taxonomy: GenreTaxonomy
    private let numberedNames: [String]
    /// Listed keys by length, for spelling repair.
    private let keysOfLength: [Int: [[UInt8]]]

    package init(taxonomy: GenreTaxonomy, numberedNames: [String]) {
        self.taxonomy = taxonomy
        self.numberedNames = numberedNames
        keysOfLength = Dictionary(grouping: taxonomy.sortedKeys.map { Array($0.utf8) }, by: \.count)
    }

    /// The cleaner over the seeds that the program carries.
    package static func seeded() throws -> GenreCleaner {
        GenreCleaner(taxonomy: try GenreTaxonomy(text: Seed.genres.text), numberedNames: Seed.id3GenreNames)
    }

    /// The same with what people added to a catalog's taxonomy.
    package static func of(_ catalog: some CatalogReading) throws -> GenreCleaner {
        var taxonomy = try GenreTaxonomy(text: Seed.genres.text)
        let genres = Dictionary(uniqueKeysWithValues: try catalog.genres().map { ($0.id, $0) })
        let aliases = Dictionary(grouping: try catalog.genreAliases(), by: \.genre)
        for (id, genre) in genres.sorted(by: { $0.key < $1.key }) where genre.origin != .found {
            let seeded =
                taxonomy.entry(of: genre.name).map { taxonomy.spellings(of: $0).map(TextKey.fold) } ?? []
            let spellings = (aliases[id] ?? []).map(\.key).filter { !seeded.contains($0) }
            guard genre.origin == .person || !spellings.isEmpty else { continue }
            let parent = genre.parent.flatMap { genres[$0]?.name }
            taxonomy.add(genre.name, under: parent ?? genre.name, spellings: spellings)
        }
        return GenreCleaner(taxonomy: taxonomy, numberedNames: Seed.id3GenreNames)
    }

    /// Understands one tag as files and tables hold it: `"Hip-Hop/Rap"`, `"rock; indie"`, `"(17)"`, `"Psytrance"`.
    package func clean(_ tag: String) -> Result {
        var result = Result()
        let tag = String(tag.prefix(Self.tagLengthMax))
        if let entry = taxonomy.entry(of: tag) {
            result.matches = [Match(entry: entry, confidence: .listed)]
            return result
        }
        let (numbers, rest) = takeNumbers(from: tag)
        for number in numbers { add(piece: number, to: &result) }
        for piece in pieces(of: rest).prefix(Self.pieceCountMax) { add(piece: piece, to: &result) }
        return result
    }

    /// Understands several tags of one track; entries keep the order of their first appearance.
    package func clean(_ tags: [String]) -> Result {
        var whole = Result()
        for tag in tags {
            let part = clean(tag)
            for match in part.matches where !whole.entries.contains(match.entry) {
                whole.matches.append(match)
            }
            whole.unknown += part.unknown.filter { !whole.unknown.contains($0) }
        }
        return whole
    }

    private func add(piece: String, to result: inout Result) {
        guard let match = understand(piece) else {
            if !TextFolding.words(of: piece).isEmpty { result.unknown.append(piece) }
            return
        }
        if !result.entries.contains(match.entry) { result.matches.append(match) }
    }

    /// The leading "(17)(4)" of an ID3v2.3 tag, and what follows; a refinement that repeats the number is dropped.
    private func takeNumbers(from tag: String) -> (numbers: [String], rest: String) {
        var numbers: [String] = []
        var rest = tag[...].trimmingSpaces()
        while rest.hasPrefix("("), let close = rest.firstIndex(of: ")") {
            let inner = rest[rest.index(after: rest.startIndex)..<close]
            guard Int(inner) != nil || inner == "RX" || inner == "CR" else { break }
            if Int(inner) != nil { numbers.append(String(inner)) }
            rest = rest[rest.index(after: close)...].trimmingSpaces()
        }
        return (numbers, String(rest))
    }

    private func pieces(of tag: String) -> [String] {
        var pieces = [tag]
        // From the separators that never occur in a genre's name to those that do: a piece that is listed stays whole.
        for separators in [
            [";", "|", "\\", "\0", "\n"], [",", "/"], [" - ", "(", ")"], ["&", "+", " and "],
        ] {
            pieces = pieces.flatMap { piece in
                taxonomy.entry(of: piece) != nil ? [piece] : split(piece, at: separators)
            }
        }
        return pieces
    }

    private func split(_ piece: String, at separators: [String]) -> [String] {
        var parts = [piece[...]]
        for separator in separators {
            parts = parts.flatMap { part -> [Substring] in
                separator.count == 1
                    ? part.split(separator: Character(separator)) : Self.split(part, at: separator)
            }
        }
        return parts.map { String($0.trimmingSpaces()) }.filter { !$0.isEmpty }
    }

    private static func split(_ text: Substring, at separator: String) -> [Substring] {
        var parts: [Substring] = []
        var rest = text
        while let found = rest.firstRange(of: separator) {
            parts.append(rest[..<found.lowerBound])
            rest = rest[found.upperBound...]
        }
        return parts + [rest]
    }

    private func understand(_ piece: String) -> Match? {
        if let number = Int(piece.trimmingSpaces()) {
            guard numberedNames.indices.contains(number) else { return nil }
            return taxonomy.entry(of: numberedNames[number]).map { Match(entry: $0, confidence: .numbered) }
        }
        let words = TextFolding.words(of: piece).map { $0 == "n" ? "and" : $0 }
        guard !words.isEmpty else { return nil }
        if let entry = taxonomy.entry(ofKey: words.joined()) {
            return Match(entry: entry, confidence: .listed)
        }
        if let entry = respelt(words.joined()) { return Match(entry: entry, confidence: .respelt) }
        return partial(words)
    }

    /// The longest listed run of words, the last such run first: what stands last in a genre's name names it.
    private func partial(_ words: [String]) -> Match? {
        guard words.count > 1 else { return nil }
        let words = Array(words.prefix(Self.pieceCountMax))
        for length in stride(from: words.count - 1, through: 1, by: -1) {
            for start in stride(from: words.count - length, through: 0, by: -1) {
                let key = words[start..<start + length].joined()
                if let entry = taxonomy.entry(ofKey: key) { return Match(entry: entry, confidence: .partial) }
            }
        }
        return nil
    }

    private func respelt(_ key: String) -> GenreTaxonomy.Entry? {
        let letters = Array(key.utf8)
        guard letters.count >= Self.respellingLengthMin else { return nil }
        var found: GenreTaxonomy.Entry?
        for length in letters.count - 1...letters.count + 1 {
            for candidate in keysOfLength[length] ?? [] where Spelling.isOneEditApart(letters, candidate) {
                guard let entry = taxonomy.entry(ofKey: String(decoding: candidate, as: UTF8.self)) else {
                    continue
                }
                if let found, found != entry { return nil }
                found = entry
            }
        }
        return found
    }
}
