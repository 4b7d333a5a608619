import CatalogCore
import CatalogStore

/// A small catalog with a known answer: even artists are loud and heard by one half of the people, odd ones quiet and
/// by the other.
package enum TwoTastes {
    package static let now = Timestamp(milliseconds: 1_790_000_000_000)
    package static let trackCount = 60
    package static let personCount = 10
    private static let tracksPerArtist = 5

    /// Whether the track of a number is of the loud half.
    package static func isLoud(_ id: Int64) -> Bool { (id - 1) / Int64(tracksPerArtist) % 2 == 0 }

    package static func fill(_ transaction: Transaction) throws {
        var generator = SplitMix64(seed: 5)
        try transaction.register(
            FeatureSet(
                name: "sound", version: 1,
                features: (0..<6).map {
                    FeatureSet.Feature(
                        name: "f\($0)", unit: "", lowerBound: -10, upperBound: 10, group: $0 < 4 ? "a" : "b")
                }))
        var tracks: [TrackID] = []
        for index in 0..<trackCount {
            let artist = index / tracksPerArtist
            var track = NewTrack(
                title: "Song \(index) & <more>", artists: ["Artist \(artist)"], album: "Album \(artist)",
                durationMs: 200_000 + index)
            track.year = 1980 + index % 40
            let id = try transaction.insert(track, at: now)
            tracks.append(id)
            try transaction.addGenres([artist % 2 == 0 ? "rock" : "ambient"], to: id, source: .tag)
            let side: Float = artist % 2 == 0 ? 1 : -1
            let values = (0..<6).map { _ in side + Float(generator.normal()) * 0.3 }
            try transaction.setFeatureVector(of: id, to: FeatureVector(setVersion: 1, values: values))
        }
        for person in 0..<personCount {
            let user = try transaction.addUser(named: "person\(person)", at: now)
            for index in 0..<trackCount where index / tracksPerArtist % 2 == person % 2 {
                guard generator.index(below: 10) < 6 else { continue }
                var event = NewEvent(user: user, track: tracks[index], kind: .play, time: now)
                event.playedMs = 200_000
                event.totalMs = 200_000
                _ = try transaction.add(event)
            }
        }
    }
}
