import Seeds

/// The plain-text seeds that the program carries (see `seeds/README.md`).
package enum Seed: Sendable {
    case genres, id3Genres, vaderLexicon, vaderRules, vaderEmoji, functionWords

    package var text: String {
        let seed =
            switch self {
            case .genres: seedGenres
            case .id3Genres: seedID3Genres
            case .vaderLexicon: seedVADERLexicon
            case .vaderRules: seedVADERRules
            case .vaderEmoji: seedVADEREmoji
            case .functionWords: seedFunctionWords
            }
        return String(decoding: UnsafeBufferPointer(start: seed.bytes, count: seed.count), as: UTF8.self)
    }

    /// The lines that are neither blank nor comments.
    package var lines: [Substring] {
        text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.trimmingSpaces().isEmpty }
    }

    /// The genres of ID3 tags; the position is the number.
    package static var id3GenreNames: [String] { Seed.id3Genres.lines.map(String.init) }
}
