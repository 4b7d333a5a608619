import CatalogCore
import SQLite

extension CatalogReading {
    /// Finds tracks, artists and albums by name, as a person types it: accents, case and punctuation do not matter, the last
    /// word may be unfinished, and where nothing is written that way, mistyped words are taken for their neighbours.
    ///
    /// At most `searchCandidateLimit` rows of each source are ranked, so that a query for `the` is as quick as any.
    package func search(_ text: String, limit: Int = 20) throws -> SearchResults {
        let query = SearchQuery(String(text.prefix(Self.searchTextLimit)))
        guard !query.terms.isEmpty, limit > 0 else { return SearchResults() }
        let none = query.terms.map { _ in [String]() }
        var results = try find(query, match: query.match, corrections: none, limit: limit)
        guard results.isEmpty, query.match != nil else { return results }
        let corrections = try query.terms.enumerated().map { index, term -> [String] in
            let isLast = index == query.terms.count - 1
            // A word that somebody wrote is taken at its word; trying its neighbours too makes the search long, not better.
            guard term.count == 1, try !isKnown(term[0], isLast: isLast) else { return [] }
            return try neighbours(of: term[0], isLast: isLast)
        }
        let isCorrectable = corrections.contains { !$0.isEmpty }
        if isCorrectable {
            let match = query.match(alternatives: corrections, requiringAll: true)
            results = try find(query, match: match, corrections: corrections, limit: limit)
        }
        if results.isEmpty, query.terms.count > 1 || isCorrectable {
            let match = query.match(alternatives: corrections, requiringAll: false)
            results = try find(query, match: match, corrections: corrections, limit: limit)
        }
        results.isCorrected = !results.isEmpty
        return results
    }

    /// Tracks whose lyrics hold these words, best first.
    package func searchLyrics(_ text: String, limit: Int = 20) throws -> [TrackID] {
        let query = SearchQuery(String(text.prefix(Self.searchTextLimit)))
        guard let match = query.match else { return [] }
        return try all(SearchStatement.lyrics, match, limit) { TrackID($0.int64(0)) }
    }

    private func isKnown(_ word: String, isLast: Bool) throws -> Bool {
        guard TypingMistakes.canLearn(word) else { return true }
        return try first(
            SearchStatement.hasPrefix, word, word + (isLast ? Self.lastCharacter : "\u{0}"),
            read: { _ in true }) ?? false
    }

    /// Known words that differ from this one by few typing mistakes, nearest first.
    func neighbours(of word: String, isLast: Bool) throws -> [String] {
        let letters = Array(word)
        let tolerance = TypingMistakes.tolerance(length: letters.count)
        guard tolerance > 0 else { return [] }
        // One mistake leaves one half of a word as it is; a second one is forgiven where it is in the same half.
        let half = max(2, letters.count / 2 - (tolerance - 1))
        let start = String(letters.prefix(half))
        let end = String(letters.suffix(half).reversed())
        var found: [String: Int] = [:]
        func consider(_ row: Row) {
            let candidate = row.string(0)
            if found[candidate] == nil, let distance = distance(letters, Array(candidate), tolerance, isLast)
            {
                found[candidate] = distance
            }
        }
        try forEach(
            SearchStatement.wordsFrom, start, start + Self.lastCharacter, Self.neighbourScanLimit,
            body: consider)
        try forEach(
            SearchStatement.wordsEnding, end, end + Self.lastCharacter, Self.neighbourScanLimit,
            body: consider)
        found[word] = nil
        return found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.prefix(Self.neighbourLimit).map(\.key)
    }

    private func distance(_ typed: [Character], _ known: [Character], _ limit: Int, _ isPrefix: Bool) -> Int?
    {
        if let whole = TypingMistakes.distance(typed, known, limit: limit) { return whole }
        guard isPrefix, known.count > typed.count else { return nil }
        return TypingMistakes.distance(typed, Array(known.prefix(typed.count)), limit: limit).map { $0 + 1 }
    }

    private func find(
        _ query: SearchQuery, match: String?, corrections: [[String]], limit: Int
    ) throws -> SearchResults {
        let ranking = SearchRanking(query: query, corrections: corrections)
        return SearchResults(
            tracks: try findTracks(query, match, ranking, limit).compactMap { try track($0) },
            artists: try findArtists(query, match, ranking, limit).compactMap { try artist($0) },
            albums: try findAlbums(query, match, ranking, limit).compactMap { try album($0) })
    }

    private func findTracks(
        _ query: SearchQuery, _ match: String?, _ ranking: SearchRanking, _ limit: Int
    ) throws -> [TrackID] {
        var scores: [TrackID: Double] = [:]
        func consider(_ row: Row) {
            let id = TrackID(row.int64(0))
            guard scores[id] == nil else { return }
            scores[id] = ranking.score(
                name: row.string(1), other: row.string(2), popularity: row.optionalDouble(3))
        }
        let end = query.key + Self.lastCharacter
        if let match { try forEach(SearchStatement.tracks, match, Self.searchCandidateLimit, body: consider) }
        try forEach(
            SearchStatement.tracksByTitle, query.key, end, Self.searchCandidateLimit / 2, body: consider)
        try forEach(
            SearchStatement.tracksOfCredit, query.key, end, Self.searchCandidateLimit / 2, body: consider)
        return best(scores, limit)
    }

    private func findArtists(
        _ query: SearchQuery, _ match: String?, _ ranking: SearchRanking, _ limit: Int
    ) throws -> [ArtistID] {
        var scores: [ArtistID: Double] = [:]
        func consider(_ row: Row) {
            let name = row.string(1)
            scores[ArtistID(row.int64(0))] = ranking.score(name: name, other: "", popularity: nil)
        }
        if let match {
            try forEach(SearchStatement.artists, match, Self.searchCandidateLimit / 2, body: consider)
        }
        try forEach(
            SearchStatement.artistsByName, query.key, query.key + Self.lastCharacter,
            Self.searchCandidateLimit / 4,
            body: consider)
        return best(scores, limit)
    }

    private func findAlbums(
        _ query: SearchQuery, _ match: String?, _ ranking: SearchRanking, _ limit: Int
    ) throws -> [AlbumID] {
        var scores: [AlbumID: Double] = [:]
        func consider(_ row: Row) {
            scores[AlbumID(row.int64(0))] = ranking.score(
                name: row.string(1), other: row.string(2), popularity: nil)
        }
        if let match {
            try forEach(SearchStatement.albums, match, Self.searchCandidateLimit / 2, body: consider)
        }
        try forEach(
            SearchStatement.albumsByTitle, query.key, query.key + Self.lastCharacter,
            Self.searchCandidateLimit / 4,
            body: consider)
        return best(scores, limit)
    }

    private func best<ID: CatalogIdentifier>(_ scores: [ID: Double], _ limit: Int) -> [ID] {
        scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit).map(\.key)
    }

    /// Sorts behind everything that starts with what stands before it.
    private static var lastCharacter: String { "\u{10FFFF}" }
    /// How many characters of a query are looked at.
    package static var searchTextLimit: Int { 200 }
    /// How many rows of one source are ranked.
    package static var searchCandidateLimit: Int { 240 }
    /// How many words are compared with a mistyped one, and how many of them are tried.
    private static var neighbourScanLimit: Int { 4_000 }
    private static var neighbourLimit: Int { 8 }
}
