import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import Synchronization
import TestSupport
import Testing

/// The real program: it starts, listens, drains, is killed, runs out of disk.
@Suite(.serialized) struct LifeCycleTests {
    private let folder: TemporaryFolder
    private let catalog: CatalogBinary

    /// `CATALOG_CRASH_RUNS=20 swift test --filter LifeCycleTests` kills it as often.
    private static let crashRunCount = getenv("CATALOG_CRASH_RUNS").flatMap { Int(String(cString: $0)) } ?? 3

    /// The numbers of what was answered with 200.
    private final class Acknowledged: Sendable {
        let numbers = Mutex<Set<Int>>([])
    }

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        try catalog.run("user", "add", "mira")
    }

    private static func send(_ url: String, number: Int) -> Int? {
        let body =
            #"{"kind":"play","user":"mira","artist":"A","title":"T\#(number)","time":"2026-01-01T00:00:00Z","key":"n\#(number)"}"#
        return try? HTTPClient().send(
            HTTPRequest(
                .post, url + "v1/feedback", headers: [("Content-Type", "application/json")],
                body: Array(body.utf8))
        ).status
    }

    @Test func aTerminatedServiceAnswersWhatIsUnderWayAndEndsWell() throws {
        let (program, url) = try catalog.serve()
        #expect(try HTTPClient().send(HTTPRequest(.get, url + "health/live")).status == 200)
        let stream = try RawConnection(port: try #require(URL(string: url)?.port))
        stream.send("GET /v1/stream?ingests=true HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(stream.read(until: "retry:", seconds: 5))
        #expect(Self.send(url, number: 1) == 200)
        program.signal(SIGTERM)
        let result = program.result()
        #expect(result.exitCode == 0, "\(result)")
        #expect(stream.read(until: "0\r\n\r\n", seconds: 1), "the stream came to its end")
        #expect(
            !FileManager.default.fileExists(atPath: folder.file("test.catalog-uploads")),
            "the uploads are gone")
        #expect(try catalog.run("feedback", "list", "mira", "--format", "json").lines.count == 1)
    }

    @Test(.enabled(if: ThreadStanding.isTurnLengthKnown))
    func whatAnswersTakesShortTurnsAtTheProcessorAndWorkBehindItLongOnes() throws {
        let music = folder.file("music")
        try FileManager.default.createDirectory(atPath: music, withIntermediateDirectories: true)
        let (program, url) = try catalog.serve("--library", music)
        #expect(try HTTPClient().send(HTTPRequest(.get, url + "v1/tracks")).status == 200)
        let own = ThreadStanding.ofThisThread.niceness
        // While another program writes, an ingest waits to keep anything: its thread is there to be looked at.
        let threads = try Catalog(opening: folder.file("test.catalog")).write { _ in
            let started = try HTTPClient().send(
                HTTPRequest(
                    .post, url + "v1/ingest/runs", headers: [("Content-Type", "application/json")],
                    body: Array("{}".utf8)))
            #expect(started.status == 202, "\(started.text)")
            var threads: [ThreadStanding] = []
            // A thread begins in front and steps behind: it may be looked at in between.
            _ = Eventually.holds {
                threads = ThreadStanding.all(ofProcess: program.identifier)
                return threads.contains { $0.niceness > own }
                    && threads.allSatisfy { $0.turnNs == ($0.niceness > own ? 100_000_000 : 500_000) }
            }
            return threads
        }
        let (front, behind) = (threads.filter { $0.niceness == own }, threads.filter { $0.niceness > own })
        #expect(front.count > 2 && front.allSatisfy { $0.turnNs == 500_000 }, "\(threads)")
        #expect(!behind.isEmpty && behind.allSatisfy { $0.turnNs == 100_000_000 }, "\(threads)")
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
    }

    /// All addresses of 127/8 are this machine: a service on one of them answers to its name.
    @Test func onAnotherLoopbackAddressItAnswersToThat() throws {
        let (program, url) = try catalog.serve(listen: "127.0.0.2:0")
        #expect(url.hasPrefix("http://127.0.0.2:"))
        #expect(try HTTPClient().send(HTTPRequest(.get, url + "v1/tracks")).status == 200)
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
    }

    @Test func aLibraryThatIsNotThereIsToldAndWhatIsRefusedLeavesNothing() throws {
        let (program, _) = try catalog.serve("--library", folder.file("unplugged"))
        #expect(program.waitForError("There is no folder", seconds: 5))
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
        for arguments in [["--access-log", "no/such/folder/log"], ["--listen", "0.0.0.0:0"]] {
            #expect(try catalog.run(["serve", "--listen", "0"] + arguments).exitCode != 0)
            let uploads = folder.file("test.catalog-uploads")
            #expect(!FileManager.default.fileExists(atPath: uploads), "\(arguments)")
        }
    }

    @Test func offThisMachineATokenIsNeeded() throws {
        let refused = try catalog.run("serve", "--listen", "0.0.0.0:0")
        #expect(refused.exitCode == 2 && refused.standardError.contains("token create"), "\(refused)")
        #expect(try catalog.run("serve", "--require-token", "--listen", "0").exitCode == 2)
        let token = try catalog.run("token", "create", "mira", "--scope", "read").lines[0]
        let (program, url) = try catalog.serve(listen: "0.0.0.0:0")
        let port = try #require(URL(string: url)?.port)
        let tracks = "http://127.0.0.1:\(port)/v1/tracks"
        #expect(try HTTPClient().send(HTTPRequest(.get, tracks)).status == 401)
        let answer = try HTTPClient().send(
            HTTPRequest(.get, tracks, headers: [("Authorization", "Bearer \(token)")]))
        #expect(answer.status == 200)
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
    }

    @Test(
        arguments: [
            (["--listen", "nonsense"], 64), (["--listen", "127.0.0.1:99999"], 64),
            (["--listen", "host.example:80"], 2),
            (["--key", "x.pem", "--listen", "0"], 64),
            (["--access-log", "no/such/folder/log", "--listen", "0"], 2),
        ] as [([String], Int32)]) func whatCannotBeServedIsASentence(arguments: [String], code: Int32) throws
    {
        let result = try catalog.run(["serve"] + arguments)
        #expect(result.exitCode == code && result.standardError.hasPrefix("catalog: "), "\(result)")
    }

    /// openssl makes the certificate and is the client that trusts no other.
    @Test(.enabled(if: access("/usr/bin/openssl", X_OK) == 0)) func aCertificateIsAllThatTLSNeeds() throws {
        let made = try catalog.shell(
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem -out chain.pem "
                + "-days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1")
        #expect(made.exitCode == 0, "\(made)")
        let (program, url) = try catalog.serve("--certificate", "chain.pem", "--key", "key.pem")
        #expect(url.hasPrefix("https://127.0.0.1:"))
        let port = try #require(URL(string: url)?.port)
        let answer = try catalog.shell(
            #"(printf 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'; sleep 1) | "#
                + "openssl s_client -quiet -verify_return_error -CAfile chain.pem -connect 127.0.0.1:\(port)")
        #expect(answer.standardOutput.contains("HTTP/1.1 200"), "\(answer)")
        let plain = try RawConnection(port: port)
        plain.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        #expect(!plain.readAll(seconds: 1).contains("200"), "nothing goes without TLS")
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
        let damaged = try catalog.run(
            "serve", "--listen", "0", "--certificate", "key.pem", "--key", "chain.pem")
        #expect(damaged.exitCode == 2 && damaged.standardError.hasPrefix("catalog: "), "\(damaged)")
    }

    @Test func accessIsLoggedLineByLine() throws {
        let (program, url) = try catalog.serve("--access-log", "access.jsonl")
        let path = folder.file("access.jsonl")
        _ = try HTTPClient().send(HTTPRequest(.get, url + "v1/tracks/7?x=secret"))
        // Whoever asked may have the answer a moment before its line is kept: the next line is not to overtake it.
        let isWritten = Eventually.holds {
            (try? String(contentsOfFile: path, encoding: .utf8).contains("\n")) == true
        }
        #expect(isWritten, "the log is written while the service runs")
        _ = Self.send(url, number: 1)
        program.signal(SIGTERM)
        _ = program.result()
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        let records = try lines.map { try JSONReader.value(of: String($0)) }
        #expect(records.compactMap { $0["status"]?.whole } == [400, 200])
        #expect(records[1]["route"]?.text == "addFeedback" && records[1]["duration_ms"]?.number != nil)
        #expect(!lines[0].contains("secret"), "what is asked about is nobody's business")
    }

    /// Many send at once; the process is killed in the middle: all that was answered with 200 is there, and once.
    @Test func killedUnderLoadItKeepsWhatItAnswered() throws {
        let counter = Counter()
        let acknowledged = Acknowledged()
        var generator = SplitMix64(seed: 8)
        for run in 0..<Self.crashRunCount {
            let (program, url) = try catalog.serve()
            let threads = SideThreads()
            threads.start(count: 4) {
                while !threads.isOver {
                    let number = counter.next()
                    if Self.send(url, number: number) == 200 {
                        acknowledged.numbers.withLock { _ = $0.insert(number) }
                    }
                }
            }
            usleep(UInt32.random(in: 50_000...400_000, using: &generator))
            program.signal(SIGKILL)
            threads.end()
            threads.wait()
            _ = program.result()
            let kept = try catalog.run("feedback", "export").lines.compactMap {
                try JSONReader.value(of: $0)["key"]?.text.flatMap { Int($0.dropFirst()) }
            }
            #expect(Set(kept).count == kept.count, "run \(run): none is there twice")
            let answered = acknowledged.numbers.withLock { $0 }
            #expect(answered.isSubset(of: kept), "run \(run): all that was answered is there")
        }
        #expect(
            acknowledged.numbers.withLock { $0.count } > Self.crashRunCount, "there was something to lose")
        #expect(try catalog.run("check").exitCode == 0)
    }

    /// A disk of its own, which only root may mount.
    @Test(.enabled(if: getuid() == 0)) func onAFullDiskItSaysSoReadsOnAndRecovers() throws {
        let mount = folder.file("disk")
        try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
        guard Program.run(["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", mount]) == 0 else { return }
        defer { _ = Program.run(["umount", "-l", mount]) }
        let place = ["CATALOG": mount + "/full.catalog"]
        #expect(try catalog.run("init", environment: place).exitCode == 0)
        #expect(try catalog.run("user", "add", "mira", environment: place).exitCode == 0)
        let (program, url) = try catalog.serve(environment: place)
        #expect(Self.send(url, number: 0) == 200)
        let filler = mount + "/filler"
        let descriptor = open(filler, O_WRONLY | O_CREAT, 0o600)
        let block = [UInt8](repeating: 1, count: 4_096)
        while write(descriptor, block, block.count) == block.count {}
        close(descriptor)
        var refusal: Int?
        for number in 1..<3_000 where refusal == nil {
            let status = Self.send(url, number: number)
            if status != 200 { refusal = status }
        }
        #expect(refusal == 507)
        let upload = try HTTPClient().send(
            HTTPRequest(.post, url + "v1/analyze", body: [UInt8](repeating: 7, count: 500_000)))
        #expect(upload.status == 507 && upload.text.contains("storage_full"), "\(upload.text)")
        #expect(
            try HTTPClient().send(HTTPRequest(.get, url + "v1/users/1/feedback")).status == 200, "reads go on"
        )
        unlink(filler)
        var status: Int?
        for _ in 0..<50 where status != 200 {
            status = Self.send(url, number: 5_000)
            usleep(20_000)
        }
        #expect(status == 200, "it recovers by itself")
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
        #expect(try catalog.run("check", environment: place).exitCode == 0)
    }
}
