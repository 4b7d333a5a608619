import CatalogCore

/// A kind of music; a sub-genre has a parent.
package struct Genre: Sendable, Equatable, Codable {
    package enum Origin: String, Sendable, Codable { case seed, person, found }

    package var id: GenreID
    package var name: String
    package var parent: GenreID?
    package var origin: Origin
}
