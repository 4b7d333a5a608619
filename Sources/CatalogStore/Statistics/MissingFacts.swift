/// How many tracks lack what.
package struct MissingFacts: Sendable, Equatable {
    package let tracks: Int
    package let title: Int
    package let artist: Int
    package let album: Int
    package let year: Int
    package let duration: Int
    package let genre: Int
    /// Neither heard nor imported.
    package let descriptors: Int
    /// Imported ones, and those whose files are gone.
    package let file: Int
    /// Tracks that another one is shown in place of.
    package let copies: Int
}
