import Audio
import CatalogCore
import CatalogStore
import Pipeline
import TestSupport

/// A catalog of tracks that were never heard: vectors that artists, albums and chance make up, the same for a seed.
struct TrainingLibrary {
    static let now = Timestamp(milliseconds: 1_700_000_000_000)
    private static let factorCount = 6

    let folder: TemporaryFolder
    let catalog: Catalog

    init(artists: Int, tracksPerArtist: Int, seed: UInt64, firstArtist: Int = 0) throws {
        folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("test.catalog"))
        catalog = try Catalog(opening: folder.file("test.catalog"))
        try catalog.write { try $0.register(TrackFeatures.set) }
        try add(artists: artists, tracksPerArtist: tracksPerArtist, seed: seed, firstArtist: firstArtist)
    }

    func add(artists: Int, tracksPerArtist: Int, seed: UInt64, firstArtist: Int) throws {
        var random = SplitMix64(seed: 99)
        let columns = TrackFeatures.set.dimension
        let map = (0..<Self.factorCount * columns).map { _ in Float(random.normal()) }
        random = SplitMix64(seed: seed)
        try catalog.write { transaction in
            for artist in firstArtist..<firstArtist + artists {
                let center = (0..<Self.factorCount).map { _ in Float(random.normal()) }
                for number in 0..<tracksPerArtist {
                    let factors = center.map { $0 + 0.3 * Float(random.normal()) }
                    var values = [Float](repeating: 0, count: columns)
                    for column in 0..<columns {
                        var sum = 0.3 * Float(random.normal())
                        for factor in 0..<Self.factorCount {
                            sum += factors[factor] * map[factor * columns + column]
                        }
                        values[column] = sum
                    }
                    var track = NewTrack(
                        title: "Song \(artist) \(number)", artists: ["Artist \(artist)"],
                        album: "Album \(artist) \(number / 3)")
                    track.albumArtists = track.artists
                    track.popularity = Double(
                        min(100, max(0, 50 + 18 * factors[0] + 4 * Float(random.normal()))))
                    let id = try transaction.insert(track, at: Self.now)
                    try transaction.setFeatureVector(
                        of: id, to: FeatureVector(setVersion: TrackFeatures.set.version, values: values))
                    try transaction.setGenres([factors[1] > 0 ? "rock" : "jazz"], of: id, source: .tag)
                }
            }
        }
    }

    /// Settings of a run that is over soon.
    func settings(seed: UInt64 = 5, epochs: Int = 4) -> TrainingSettings {
        TrainingSettings(seed: seed, epochsMax: epochs, now: { Self.now })
    }

    func active(_ family: ModelFamily) throws -> ModelRecord? {
        try catalog.read { try $0.activeModel(named: family.rawValue) }
    }
}
