import Audio
import CatalogCore
import CatalogStore
import TestSupport

/// A catalog of tracks that were never heard, for the program's models: vectors that artists and chance make up.
struct ModelsWorld {
    /// Options of a training that is over soon.
    static let quick = ["--epochs", "2", "--threads", "1"]
    static let now = Timestamp(milliseconds: 1_700_000_000_000)

    let folder: TemporaryFolder
    let catalog: CatalogBinary
    let store: Catalog

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        store = try Catalog(opening: folder.file("test.catalog"))
    }

    /// Adds tracks, each artist's around a place of their own.
    func fill(artists: Int, tracksPerArtist: Int, seed: UInt64 = 31) throws {
        var random = SplitMix64(seed: seed)
        try store.write { transaction in
            try transaction.register(TrackFeatures.set)
            for artist in 0..<artists {
                let centre = (0..<TrackFeatures.set.dimension).map { _ in Float(random.normal()) }
                for number in 0..<tracksPerArtist {
                    let values = centre.map { $0 + 0.3 * Float(random.normal()) }
                    var track = NewTrack(
                        title: "Song \(number)", artists: ["Artist \(artist)"], album: "Album \(artist)")
                    track.albumArtists = track.artists
                    track.popularity = Double(min(100, max(0, 50 + 20 * values[0])))
                    let id = try transaction.insert(track, at: Self.now)
                    try transaction.setFeatureVector(
                        of: id, to: FeatureVector(setVersion: TrackFeatures.set.version, values: values))
                }
            }
        }
    }
}
