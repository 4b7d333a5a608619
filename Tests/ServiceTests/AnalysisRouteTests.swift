import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing
import WebService

/// Files that people send to be judged.
@Suite struct AnalysisRouteTests {
    private let service: TestService

    init() throws { service = try TestService() }

    private var uploads: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: service.folder.file("uploads"))) ?? []
    }

    private func expectNothingLeft() {
        for _ in 0..<200 where !uploads.isEmpty { usleep(10_000) }
        #expect(uploads.isEmpty, "uploads are removed: \(uploads)")
    }

    @Test(arguments: [AudioWriter.Format.mp3, .flac, .wav16, .vorbis, .opus])
    func aFileIsJudgedWhateverItIsCalled(format: AudioWriter.Format) throws {
        let answer = try service.ask(
            .post, "/v1/analyze?name=whatever.txt", bytes: try AudioSeeds.file(format))
        #expect(answer.status == 200, "\(answer.text)")
        #expect(answer.json["duration_seconds"]?.number ?? 0 > 0.5)
        // Nothing was trained here: that is said, and is no failure.
        #expect(answer.json["obstacles"]?["genre"]?.text != nil && answer.json["rating"]?.isNull == true)
        #expect(!answer.text.contains(service.folder.path), "no path of the server")
        expectNothingLeft()
    }

    @Test(
        arguments: [
            (Array("%PDF-1.7 no audio at all".utf8), 415), ([], 400), ([0x49, 0x44, 0x33], 415),
            ([UInt8](repeating: 0, count: 100_000), 415),
        ] as [([UInt8], Int)]) func whatIsNoAudioIsRefused(bytes: [UInt8], status: Int) throws
    {
        let answer = try service.ask(.post, "/v1/analyze", bytes: bytes)
        #expect(answer.status == status, "\(answer.text)")
        expectNothingLeft()
    }

    @Test func whatIsTooLargeIsRefusedBeforeItIsRead() throws {
        let small = try TestService(change: { $0.uploadBytesMax = 10_000 })
        let answer = try small.ask(.post, "/v1/analyze", bytes: [UInt8](repeating: 1, count: 50_000))
        #expect(answer.code == "too_large")
    }

    @Test func aJobTellsHowFarItIsAndGivesTheResult() throws {
        let started = try service.ask(.post, "/v1/analyze?wait_seconds=0", bytes: try AudioSeeds.file(.wav16))
        #expect(started.status == 202)
        let location = try #require(started.headers["location"])
        var job = JSONValue.null
        for _ in 0..<500 {
            job = try service.ask(.get, location).json
            if job["status"]?.text == "done" { break }
            #expect(job["progress"]?.number ?? 0 < 1, "there is something left to do")
            usleep(20_000)
        }
        #expect(job["status"]?.text == "done" && job["progress"]?.number == 1)
        #expect(job["result"]?["duration_seconds"]?.number ?? 0 > 0.5)
        #expect(try service.ask(.delete, location).status == 204)
        #expect(try service.ask(.get, "/v1/jobs/4711").code == "not_found")
        expectNothingLeft()
    }

    @Test func aJobThatIsEndedHasNoResult() throws {
        let started = try service.ask(.post, "/v1/analyze?wait_seconds=0", bytes: try AudioSeeds.file(.wav16))
        let location = try #require(started.headers["location"])
        #expect(try service.ask(.delete, location).status == 204)
        let wasOver = try service.ask(.get, location).json["status"]?.text == "done"
        var status: String?
        for _ in 0..<500 {
            status = try service.ask(.get, location).json["status"]?.text
            if status != "running" && status != "waiting" { break }
            usleep(20_000)
        }
        #expect(wasOver || status == "cancelled", "\(status ?? "none")")
        expectNothingLeft()
    }

    @Test func aJobIsItsOwnersAlone() throws {
        let closed = try TestService(change: { $0.requiresToken = true })
        let mine = try closed.token(of: "person0", scopes: [.read, .feedback])
        let theirs = try closed.token(of: "person1", scopes: [.read, .feedback])
        let started = try closed.ask(
            .post, "/v1/analyze?wait_seconds=0", bytes: try AudioSeeds.file(.wav16), token: mine)
        let location = try #require(started.headers["location"])
        #expect(try closed.ask(.get, location, token: theirs).code == "not_found")
        #expect(try closed.ask(.delete, location, token: theirs).code == "not_found")
        #expect(try closed.ask(.get, location, token: mine).status == 200)
    }

    @Test func aTrackOfTheCatalogIsJudgedWithoutItsFile() throws {
        let answer = try service.ask(.get, "/v1/tracks/3/judgement")
        #expect(answer.status == 200 && answer.json["track_id"]?.whole == 3)
    }

    /// What kills the client in the middle of an upload leaves nothing behind.
    @Test func anUploadThatBreaksOffIsRemoved() throws {
        do {
            let connection = try RawConnection(port: service.service.port)
            connection.send(
                "POST /v1/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"
                    + String(repeating: "x", count: 100_000))
            for _ in 0..<100 where uploads.isEmpty { usleep(10_000) }
            #expect(!uploads.isEmpty)
        }
        expectNothingLeft()
    }
}
