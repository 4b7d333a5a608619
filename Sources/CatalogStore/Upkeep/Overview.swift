import SQLite

/// How much of everything there is.
package struct Overview: Sendable, Equatable, Codable {
    package var tracks: Int
    package var artists: Int
    package var albums: Int
    package var files: Int
    package var users: Int
    package var events: Int
    package var playlists: Int
    package var models: Int
    package var genres: Int
    package var providerTracks: Int
    /// Tracks that people speak of and that are not here.
    package var openReferences: Int
}

extension CatalogReading {
    package func overview() throws -> Overview {
        let counts = try first(UpkeepStatement.overview) { row in (0..<11).map { row.int(Int32($0)) } }
        guard let counts else {
            throw CatalogError(.damaged, "the catalog cannot be counted: run `catalog check`")
        }
        return Overview(
            tracks: counts[0], artists: counts[1], albums: counts[2], files: counts[3], users: counts[4],
            events: counts[5], playlists: counts[6], models: counts[7], genres: counts[8],
            providerTracks: counts[9], openReferences: counts[10])
    }
}
