import CatalogCore
import Learning
import Recommend

/// A small catalog with a known answer: tracks of two camps, even and odd, that sound and are played apart.
struct World {
    static let trackCount = 240
    static let nowSeconds = 1_790_000_000.0
    static let stranger = UserID(9_999)

    static func track(_ index: Int) -> TrackID { TrackID(Int64(index + 1)) }
    static func artist(_ index: Int) -> ArtistID { ArtistID(Int64(index % 48 + 1)) }

    static func entry(_ index: Int) -> TrackTable.Entry {
        var entry = TrackTable.Entry(id: track(index))
        entry.artists = [artist(index)]
        entry.genres = [GenreID(Int64(index % 2 + 1))]
        entry.numbers = [
            .tempo: Double(80 + index % 100), .energy: Double(index % 10) / 10,
            .year: Double(1980 + index % 40),
        ]
        entry.popularity = Double(index % 7)
        entry.addedSeconds = nowSeconds - 86_400 * Double(400 - index)
        return entry
    }

    static func embedding(_ index: Int, _ generator: inout SplitMix64) -> [Float] {
        let side: Float = index % 2 == 0 ? 1 : -1
        return [side] + (0..<7).map { _ in 0.35 * Float(generator.normal()) }
    }

    /// `listenerCount` listeners with 30 plays each in their camp, the last track unheard by anybody.
    static func snapshot(seed: UInt64, listenerCount: Int = 60) throws -> RecommendationSnapshot {
        var generator = SplitMix64(seed: seed)
        var table = TrackTable()
        for index in 0..<trackCount { table.insert(entry(index)) }
        let embeddings = FactorMatrix(rowCount: trackCount, dimension: 8) { embedding($0, &generator) }
        var snapshot = RecommendationSnapshot(table: table, models: try RecommendationModels())
        for user in 0..<listenerCount {
            for _ in 0..<30 {
                let index = 2 * generator.index(below: trackCount / 2 - 1) + user % 2
                snapshot.record(
                    Signal(.play(completion: 1), timeSeconds: nowSeconds - 86_400 * generator.uniform() * 30),
                    user: UserID(Int64(user)), track: track(index))
            }
        }
        snapshot.models = try RecommendationModels.trained(
            on: snapshot.interactions(nowSeconds: nowSeconds), embeddings: embeddings,
            parameters: .init(dimension: 8, unobservedWeight: 0.2, regularization: 0.02),
            nowSeconds: nowSeconds)
        return snapshot
    }
}
