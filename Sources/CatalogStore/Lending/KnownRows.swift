/// A bounded memory of rows that a transaction has met.
struct KnownRows {
    /// How many entries each memory holds before it starts over.
    private static let limit = 500_000

    private(set) var artists: [String: Int64] = [:]
    private(set) var genres: [String: Int64] = [:]
    private(set) var sources: [String: Int64] = [:]
    private(set) var words: Set<Substring> = []
    /// The source of the event before, which nearly always is that of the next one too.
    var lastSource: (name: String, id: Int64)?

    mutating func keep(artist: String, id: Int64) {
        if artists.count >= Self.limit { artists.removeAll() }
        artists[artist] = id
    }

    mutating func keep(genre: String, id: Int64) {
        if genres.count >= Self.limit { genres.removeAll() }
        genres[genre] = id
    }

    mutating func keep(source: String, id: Int64) {
        if sources.count >= Self.limit { sources.removeAll() }
        sources[source] = id
    }

    /// True the first time that a word is met.
    mutating func isNew(word: Substring) -> Bool {
        if words.count >= Self.limit { words.removeAll() }
        return words.insert(word).inserted
    }
}
