import CatalogCore
import FoundationEssentials
import Glibc
import HTTP
import Synchronization
import TestSupport

/// The service under load: recommendations, a cached track, recommendations at a steady rate while feedback is written
/// and an ingest runs; the same with more asked than can be answered; memory; and how fast it starts.
///
///     Benchmarks service FOLDER BINARY [--tracks 100000] [--users 10000] [--events 1000000] [--seconds 10]
///                [--rate 1000] [--commit HASH]
///
/// FOLDER keeps the catalog that is made, so that the next run starts at once; BINARY is the released program. The rate is
/// 500 a second from a million tracks on, unless said.
enum ServiceBenchmark {
    private static let connectionCount = 16
    private static let feedbackPerSecond = 200.0
    /// So many ask at once, four times as often as the steady rate.
    private static let floodConnectionCount = 256
    private static let floodFactor = 4.0

    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else {
            return print("usage: service FOLDER BINARY [--tracks N] [--users N] …")
        }
        let folder = arguments[0]
        func number(_ name: String, _ assumed: Int) -> Int {
            guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else {
                return assumed
            }
            return Int(arguments[place + 1]) ?? assumed
        }
        let (tracks, users) = (number("--tracks", 100_000), number("--users", 10_000))
        let events = number("--events", 1_000_000)
        let seconds = Double(number("--seconds", 10))
        let rate = Double(number("--rate", tracks >= 1_000_000 ? 500 : 1_000))
        let path = "\(folder)/service-\(tracks)-\(users)-\(events).catalog"
        if !FileManager.default.fileExists(atPath: path) {
            try ServiceCatalog.make(at: path, tracks: tracks, users: users, events: events, seed: 4)
        }
        let library = folder + "/library"
        if !FileManager.default.fileExists(atPath: library) {
            guard Program.run([arguments[1], "demo-library", library]) == 0 else {
                throw TestFailure("the library for the ingest cannot be made")
            }
        }
        // The ingest of the last run has left an index that is out of date: made anew beside what is measured, it would be
        // measured too.
        guard Program.run([arguments[1], "recommend", "-n", "1", "--catalog", path]) == 0 else {
            throw TestFailure("the index of \(path) cannot be made")
        }
        let process = try ServiceProcess(
            binary: arguments[1], catalog: path, folder: folder, library: library)
        defer { process.stop() }
        var figures: [(String, Double)] = [
            ("tracks", Double(tracks)), ("users", Double(users)), ("events", Double(events)),
            ("listening after s", process.listeningSeconds), ("ready after s", process.readySeconds),
            ("memory when ready MB", try process.figure("process_resident_memory_bytes") / 1e6),
        ]
        let track = Load(port: process.port, connectionCount: connectionCount) { _ in
            Load.get("/v1/tracks/77")
        }
        try measure(process, "cached track", to: &figures) { track.run(seconds: seconds / 2, seed: 1) }
        let recommend = Load(port: process.port, connectionCount: connectionCount) { generator in
            Load.get("/v1/recommend?user=\(generator.index(below: users) + 1)")
        }
        try measure(process, "recommend to each user first", to: &figures) {
            recommend.run(seconds: seconds, seed: 2)
        }
        try measure(process, "recommend", to: &figures) { recommend.run(seconds: seconds, seed: 3) }
        try measure(process, "recommend at \(Int(rate))/s", to: &figures) {
            recommend.run(seconds: seconds, perSecond: rate, seed: 4)
        }
        let (mixed, feedback) = try whileWriting(
            process, recommend, users: users, tracks: tracks, seconds, rate)
        add(feedback, "feedback", to: &figures)
        add(mixed, "recommend at \(Int(rate))/s with feedback and ingest", to: &figures)
        let flood = Load(
            port: process.port, connectionCount: floodConnectionCount, request: recommend.request)
        let (asked, heard) = try whileWriting(
            process, flood, users: users, tracks: tracks, seconds, rate * floodFactor)
        add(heard, "feedback in a flood", to: &figures)
        add(asked, "flood of \(Int(rate * floodFactor))/s", to: &figures)
        figures += [
            ("memory at the end MB", try process.figure("process_resident_memory_bytes") / 1e6),
            ("of it own MB", process.megabytes("RssAnon")), ("of it files MB", process.megabytes("RssFile")),
            ("most memory MB", process.megabytes("VmHWM")),
        ]
        report(figures, arguments)
    }

    /// With what the service itself takes of the processors, which company on the machine does not change.
    private static func measure(
        _ process: ServiceProcess, _ name: String, to figures: inout [(String, Double)],
        _ run: () -> Load.Result
    ) throws {
        let before = try process.figure("process_cpu_seconds_total")
        let result = run()
        let used = try process.figure("process_cpu_seconds_total") - before
        add(result, name, to: &figures)
        figures.append(("\(name) service CPU ms", used * 1_000 / Double(max(1, result.milliseconds.count))))
    }

    private static func add(_ result: Load.Result, _ name: String, to figures: inout [(String, Double)]) {
        figures += [
            ("\(name) per second", result.perSecond), ("\(name) p50 ms", result.percentile(0.5)),
            ("\(name) p99 ms", result.percentile(0.99)), ("\(name) failures", Double(result.failures)),
            ("\(name) refused", Double(result.refused)),
        ]
    }

    private static func whileWriting(
        _ process: ServiceProcess, _ recommend: Load, users: Int, tracks: Int, _ seconds: Double,
        _ rate: Double
    ) throws -> (recommend: Load.Result, feedback: Load.Result) {
        let feedback = Load(port: process.port, connectionCount: 4) { generator in
            Load.post(
                "/v1/feedback",
                "{\"kind\":\"play\",\"user_id\":\(generator.index(below: users) + 1),"
                    + "\"track_id\":\(generator.index(below: tracks) + 1),\"key\":\"b\(generator.next())\"}")
        }
        // As soon as one ingest ends the next one hears everything again.
        let ingest = Load(port: process.port, connectionCount: 1) { _ in
            Load.post("/v1/ingest/runs", #"{"is_full":true}"#)
        }
        let statuses = ingest.run(seconds: 0.5, perSecond: 2, seed: 6).statuses
        guard statuses[202] == 1 || statuses[409] == 1 else {
            throw TestFailure("the ingest does not start")
        }
        let written = Written()
        let threads = SideThreads()
        threads.start {
            let result = feedback.run(seconds: seconds, perSecond: feedbackPerSecond, seed: 5)
            written.result.withLock { $0 = result }
        }
        threads.start { while !threads.isOver { _ = ingest.run(seconds: 0.5, perSecond: 2, seed: 6) } }
        let result = recommend.run(seconds: seconds, perSecond: rate, seed: 7)
        threads.end()
        threads.wait()
        return (result, written.result.withLock { $0 })
    }

    private final class Written: Sendable {
        let result = Mutex(Load.Result())
    }

    private static func report(_ figures: [(String, Double)], _ arguments: [String]) {
        for (name, value) in figures {
            print("\(name): \(NumberText.plain((value * 1_000).rounded() / 1_000))")
        }
        let commit = arguments.firstIndex(of: "--commit").flatMap {
            $0 + 1 < arguments.count ? arguments[$0 + 1] : nil
        }
        var fields: [(String, JSONValue)] = [
            ("benchmark", .string("service")), ("commit", commit.map(JSONValue.string) ?? .null),
            ("cores", .integer(Int64(ProcessInfo.processInfo.activeProcessorCount))),
        ]
        fields += figures.map { ($0.0, .number(($0.1 * 1_000).rounded() / 1_000)) }
        print(JSONValue.object(fields).line)
    }
}
