import CatalogCore
import CatalogStore
import Glibc
import HTTP
import Synchronization
import TestSupport
import WebService

/// Sends requests that nobody should send to a real service; the same seed makes the same requests.
enum RequestFuzz {
    private static let answerSeconds = 10.0
    private static let requestSeconds = 2.0
    private static let toldEvery = 1_000
    private static let connectionCount = 16

    static func main(_ arguments: [String]) -> Int32 {
        var options = ["--seed": "1", "--count": "10000"]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard options[name] != nil, let value = rest.popFirst() else { return usage() }
            options[name] = value
        }
        guard let seed = UInt64(options["--seed"] ?? ""), let count = Int(options["--count"] ?? ""), count > 0
        else { return usage() }
        signal(SIGPIPE, SIG_IGN)
        do {
            return try run(seed: seed, count: count)
        } catch {
            say("requests: \(error)")
            return 1
        }
    }

    /// Whoever reads this through a pipe sees it as it comes.
    private static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    private static func usage() -> Int32 {
        say("usage: Fuzz requests [--seed N] [--count N]")
        return 64
    }

    private static func run(seed: UInt64, count: Int) throws -> Int32 {
        let folder = try TemporaryFolder()
        let path = folder.file("fuzz.catalog")
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        try catalog.write(TwoTastes.fill)
        mkdir(folder.file("uploads"), 0o700)
        var settings = ServiceSettings(uploadFolder: folder.file("uploads"), version: "fuzz")
        settings.tell = { RequestFuzz.say("told: \($0)") }
        settings.server.requestSecondsMax = requestSeconds
        let service = try CatalogService(catalog: catalog, settings: settings)
        DetachedThread.start { service.run(until: { false }) }
        // A service that starts says 503, as it should.
        let ready = HTTPRequest(.get, "http://127.0.0.1:\(service.port)/health/ready")
        guard Eventually.holds({ (try? HTTPClient().send(ready).status) == 200 }) else {
            say("the service does not become ready")
            return 1
        }
        let tally = Tally(secret: folder.path)
        let threads = SideThreads()
        for index in 0..<connectionCount {
            threads.start {
                var maker = RequestMaker(seed: seed ^ UInt64(index) &* 0x9E37_79B9)
                for _ in stride(from: index, to: count, by: connectionCount) {
                    tally.note(maker.next(), port: service.port)
                }
            }
        }
        threads.wait()
        service.stop()
        let failures = tally.failureCount
        say("\(count) requests, \(failures) failures (seed \(seed))")
        return failures == 0 ? 0 : 1
    }

    /// What came of the requests, over all threads.
    private final class Tally: Sendable {
        private let secret: String
        private let counts = Mutex((done: 0, failed: 0))

        init(secret: String) { self.secret = secret }

        var failureCount: Int { counts.withLock { $0.failed } }

        func note(_ request: [UInt8], port: Int) {
            let complaint = Self.complaint(about: request, port: port, secret: secret)
            let (done, failed) = counts.withLock { counts in
                counts.done += 1
                if complaint != nil { counts.failed += 1 }
                return counts
            }
            if let complaint {
                RequestFuzz.say("\(String(decoding: request.prefix(400), as: UTF8.self))\n  \(complaint)")
            }
            if done % RequestFuzz.toldEvery == 0 {
                RequestFuzz.say("\(done) requests, \(failed) failures")
            }
        }

        private static func complaint(about request: [UInt8], port: Int, secret: String) -> String? {
            guard let connection = try? RawConnection(port: port) else { return "no connection" }
            connection.send(bytes: request)
            connection.finishSending()
            let answer = connection.readAll(seconds: RequestFuzz.answerSeconds)
            guard connection.isClosedByPeer else { return "no end of the answer" }
            return RequestMaker.complaint(about: answer, secret: secret)
        }
    }
}
