/// The words of a track, and how they feel.
package struct Lyrics: Sendable, Equatable {
    package enum Source: String, Sendable, Codable { case embedded, file, person }

    package var source: Source
    package var text: String
    /// True where each line has its time (`[01:23.45]`).
    package var isTimed: Bool
    package var language: String?
    /// VADER's shares and compound score; nil where the language is not its own.
    package var positive: Double?
    package var negative: Double?
    package var compound: Double?
    /// The compound score of each line.
    package var arc: [Float]?

    package init(source: Source, text: String, isTimed: Bool = false) {
        self.source = source
        self.text = text
        self.isTimed = isTimed
    }
}
