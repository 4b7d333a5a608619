/// The language of a text, by its script and its small words.
package struct LyricsLanguage: Sendable, Equatable {
    /// ISO 639-1, or "und" where it cannot be told.
    package let code: String
    /// The share of words that are among the language's commonest.
    package let confidence: Double

    package static let unknown = LyricsLanguage(code: "und", confidence: 0)
}
