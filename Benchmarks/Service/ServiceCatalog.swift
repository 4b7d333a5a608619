import CatalogCore
import CatalogStore
import FoundationEssentials

/// A catalog of any size for the load on a service: tracks of many sounds, people with a taste, what they heard.
enum ServiceCatalog {
    static let dimension = 64
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)
    private static let soundCount = 200
    private static let batchSize = 20_000

    static func make(at path: String, tracks: Int, users: Int, events: Int, seed: UInt64) throws {
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        var generator = SplitMix64(seed: seed)
        let centers = (0..<soundCount).map { _ in (0..<dimension).map { _ in Float(generator.normal()) } }
        let model = try catalog.write { transaction in
            var model = NewModel(name: "embedding", kind: "embedding", seed: seed, weights: [])
            model.dimension = dimension
            let id = try transaction.add(model, at: now)
            try transaction.activate(id)
            return id
        }
        for start in stride(from: 0, to: tracks, by: batchSize) {
            try catalog.write { transaction in
                for index in start..<min(tracks, start + batchSize) {
                    let artist = index / 10
                    var track = NewTrack(
                        title: "Track \(index)", artists: ["Artist \(artist)"], album: "Album \(artist)",
                        durationMs: 180_000 + index % 60_000)
                    track.year = 1960 + artist % 65
                    let id = try transaction.insert(track, at: now)
                    let center = centers[artist % soundCount]
                    let values = center.map { $0 + 0.5 * Float(generator.normal()) }
                    try transaction.setEmbedding(of: id, to: Embedding(model: model, values: values))
                }
            }
        }
        let people = try catalog.write { transaction in
            try (0..<users).map { try transaction.addUser(named: "listener \($0)", at: now) }
        }
        try hear(catalog, people, tracks: tracks, events: events, &generator)
    }

    /// Each person hears mostly four sounds, of these mostly what is popular.
    private static func hear(
        _ catalog: Catalog, _ people: [UserID], tracks: Int, events: Int, _ generator: inout SplitMix64
    ) throws {
        let perPerson = max(1, events / max(1, people.count))
        let artists = max(1, tracks / 10)
        for start in stride(from: 0, to: people.count, by: max(1, batchSize / perPerson)) {
            var batch: [NewEvent] = []
            for person in people[start..<min(people.count, start + max(1, batchSize / perPerson))] {
                let tastes = (0..<4).map { _ in generator.index(below: soundCount) }
                for number in 0..<perPerson {
                    let rank = generator.uniform() * generator.uniform()
                    let group = Int(rank * Double(max(1, artists / soundCount)))
                    let artist = min(artists - 1, group * soundCount + tastes[generator.index(below: 4)])
                    let track = min(tracks - 1, artist * 10 + generator.index(below: 10))
                    var event = NewEvent(
                        user: person, track: TrackID(Int64(track + 1)),
                        kind: generator.index(below: 10) == 0 ? .skip : .play,
                        time: Timestamp(milliseconds: now.milliseconds - Int64(number) * 7_000_000))
                    event.playedMs = 180_000
                    event.totalMs = 200_000
                    batch.append(event)
                }
            }
            let events = batch
            _ = try catalog.write { try $0.add(events) }
        }
    }
}
