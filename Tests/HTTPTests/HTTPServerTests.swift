import Dispatch
import FoundationEssentials
import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing

/// How many notes there are.
private final class NoteCount: Sendable {
    let alive = Atomic<Int>(0)
    let made = Atomic<Int>(0)
}

/// What a plan remembers of a request.
private final class Note: Sendable {
    private let count: NoteCount

    init(_ count: NoteCount) {
        self.count = count
        count.alive.add(1, ordering: .sequentiallyConsistent)
        count.made.add(1, ordering: .sequentiallyConsistent)
    }

    deinit { count.alive.subtract(1, ordering: .sequentiallyConsistent) }
}

/// A handler that repeats what it was asked.
private final class Echo: RequestHandler {
    let uploads: String
    let stream = EventStream()
    let seenUploads = Mutex<[String]>([])
    /// Answers to `/compute` and `/keep` wait until it opens.
    let gate = DispatchSemaphore(value: 0)
    /// How many of these requests have come, and how many answers to them are begun.
    let arrivedCount = Atomic<Int>(0)
    let begunCount = Atomic<Int>(0)
    let notes = NoteCount()

    init(uploads: String) { self.uploads = uploads }

    private static func waitsAtGate(_ head: RequestHead) -> Bool {
        head.path.first == "compute" || head.path.first == "keep"
    }

    func plan(for head: RequestHead) -> RequestPlan {
        if Self.waitsAtGate(head) { arrivedCount.add(1, ordering: .sequentiallyConsistent) }
        return switch head.path.first {
        case "refuse":
            RequestPlan(.answer(ServerResponse(status: 403, contentType: "text/plain", text: "no")))
        case "upload": RequestPlan(.writeToFile(folder: uploads, sizeBytesMax: 1_000_000))
        case "quick":
            RequestPlan(.keepInMemory(sizeBytesMax: 1_000), context: "known", pace: .quick)
        case "note": RequestPlan(.keepInMemory(sizeBytesMax: 1_000), context: Note(notes))
        case "compute": RequestPlan(.keepInMemory(sizeBytesMax: 0), pace: .computing)
        default: RequestPlan(.keepInMemory(sizeBytesMax: 1_000))
        }
    }

    func known(_ request: ServerRequest) -> ServerResponse? {
        request.head.path.last == "known"
            ? ServerResponse(status: 200, contentType: "text/plain", text: "at hand") : nil
    }

    func overload(requestID: String, origin: String?) -> ServerResponse {
        ServerResponse(status: 503, contentType: "text/plain", text: "later")
    }

    func answer(_ request: ServerRequest) -> ServerResponse {
        if Self.waitsAtGate(request.head) {
            begunCount.add(1, ordering: .sequentiallyConsistent)
            gate.wait()
        }
        if let path = request.uploadPath {
            seenUploads.withLock { $0.append(path) }
            let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? -1
            return ServerResponse(status: 200, contentType: "text/plain", text: "stored \(size)")
        }
        if request.head.path == ["events"] {
            return ServerResponse(
                status: 200, headers: [("Content-Type", "text/event-stream")], body: .stream(stream))
        }
        let text = "\(request.head.method) \(request.head.path) \(request.head.query.map { "\($0)=\($1)" })"
        return ServerResponse(
            status: 200, contentType: "text/plain", text: text + String(decoding: request.body, as: UTF8.self)
        )
    }

    func refusal(status: Int, reason: String, requestID: String, origin: String?) -> ServerResponse {
        ServerResponse(status: status, contentType: "text/plain", text: reason)
    }

    func finished(head: RequestHead?, context: (any Sendable)?, status: Int, durationSeconds: Double) {}
}

@Suite struct HTTPServerTests {
    private let folder: TemporaryFolder
    private let echo: Echo
    private let server: HTTPServer

    init() throws {
        folder = try TemporaryFolder()
        echo = Echo(uploads: folder.path)
        var settings = ServerSettings()
        settings.threadCount = 2
        settings.requestSecondsMax = 1
        server = try HTTPServer(settings: settings, handler: echo)
    }

    private func get(_ target: String) throws -> HTTPResponse {
        try HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(server.port)\(target)"))
    }

    /// Sends raw bytes and reads until the server closes or is silent.
    private func raw(_ text: String) throws -> String {
        let connection = try RawConnection(port: server.port)
        connection.send(text)
        return connection.readAll(seconds: 2)
    }

    @Test func aRequestIsTakenApartAndAnswered() throws {
        let answer = try get("/a%20b/c?x=1+2&y=%26")
        #expect(answer.status == 200)
        #expect(answer.text == #"GET ["a b", "c"] ["x=1 2", "y=&"]"#)
    }

