import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport

/// Friendly and hostile requests for minutes: no crash, and neither memory nor descriptors grow.
///
///     Benchmarks soak FOLDER BINARY [SECONDS]
///
/// Fails where memory after the first tenth has grown by more than a tenth at the end, or a descriptor is left over. What
/// is asked for lies in few tracks, the log is long from the start, and hostile requests come again, so that what a service
/// keeps on purpose (answers to whatever was asked among them) is there by the first reading: what grows after it is lost,
/// but for what listeners do with tracks that are new to them, which is kept for them too.
enum SoakBenchmark {
    private static let memoryGrowthMax = 1.1
    private static let friendlyPerSecond = 300.0
    private static let trackCount = 5_000
    private static let askedTrackCount = 500
    private static let userCount = 1_000
    private static let eventCount = 200_000
    private static let hostileRequestCount = 10_000

    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else { return print("usage: soak FOLDER BINARY [SECONDS]") }
        let seconds = arguments.count > 2 ? Double(arguments[2]) ?? 600 : 600
        let path = arguments[0] + "/soak.catalog"
        for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        try ServiceCatalog.make(at: path, tracks: trackCount, users: userCount, events: eventCount, seed: 6)
        let process = try ServiceProcess(
            binary: arguments[1], catalog: path, folder: arguments[0], library: nil)
        defer { process.stop() }
        let start = Load.now()
        var maker = RequestMaker(seed: 2)
        let requests = (0..<Self.hostileRequestCount).map { _ in maker.next() }
        let first = drive(process, seconds: seconds / 10, requests, seed: 1)
        let before = try Self.state(of: process)
        let hostile = drive(process, seconds: seconds * 0.9, requests, seed: 2)
        let complaints = first.complaints + hostile.complaints
        usleep(2_000_000)
        let after = try Self.state(of: process)
        let growth = after.memory / before.memory
        let figures: [(String, JSONValue)] = [
            ("benchmark", .string("soak")), ("seconds", .number((Load.now() - start).rounded())),
            ("hostile requests", .integer(Int64(first.count + hostile.count))),
            ("complaints", .integer(Int64(complaints.count))),
            ("memory before MB", .number((before.memory / 1e6).rounded())),
            ("memory after MB", .number((after.memory / 1e6).rounded())),
            ("descriptors before", .number(before.descriptors)),
            ("descriptors after", .number(after.descriptors)),
        ]
        print(JSONValue.object(figures).line)
        complaints.prefix(10).forEach { print($0) }
        // A failure would take what is still to be written with it.
        fflush(nil)
        guard complaints.isEmpty, growth <= memoryGrowthMax,
            after.descriptors <= before.descriptors + 2
        else { throw TestFailure("the soak found something: memory grew to \(growth) times") }
    }

    private static func state(of process: ServiceProcess) throws -> (memory: Double, descriptors: Double) {
        (try process.figure("process_resident_memory_bytes"), try process.figure("process_open_fds"))
    }

    /// Friendly requests on a schedule, and beside them hostile ones, each on a connection of its own: all of them at least
    /// once.
    private static func drive(
        _ process: ServiceProcess, seconds: Double, _ requests: [[UInt8]], seed: UInt64
    ) -> (count: Int, complaints: [String]) {
        let port = process.port
        let threads = SideThreads()
        threads.start {
            let friendly = Load(port: port, connectionCount: 4) { generator in
                switch generator.index(below: 4) {
                case 0: Load.get("/v1/tracks/\(generator.index(below: askedTrackCount) + 1)")
                case 1: Load.get("/v1/search?q=track%20\(generator.index(below: askedTrackCount))")
                case 2:
                    Load.post(
                        "/v1/feedback",
                        "{\"kind\":\"play\",\"user_id\":\(generator.index(below: userCount) + 1),"
                            + "\"track_id\":\(generator.index(below: trackCount) + 1)}")
                default: Load.get("/v1/recommend?user=\(generator.index(below: userCount) + 1)")
                }
            }
            _ = friendly.run(seconds: seconds, perSecond: friendlyPerSecond, seed: seed)
            threads.end()
        }
        var count = 0
        var complaints: [String] = []
        while !threads.isOver || count < requests.count {
            guard let connection = try? RawConnection(port: port) else {
                complaints.append("no connection")
                break
            }
            let request = requests[count % requests.count]
            connection.send(bytes: request)
            connection.finishSending()
            count += 1
            if let complaint = RequestMaker.complaint(
                about: connection.readAll(seconds: 5), secret: "soak.catalog")
            {
                complaints.append("\(String(decoding: request.prefix(300), as: UTF8.self)): \(complaint)")
            }
        }
        threads.wait()
        return (count, complaints)
    }
}
