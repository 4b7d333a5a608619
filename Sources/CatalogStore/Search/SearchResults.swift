import CatalogCore

/// What a search found, best first.
package struct SearchResults: Sendable, Equatable {
    package var tracks: [Track] = []
    package var artists: [Artist] = []
    package var albums: [Album] = []
    /// True where words had to be taken for others: nothing is written as the query says.
    package var isCorrected = false

    package var isEmpty: Bool { tracks.isEmpty && artists.isEmpty && albums.isEmpty }
}