    @Test func aBodyArrivesAndOneBeyondTheLimitIsRefused() throws {
        let url = "http://127.0.0.1:\(server.port)/p"
        #expect(try HTTPClient().send(HTTPRequest(.post, url, body: Array("hi".utf8))).text.hasSuffix("hi"))
        let long = try HTTPClient().send(HTTPRequest(.post, url, body: [UInt8](repeating: 65, count: 5_000)))
        #expect(long.status == 413)
        let chunk = String(repeating: "x", count: 1_500)
        let chunked = try raw(
            "POST /p HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5dc\r\n\(chunk)\r\n0\r\n\r\n"
        )
        #expect(chunked.hasPrefix("HTTP/1.1 413"))
    }

    @Test func nothingOfARequestIsKeptOnceItIsAnswered() throws {
        for number in 0..<50 { #expect(try get("/note/\(number)").status == 200) }
        #expect(echo.notes.made.load(ordering: .sequentiallyConsistent) == 50)
        for _ in 0..<200 where echo.notes.alive.load(ordering: .sequentiallyConsistent) > 0 { usleep(10_000) }
        #expect(echo.notes.alive.load(ordering: .sequentiallyConsistent) == 0)
    }

    @Test func anUploadGoesToAFileThatIsGoneAfterwards() throws {
        let body = [UInt8](repeating: 7, count: 300_000)
        let answer = try HTTPClient().send(
            HTTPRequest(.post, "http://127.0.0.1:\(server.port)/upload", body: body))
        #expect(answer.text == "stored 300000")
        let paths = echo.seenUploads.withLock { $0 }
        #expect(paths.count == 1 && paths[0].hasPrefix(folder.path + "/upload-"))
        for _ in 0..<200 where FileManager.default.fileExists(atPath: paths[0]) { usleep(10_000) }
        #expect(!FileManager.default.fileExists(atPath: paths[0]))
    }

    @Test func aRefusedPlanReadsNoBody() throws {
        let answer = try raw(
            "POST /refuse HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\nConnection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 403"))
    }

