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
    static func index(of track: TrackID) -> Int { Int(track.rawValue) - 1 }

    /// The table of the world's tracks, with one more for each that `extra` adds.
    static func table(_ extra: (inout TrackTableBuilder) -> Void = { _ in }) -> TrackTable {
        var builder = TrackTableBuilder()
        for index in 0..<trackCount {
            let id = track(index)
            builder.addTrack(
                id, addedSeconds: nowSeconds - 86_400 * Double(400 - index), popularity: Double(index % 7))
            builder.addArtist(artist(index), of: id)
            builder.addGenre(GenreID(Int64(index % 2 + 1)), of: id)
            builder.set(.tempo, of: id, to: Double(80 + index % 100))
            builder.set(.energy, of: id, to: Double(index % 10) / 10)
            builder.set(.year, of: id, to: Double(1980 + index % 40))
        }
        extra(&builder)
        return builder.finish()
    }

    static func embedding(_ index: Int, _ generator: inout SplitMix64) -> [Float] {
        let side: Float = index % 2 == 0 ? 1 : -1
        return [side] + (0..<7).map { _ in 0.35 * Float(generator.normal()) }
    }

    /// What the listeners did: 30 plays each in their camp, the last two tracks unheard by anybody.
    static func signals(
        _ generator: inout SplitMix64, listenerCount: Int
    ) -> [(user: UserID, track: TrackID, signal: Signal)] {
        (0..<listenerCount).flatMap { user in
            (0..<30).map { _ in
                let index = 2 * generator.index(below: trackCount / 2 - 1) + user % 2
                let seconds = nowSeconds - 86_400 * generator.uniform() * 30
                return (
                    UserID(Int64(user)), track(index), Signal(.play(completion: 1), timeSeconds: seconds)
                )
            }
        }
    }

    static func tastes(_ feedback: FeedbackTable) throws -> Tastes? {
        try Tastes(
            feedback, factorisation: .init(dimension: 8, unobservedWeight: 0.2, regularization: 0.02),
            neighbors: .init(neighborCount: 50), head: nil, plan: .standard)
    }

    /// - Parameter extra: tracks beyond the world's own, with where they sound.
    static func snapshot(
        seed: UInt64, listenerCount: Int = 60, extra: [(track: TrackID, twin: Int)] = [],
        change: (inout TrackTableBuilder) -> Void = { _ in }
    ) throws -> RecommendationSnapshot {
        var generator = SplitMix64(seed: seed)
        let table = table(change)
        var rows = (0..<trackCount).map { embedding($0, &generator) }
        for (_, twin) in extra { rows.append(rows[twin]) }
        let sound = VectorRows(
            FactorMatrix(rowCount: table.count, dimension: 8) { rows[$0] }.normalized())
        let signals = signals(&generator, listenerCount: listenerCount)
        let feedback = FeedbackTable(signals, weights: .standard, nowSeconds: nowSeconds)
        let index = try IndexBuilder.assemble(table, sound: sound, tastes: tastes(feedback))
        var snapshot = RecommendationSnapshot(index: index)
        for (user, track, signal) in signals { snapshot.record(signal, user: user, track: track) }
        return snapshot
    }
}
