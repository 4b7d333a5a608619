import CatalogCore
import CatalogStore

/// Finds what a question is about; what is misspelt is taken for its nearest neighbour, and said so.
struct SeedChooser<Reading: CatalogReading> {
    let catalog: Reading
    let output: Output

    private static var candidateCount: Int { 8 }

    func artist(_ words: String) throws -> ArtistID {
        if Int64(words) == nil, try catalog.artists(named: words).isEmpty {
            let found = try catalog.search(words, limit: Self.candidateCount)
            if found.isCorrected, let artist = nearest(to: words, among: found.artists, name: { $0.name }) {
                try output.remark("There is no artist `\(words)`; \(artist.name) is nearest.")
                return artist.id
            }
        }
        return try MusicChooser.artist(words, in: catalog).id
    }

    func track(_ words: String) throws -> TrackID {
        if Int64(words) == nil {
            let found = try catalog.search(words, limit: Self.candidateCount)
            let track = nearest(to: words, among: found.tracks) { track in
                words.contains(" - ") ? "\(track.artist) - \(track.title)" : track.title
            }
            if found.isCorrected, let track {
                try output.remark(
                    "There is no track `\(words)`; \(track.artist) - \(track.title) is nearest.")
                return track.id
            }
        }
        return try MusicChooser.track(words, in: catalog).id
    }

    func genre(_ words: String) throws -> [GenreID] {
        guard let genre = try catalog.genre(named: words) else {
            let names = try catalog.genres().map(\.name)
            let meant = Spelling.nearest(to: words, among: names)
            throw CommandError(
                "There is no genre `\(words)`. "
                    + (meant.map { "Did you mean \($0)?" } ?? "`catalog genres` lists them."))
        }
        return [genre.id] + (try catalog.subgenres(of: genre.id)).map(\.id)
    }

    /// The only candidate, or the one that is clearly nearest in spelling.
    private func nearest<Thing>(to words: String, among things: [Thing], name: (Thing) -> String) -> Thing? {
        if things.count <= 1 { return things.first }
        let typed = Array(TextKey.fold(words).unicodeScalars)
        let distances = things.map { Spelling.distance(typed, Array(TextKey.fold(name($0)).unicodeScalars)) }
        guard let least = distances.min(), distances.count(where: { $0 == least }) == 1 else { return nil }
        return distances.firstIndex(of: least).map { things[$0] }
    }
}
