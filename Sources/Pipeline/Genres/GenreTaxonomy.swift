/// About 25 genres and their sub-genres, with other spellings of each; a plain text that people extend.
///
/// The format: `[Genre]`, then `sub-genre: spelling, spelling` line by line; `#` starts a comment line. A genre's own
/// name is a sub-genre of itself where the text does not list it.
package struct GenreTaxonomy: Sendable {
    /// One sub-genre and the genre that it belongs to.
    package struct Entry: Sendable, Hashable {
        package let name: String
        package let genre: String

        package init(name: String, genre: String) {
            self.name = name
            self.genre = genre
        }
    }

    /// Genres in the order of the text.
    package private(set) var genres: [String] = []
    package private(set) var entries: [Entry] = []
    private var entryOfKey: [String: Int] = [:]
    private var spellingsOfEntry: [Int: [String]] = [:]

    /// A line that cannot stand: which one and why.
    package struct Conflict: Error, Equatable, CustomStringConvertible {
        package let line: Int
        package let reason: String
        package var description: String { "line \(line): \(reason)" }
    }

    package init(text: String) throws { try add(text: text) }

    /// Adds another text of the same format: new genres, sub-genres of known genres, spellings of known sub-genres.
    package mutating func add(text: String) throws {
        var genre: String?
        var lineNumber = 0
        for rawLine in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lineNumber += 1
            let line = rawLine.trimmingSpaces()
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("[") && line.hasSuffix("]") {
                let name = String(line.dropFirst().dropLast().trimmingSpaces())
                genre = name
                if !genres.contains(name) { genres.append(name) }
                continue
            }
            guard let genre else {
                throw Conflict(line: lineNumber, reason: "a sub-genre stands before the first [Genre]")
            }
            try addEntry(line, to: genre, lineNumber: lineNumber)
        }
        for name in genres where entryOfKey[Self.key(of: name)] == nil {
            try claim(name, for: appendEntry(name: name, genre: name), lineNumber: lineNumber)
        }
    }

    /// Takes in what a person added to a catalog; where the text says otherwise, the person is right.
    mutating func add(_ name: String, under genre: String, spellings: [String]) {
        let index = entryOfKey[Self.key(of: name)] ?? appendEntry(name: name, genre: genre)
        for spelling in [name] + spellings {
            let key = Self.key(of: spelling)
            guard !key.isEmpty, entryOfKey[key] != index else { continue }
            if let former = entryOfKey[key] {
                spellingsOfEntry[former]?.removeAll { Self.key(of: $0) == key }
            }
            entryOfKey[key] = index
            spellingsOfEntry[index, default: []].append(spelling)
        }
    }

    private mutating func addEntry(_ line: Substring, to genre: String, lineNumber: Int) throws {
        let halves = line.split(separator: ":", maxSplits: 1)
        guard let name = halves.first?.trimmingSpaces(), !name.isEmpty else {
            throw Conflict(line: lineNumber, reason: "a sub-genre has no name")
        }
        let known = entryOfKey[Self.key(of: String(name))]
        if let known, entries[known].genre != genre {
            throw Conflict(line: lineNumber, reason: "'\(name)' already stands under \(entries[known].genre)")
        }
        let index = known ?? appendEntry(name: String(name), genre: genre)
        try claim(String(name), for: index, lineNumber: lineNumber)
        guard halves.count == 2 else { return }
        for alias in halves[1].split(separator: ",") {
            try claim(String(alias.trimmingSpaces()), for: index, lineNumber: lineNumber)
        }
    }

    private mutating func appendEntry(name: String, genre: String) -> Int {
        entries.append(Entry(name: name, genre: genre))
        return entries.count - 1
    }

    private mutating func claim(_ spelling: String, for index: Int, lineNumber: Int) throws {
        let key = Self.key(of: spelling)
        guard !key.isEmpty else { throw Conflict(line: lineNumber, reason: "a spelling has no letters") }
        if let owner = entryOfKey[key], owner != index {
            throw Conflict(line: lineNumber, reason: "'\(spelling)' already means \(entries[owner].name)")
        }
        if entryOfKey.updateValue(index, forKey: key) == nil {
            spellingsOfEntry[index, default: []].append(spelling)
        }
    }

    /// The entry that a spelling means, if the text lists it.
    package func entry(of spelling: String) -> Entry? {
        entryOfKey[Self.key(of: spelling)].map { entries[$0] }
    }

    /// The ways to write an entry that the text lists, its name first.
    package func spellings(of entry: Entry) -> [String] {
        entryOfKey[Self.key(of: entry.name)].flatMap { spellingsOfEntry[$0] } ?? []
    }

    /// The entry of an already made key.
    func entry(ofKey key: String) -> Entry? { entryOfKey[key].map { entries[$0] } }

    /// Every key of the taxonomy, in order, for spelling repair.
    var sortedKeys: [String] { entryOfKey.keys.sorted() }

    /// What a spelling is compared by: letters and digits only, without case and accents; "&" and "'n'" are "and".
    package static func key(of spelling: String) -> String {
        let words = TextFolding.words(of: spelling)
        return words.map { $0 == "n" ? "and" : $0 }.joined()
    }
}
