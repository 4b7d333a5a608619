import CatalogCore
import CatalogStore
import TestSupport

/// A catalog of two tastes: even artists are loud and heard by one half of the people, odd ones quiet and by the other.
struct RecommendWorld {
    static let artistCount = 12
    static let tracksPerArtist = 5
    static let now = Timestamp(milliseconds: 1_790_000_000_000)

    let folder: TemporaryFolder
    let catalog: CatalogBinary

    /// - Parameter hasFeedback: whether ten people of each taste heard most of their half.
    init(hasFeedback: Bool = true, hasSound: Bool = true) throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        let store = try Catalog(opening: folder.file("test.catalog"))
        let count = Self.artistCount * Self.tracksPerArtist
        try store.write { transaction in
            var generator = SplitMix64(seed: 5)
            let set = FeatureSet(
                name: "sound", version: 1,
                features: (0..<6).map {
                    FeatureSet.Feature(
                        name: "f\($0)", unit: "", lowerBound: -10, upperBound: 10, group: $0 < 4 ? "a" : "b")
                })
            if hasSound { try transaction.register(set) }
            var tracks: [TrackID] = []
            for index in 0..<count {
                let artist = index / Self.tracksPerArtist
                var track = NewTrack(
                    title: "Song \(index) & <more>", artists: ["\(Self.names[artist])"],
                    album: "Album \(artist)", durationMs: 200_000 + index)
                track.year = 1980 + index
                let id = try transaction.insert(track, at: Self.now)
                tracks.append(id)
                try transaction.addGenres([artist % 2 == 0 ? "rock" : "ambient"], to: id, source: .tag)
                let side: Float = artist % 2 == 0 ? 1 : -1
                let values = (0..<6).map { _ in side + Float(generator.normal()) * 0.3 }
                guard hasSound else { continue }
                try transaction.setFeatureVector(of: id, to: FeatureVector(setVersion: 1, values: values))
            }
            guard hasFeedback else { return }
            for person in 0..<20 {
                let user = try transaction.addUser(named: "person\(person)", at: Self.now)
                for index in 0..<count where index / Self.tracksPerArtist % 2 == person % 2 {
                    guard generator.index(below: 10) < 6 else { continue }
                    var event = NewEvent(user: user, track: tracks[index], kind: .play, time: Self.now)
                    event.playedMs = 200_000
                    event.totalMs = 200_000
                    _ = try transaction.add(event)
                }
            }
        }
    }

    static let names = [
        "Anvil", "Brook", "Crusher", "Dew", "Engine", "Fern", "Granite", "Haze", "Iron", "Jasmine", "Kettle",
        "Lull",
    ]

    /// Runs a command as JSON and returns the numbers of the tracks.
    func ids(_ arguments: String...) throws -> [Int] {
        let result = try catalog.run(arguments + ["--format", "json"])
        return result.lines.map { FeedbackLines.count("id", in: $0) }
    }

    /// Whether a track is of the loud half.
    static func isLoud(_ id: Int) -> Bool { (id - 1) / tracksPerArtist % 2 == 0 }
}
