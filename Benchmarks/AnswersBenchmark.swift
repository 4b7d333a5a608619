import CatalogCore
import Learning
import Recommend

/// Whole answers inside the process: `TRACKS LISTENERS`, generated. Reports p50 and p99 of the thread's own time.
enum AnswersBenchmark {
    static func run(_ arguments: [String]) throws {
        let trackCount = arguments.count > 0 ? Int(arguments[0]) ?? 1_000_000 : 1_000_000
        let listenerCount = arguments.count > 1 ? Int(arguments[1]) ?? 100_000 : 100_000
        var generator = SplitMix64(seed: 3)
        let now = 1_790_000_000.0
        var builder = TrackTableBuilder()
        for index in 0..<trackCount {
            let id = TrackID(Int64(index + 1))
            builder.addTrack(
                id, addedSeconds: now - 86_400 * 1000 * generator.uniform(),
                popularity: 100 * generator.uniform())
            builder.addArtist(ArtistID(Int64(index / 10 + 1)), of: id)
        }
        let table = builder.finish()
        func vectors(_ rows: Int) -> FactorMatrix {
            FactorMatrix(rowCount: rows, dimension: 64) { _ in
                (0..<64).map { _ in Float(generator.normal()) }
            }
        }
        let sound = VectorRows(vectors(trackCount).normalized())
        var signals: [(user: UserID, track: TrackID, signal: Signal)] = []
        for user in 0..<listenerCount {
            for _ in 0..<20 {
                let draw = generator.uniform()
                let track = TrackID(Int64(Double(trackCount) * draw * draw * draw) + 1)
                signals.append(
                    (UserID(Int64(user)), track, Signal(.play(completion: 1), timeSeconds: now)))
            }
        }
        let feedback = FeedbackTable(signals, weights: .standard, nowSeconds: now)
        let tastes = try Tastes(
            feedback, factorisation: .init(dimension: 64, iterations: 2),
            neighbors: .init(neighborCount: 50),
            head: nil, plan: .standard)
        var snapshot = RecommendationSnapshot(
            index: try IndexBuilder.assemble(table, sound: sound, tastes: tastes))
        for (user, track, signal) in signals { snapshot.record(signal, user: user, track: track) }
        signals = []
        var answers: [Double] = []
        var folds: [Double] = []
        for round in 0..<200 {
            var query = Query()
            query.user = UserID(Int64(generator.index(below: listenerCount)))
            query.hearing = .unheard
            let track = TrackID(Int64(generator.index(below: trackCount) + 1))
            let user = query.user ?? UserID(0)
            let signal = Signal(round % 2 == 0 ? .like : .ban, timeSeconds: now)
            var start = ThreadClock.milliseconds()
            snapshot.record(signal, user: user, track: track)
            folds.append(ThreadClock.milliseconds() - start)
            start = ThreadClock.milliseconds()
            _ = try snapshot.answer(query, nowSeconds: now)
            answers.append(ThreadClock.milliseconds() - start)
        }
        answers.sort()
        folds.sort()
        print(
            "{\"benchmark\":\"answers\",\"tracks\":\(trackCount),\"listeners\":\(listenerCount),"
                + "\"answer_ms_p50\":\(answers[100]),\"answer_ms_p99\":\(answers[198]),"
                + "\"record_ms_p99\":\(folds[198])}")
    }
}
