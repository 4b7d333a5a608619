import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Recommend

/// Answers of the engine over a real catalog, one after the other in one thread: `FOLDER [TRACKS USERS EVENTS ROUNDS]`.
///
/// What a service pays for one answer, without its network: the listener read from the log, the ranking, its reasons.
enum EngineBenchmark {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)

    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else {
            return print("usage: engine FOLDER [TRACKS USERS EVENTS ROUNDS]")
        }
        func number(_ place: Int, _ assumed: Int) -> Int {
            arguments.count > place ? Int(arguments[place]) ?? assumed : assumed
        }
        let (tracks, users, events) = (number(1, 100_000), number(2, 10_000), number(3, 1_000_000))
        let rounds = number(4, 2_000)
        let path = "\(folder)/service-\(tracks)-\(users)-\(events).catalog"
        if !FileManager.default.fileExists(atPath: path) {
            try ServiceCatalog.make(at: path, tracks: tracks, users: users, events: events, seed: 4)
        }
        let catalog = try Catalog(opening: path)
        let opening = ContinuousClock.now
        let engine = try RecommendationEngine(catalog, now: now)
        let opened = ContinuousClock.now - opening
        var generator = SplitMix64(seed: 8)
        var times: [Double] = []
        var folds: [Double] = []
        // The catalog keeps one of equal events: another run's are of other moments.
        let moment = Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
        // What is read once is not what a thousandth answer costs; a tenth of the rounds warms up.
        for round in 0..<rounds + rounds / 10 {
            var query = Query()
            let user = UserID(Int64(generator.index(below: users) + 1))
            query.user = user
            var start = ThreadClock.milliseconds()
            _ = try engine.answer(query, now: now)
            if round >= rounds / 10 { times.append(ThreadClock.milliseconds() - start) }
            guard round % 20 == 0 else { continue }
            // Feedback and the answer after it, by the same listener.
            let track = TrackID(Int64(generator.index(below: tracks) + 1))
            let kind: EventKind = [.like, .skip, .ban][round / 20 % 3]
            try catalog.write {
                _ = try $0.add([NewEvent(user: user, track: track, kind: kind, time: moment)])
            }
            start = ThreadClock.milliseconds()
            _ = try engine.answer(query, now: now)
            folds.append(ThreadClock.milliseconds() - start)
        }
        times.sort()
        folds.sort()
        func part(_ sorted: [Double], _ share: Double) -> Double {
            sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
        }
        print(
            "{\"benchmark\":\"engine\",\"tracks\":\(tracks),\"users\":\(users),\"events\":\(events),"
                + "\"open_s\":\(opened / .seconds(1)),"
                + "\"answer_ms_mean\":\(times.reduce(0, +) / Double(times.count)),"
                + "\"answer_ms_p50\":\(part(times, 0.5)),\"answer_ms_p99\":\(part(times, 0.99)),"
                + "\"after_event_ms_p50\":\(part(folds, 0.5)),\"after_event_ms_p99\":\(part(folds, 0.99))}")
    }
}
