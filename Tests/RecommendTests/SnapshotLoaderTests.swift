import CatalogCore
import CatalogStore
import Learning
import Recommend
import TestSupport
import Testing

@Suite struct SnapshotLoaderTests {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)

    /// Two camps of tracks, eight listeners, one embedding model.
    private func library(_ folder: TemporaryFolder) throws -> (Catalog, [TrackID], [UserID], ModelID) {
        let path = folder.file("music.catalog")
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        return try catalog.write { transaction in
            var tracks: [TrackID] = []
            var users: [UserID] = []
            let model = try transaction.add(
                NewModel(name: "sound", kind: "embedding", seed: 1, weights: [1]), at: Self.now)
            for index in 0..<24 {
                let new = NewTrack(
                    title: "Song \(index)", artists: ["Artist \(index % 6)"], durationMs: 200_000)
                let track = try transaction.insert(new, at: Self.now)
                tracks.append(track)
                let side: Float = index % 2 == 0 ? 1 : -1
                try transaction.setEmbedding(
                    of: track, to: Embedding(model: model, values: [side, Float(index) / 100, 0.2, 0.1]))
            }
            for name in ["ann", "ben", "cid", "dee", "eva", "fay", "gil", "hal"] {
                users.append(try transaction.addUser(named: name, at: Self.now))
            }
            for (place, user) in users.enumerated() {
                for index in stride(from: place % 2, to: 20, by: 2) {
                    var event = NewEvent(user: user, track: tracks[index], kind: .play, time: Self.now)
                    event.playedMs = 190_000
                    event.totalMs = 200_000
                    _ = try transaction.add(event)
                }
            }
            return (catalog, tracks, users, model)
        }
    }

    @Test func aCatalogAnswersForItsListeners() throws {
        let folder = try TemporaryFolder()
        let (catalog, tracks, users, model) = try library(folder)
        let loader = SnapshotLoader(
            embeddingModel: model, training: .init(dimension: 4, unobservedWeight: 0.3, regularization: 0.03))
        let now = Double(Self.now.milliseconds) / 1000
        var snapshot = try catalog.read { try loader.load(from: $0, depth: .everybody, nowSeconds: now) }
        #expect(snapshot.table.count == 24 && snapshot.listeners.count == 8)
        var query = Query()
        query.user = users[0]
        query.hearing = .unheard
        query.limit = 2
        query.dials.perArtist = nil
        let answer = try snapshot.answer(query, nowSeconds: now).recommendations.map(\.track)
        #expect(Set(answer) == [tracks[20], tracks[22]])

        let last = try catalog.read { try $0.lastEventID() }
        let ban = try catalog.write { transaction in
            try transaction.add(NewEvent(user: users[0], track: tracks[20], kind: .ban, time: Self.now))
        }
        let after = try catalog.read { try loader.follow($0, from: last, into: &snapshot) }
        #expect(after != last)
        #expect(
            !(try snapshot.answer(query, nowSeconds: now)).recommendations.map(\.track).contains(tracks[20]))
        _ = ban
        let stored = try #require(StoredFactors(snapshot, nowSeconds: now))
        let factors = try catalog.write { transaction in
            try transaction.add(
                NewModel(name: "people", kind: "factors", seed: 1, weights: stored.encoded()), at: Self.now)
        }
        let quick = SnapshotLoader(embeddingModel: model, factorModel: factors)
        let once = try catalog.read {
            try quick.load(from: $0, depth: .oneListener(users[1]), nowSeconds: now)
        }
        query.user = users[1]
        #expect(
            try once.answer(query, nowSeconds: now).recommendations.allSatisfy { item in
                tracks.firstIndex(of: item.track).map { $0 % 2 == 1 } ?? false
            })
    }

    @Test func whatIsTakenBackNoLongerCounts() throws {
        let folder = try TemporaryFolder()
        let (catalog, tracks, users, model) = try library(folder)
        let now = Double(Self.now.milliseconds) / 1000
        let loader = SnapshotLoader(embeddingModel: model, training: .init(dimension: 4))
        var snapshot = try catalog.read { try loader.load(from: $0, depth: .everybody, nowSeconds: now) }
        var last = try catalog.read { try $0.lastEventID() }
        _ = try catalog.write {
            try $0.add(NewEvent(user: users[2], track: tracks[22], kind: .ban, time: Self.now))
        }
        last = try catalog.read { try loader.follow($0, from: last, into: &snapshot) }
        #expect(snapshot.listeners[users[2]]?.refused.count == 1)
        let banned = try #require(last)
        _ = try catalog.write { try $0.undo(banned, at: Self.now) }
        try catalog.read { _ = try loader.follow($0, from: last, into: &snapshot) }
        #expect(snapshot.listeners[users[2]]?.refused.isEmpty == true)
    }
}
