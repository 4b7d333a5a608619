import CatalogStore
import Learning

/// The descriptors of tracks as a table of numbers.
enum DescriptorTable {
    static let names = [
        "tempo", "loudness", "energy", "danceability", "valence", "acousticness", "instrumentalness",
        "liveness",
        "speechiness",
    ]

    /// Not a number where nothing is known.
    static func values(of descriptors: Descriptors) -> [Float] {
        [
            descriptors.tempoBpm, descriptors.loudnessLufs, descriptors.energy, descriptors.danceability,
            descriptors.valence, descriptors.acousticness, descriptors.instrumentalness, descriptors.liveness,
            descriptors.speechiness,
        ].map { $0.map { Float($0) } ?? .nan }
    }
}