    /// What an attacker sends, and the status that says no.
    static let hostile: [(String, Int)] = [
        ("GET /../etc/passwd HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /%2e%2e/%2e%2e/x HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /a%2fb HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /a%00b HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /%ff HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /%zz HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET // HTTP/1.1\r\nHost: a\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: x\r\nAuthorization: y\r\n", 400),
        ("brew /pot HTTP/1.1\r\nHost: a\r\n", 400),
        ("GET /\(String(repeating: "x", count: 9_000)) HTTP/1.1\r\nHost: a\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X-Y: z\r\n", count: 150))", 431),
        ("GET / HTTP/1.1\r\nHost: a\r\nX-Y: \(String(repeating: "z", count: 34_000))\r\n", 431),
        ("GET / HTTP/1.1\r\n", 400),
    ]

    @Test(arguments: hostile) func aHostileRequestIsRefused(head: String, status: Int) throws {
        let answer = try raw(head + "Connection: close\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer.prefix(120))")
        #expect(try get("/still").status == 200)
    }

    @Test func aConnectionThatDripsIsClosed() throws {
        let connection = try RawConnection(port: server.port)
        connection.send("GET / HTTP/1.1\r\n")
        var isClosed = false
        for _ in 0..<40 where !isClosed {
            connection.send("X-A: b\r\n")
            usleep(100_000)
            server.closeOverdueConnections()
            isClosed = connection.isClosedByPeer
        }
        #expect(isClosed)
    }

    @Test func aConnectionThatIsLeftInTheMiddleIsClosed() throws {
        // Who may idle for long: nothing but that it was left closes a connection here.
        var settings = ServerSettings()
        settings.threadCount = 2
        let patient = try HTTPServer(settings: settings, handler: echo)
        let open = try RawConnection(port: patient.port)
        open.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
        let cut = try RawConnection(port: patient.port)
        cut.send("POST /p HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf")
        cut.finishSending()
        let isClosed = Eventually.holds {
            patient.closeLeftConnections()
            return cut.isClosedByPeer
        }
        #expect(isClosed)
        open.send(" again")
        #expect(open.read(until: "half again", seconds: 5), "who only waits may go on")
    }

    @Test func eventsArriveAsTheyAreSentAndTheStreamEnds() throws {
        let connection = try RawConnection(port: server.port)
        connection.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        echo.stream.send("data: one\n\n")
        #expect(connection.read(until: "data: one", seconds: 5))
        usleep(50_000)
        echo.stream.send("data: two\n\n")
        #expect(connection.read(until: "data: two", seconds: 5))
        echo.stream.close()
        #expect(connection.read(until: "0\r\n\r\n", seconds: 5))
        #expect(!echo.stream.send("data: three\n\n"))
    }

    @Test func aClientThatLeavesAStreamIsNoticed() throws {
        do {
            let connection = try RawConnection(port: server.port)
            connection.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
            echo.stream.send("data: one\n\n")
            #expect(connection.read(until: "data: one", seconds: 5))
        }
        var isOpen = true
        for _ in 0..<200 where isOpen {
            isOpen = echo.stream.send("data: more\n\n")
            usleep(10_000)
        }
        #expect(!isOpen)
    }

    /// A server with one thread that computes and one for the disk, of which one is busy with the first of some requests;
    /// two may wait to be computed. When `body` begins, so many are refused, and all others have come.
    ///
    /// Who is refused for want of a place proves that the others have theirs: what `body` asks for cannot take one.
    ///
    /// - Parameter body: `statuses` lets the requests that wait go on, and gives those of all when they are answered.
    private func withBusyServer(
        at path: String = "compute", askerCount: Int = 4, refusedCount: Int = 1, waitingSecondsMax: Double,
        _ body: (_ get: (String) throws -> HTTPResponse, _ statuses: () -> [Int]) throws -> Void
    ) throws {
        var settings = ServerSettings()
        settings.threadCount = 2
        settings.computingCount = 1
        settings.workerCount = 1
        settings.computingWaitingCountMax = 2
        settings.computingWaitingSecondsMax = waitingSecondsMax
        let busy = try HTTPServer(settings: settings, handler: echo)
        @Sendable func get(_ target: String) throws -> HTTPResponse {
            try HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(busy.port)\(target)"))
        }
        let statuses = Mutex<[Int]>([])
        let threads = SideThreads()
        func statusesOfAll() -> [Int] {
            // Also for what should have been refused and was let in.
            for _ in 0..<askerCount + 10 { echo.gate.signal() }
            threads.wait()
            return statuses.withLock { $0.sorted() }
        }
        // Nobody is left waiting where something is thrown.
        defer { _ = statusesOfAll() }
        for number in 0..<askerCount {
            threads.start {
                let status = (try? get("/\(path)/\(number)").status) ?? 0
                statuses.withLock { $0.append(status) }
            }
            // The first is begun before the others arrive.
            let isBegun = Eventually.holds { echo.begunCount.load(ordering: .sequentiallyConsistent) > 0 }
            guard isBegun else { throw TestFailure("no request is begun") }
        }
        let isReady = Eventually.holds {
            let answeredCount = statuses.withLock { $0.count }
            let arrivedCount = echo.arrivedCount.load(ordering: .sequentiallyConsistent)
            return answeredCount == refusedCount && arrivedCount == askerCount
        }
        guard isReady else {
            throw TestFailure("of \(askerCount) requests \(refusedCount) should be refused, no more")
        }
        try body(get, statusesOfAll)
    }

    @Test func whatWouldWaitTooLongIsRefusedAtOnceAndTheRestIsServed() throws {
        try withBusyServer(waitingSecondsMax: 30) { get, statuses in
            let refused = try get("/compute/more")
            #expect(refused.status == 503 && refused.text == "later")
            #expect(try get("/compute/known").text == "at hand", "what is known needs no turn")
            #expect(try get("/quick").status == 200)
            #expect(try get("/disk").status == 200, "who waits for a disk has threads of their own")
            #expect(statuses() == [200, 200, 200, 503])
        }
    }

    @Test func whatHasWaitedTooLongIsRefusedWhenItsTurnComes() throws {
        try withBusyServer(waitingSecondsMax: 1) { _, statuses in
            usleep(1_100_000)
            #expect(
                statuses() == [200, 503, 503, 503], "one finds no place, and the turn of two comes too late")
        }
    }

    @Test func whatIsHandedInToBeKeptIsNotRefusedForABurst() throws {
        try withBusyServer(at: "keep", askerCount: 31, refusedCount: 0, waitingSecondsMax: 0.01) {
            _, statuses in
            usleep(50_000)
            #expect(statuses() == [Int](repeating: 200, count: 31))
        }
    }

    @Test func stoppingEndsStreamsAndClosesThePort() throws {
        let connection = try RawConnection(port: server.port)
        connection.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
        echo.stream.send("data: one\n\n")
        #expect(connection.read(until: "data: one", seconds: 5))
        server.stop(drainSeconds: 5)
        let received = connection.readAll(seconds: 5)
        #expect(received.hasSuffix("\r\n0\r\n\r\n"), "the answer is whole: \(received)")
        #expect(connection.isClosedByPeer)
        #expect(!echo.stream.isOpen)
        #expect(throws: (any Error).self) { try get("/") }
    }

    @Test func aPortInUseIsASentence() throws {
        var settings = ServerSettings()
        settings.port = server.port
        let error = #expect(throws: ServerError.self) { try HTTPServer(settings: settings, handler: echo) }
        #expect(error?.description.contains("port \(server.port)") == true)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func randomBytesAreSurvived(seed: UInt64) throws {
        var mutator = ByteMutator(seed: seed)
        for _ in 0..<60 {
            let connection = try RawConnection(port: server.port)
            connection.send(
                bytes: mutator.mutate(
                    Array("POST /p?a=b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc".utf8)))
            connection.finishSending()
            _ = connection.readAll(seconds: 0.2)
        }
        #expect(try get("/alive").status == 200)
    }
}
