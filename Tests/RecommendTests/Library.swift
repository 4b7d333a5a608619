import CatalogCore
import CatalogStore
import TestSupport

/// Two camps of tracks, eight listeners, one embedding model, in a real catalog.
struct Library {
    static let now = Timestamp(milliseconds: 1_790_000_000_000)
    let folder: TemporaryFolder
    let path: String
    let catalog: Catalog
    let tracks: [TrackID]
    let users: [UserID]
    let model: ModelID

    /// - Parameter heardCount: so many tracks somebody has heard; nil for all but the last four.
    init(trackCount: Int = 24, heardCount: Int? = nil) throws {
        folder = try TemporaryFolder()
        path = folder.file("music.catalog")
        try Catalog.create(at: path)
        catalog = try Catalog(opening: path)
        (tracks, users, model) = try catalog.write { transaction in
            let model = try transaction.add(
                NewModel(name: "sound", kind: "embedding", seed: 1, dimension: 4), at: Self.now)
            try transaction.activate(model)
            var tracks: [TrackID] = []
            for index in 0..<trackCount {
                let track = try transaction.insert(
                    NewTrack(title: "Song \(index)", artists: ["Artist \(index % 6)"], durationMs: 200_000),
                    at: Self.now)
                let side: Float = index % 2 == 0 ? 1 : -1
                try transaction.setEmbedding(
                    of: track, to: Embedding(model: model, values: [side, Float(index) / 100, 0.2, 0.1]))
                tracks.append(track)
            }
            let users = try ["ann", "ben", "cid", "dee", "eva", "fay", "gil", "hal"].map {
                try transaction.addUser(named: $0, at: Self.now)
            }
            for (place, user) in users.enumerated() {
                for index in stride(from: place % 2, to: heardCount ?? trackCount - 4, by: 2) {
                    var event = NewEvent(user: user, track: tracks[index], kind: .play, time: Self.now)
                    event.playedMs = 190_000
                    event.totalMs = 200_000
                    _ = try transaction.add(event)
                }
            }
            return (tracks, users, model)
        }
    }

    func add(_ kind: EventKind, _ track: TrackID, user: Int = 0) throws -> EventID {
        let event = NewEvent(user: users[user], track: track, kind: kind, time: Self.now)
        let outcome = try catalog.write { try $0.add(event) }
        guard case .added(let id) = outcome else { throw TestFailure("the event is new") }
        return id
    }

    func index(of track: TrackID) throws -> Int {
        guard let index = tracks.firstIndex(of: track) else { throw TestFailure("a track of the library") }
        return index
    }
}

extension NewModel {
    init(name: String, kind: String, seed: UInt64, dimension: Int) {
        self.init(name: name, kind: kind, seed: seed, weights: [1])
        self.dimension = dimension
    }
}
