import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import Pipeline
import TestSupport
import Testing
import WebService

/// The library through the service: ingest it, play it, see its covers.
@Suite struct LibraryTests {
    private let folder: TemporaryFolder
    private let service: TestService

    init() throws {
        let folder = try TemporaryFolder()
        self.folder = folder
        let music = folder.file("music")
        try FileManager.default.createDirectory(atPath: music + "/Album", withIntermediateDirectories: true)
        for (index, format) in [AudioWriter.Format.flac, .mp3, .wav16].enumerated() {
            try Data(try AudioSeeds.file(format)).write(
                to: URL(filePath: "\(music)/Album/0\(index + 1) - Song.\(format.fileEnding)"))
        }
        try Data("no audio".utf8).write(to: URL(filePath: music + "/broken.mp3"))
        try Data([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]).write(to: URL(filePath: music + "/Album/cover.jpg"))
        service = try TestService(
            folder: folder, fill: { _ in },
            change: {
                $0.libraries = [
                    ServiceLibrary(name: "music", place: .folder(FilePath(music, relativeTo: "/")))
                ]
            }
        )
    }

    private func ingest() throws -> JSONValue {
        let started = try service.ask(.post, "/v1/ingest/runs", body: "{}")
        #expect(started.status == 202, "\(started.text)")
        let location = try #require(started.headers["location"])
        for _ in 0..<1_200 {
            let run = try service.ask(.get, location).json
            if run["status"]?.text != "running" { return run }
            usleep(25_000)
        }
        throw TestFailure("the ingest does not end")
    }

    @Test func aLibraryIsIngestedAndPlayed() throws {
        let run = try ingest()
        #expect(run["status"]?.text == "finished" && run["report"]?["ingested"]?.whole == 3, "\(run.line)")
        #expect(!run.line.contains(folder.path), "no path of the server: \(run.line)")
        #expect(run["troubles"]?.elements.first?["file"]?.text == "music/broken.mp3", "\(run.line)")
        #expect(try service.ask(.get, "/v1/ingest/runs").items.count == 1)
        #expect(try service.ask(.get, "/v1/runs?kind=ingest").items.count == 1)
        let tracks = try service.ask(.get, "/v1/tracks").items
        // One recording in three formats: a track, or one for each.
        let id = try #require(tracks.first?["id"]?.whole)
        let whole = try service.ask(.get, "/v1/tracks/\(id)/audio")
        #expect(whole.status == 200 && whole.body.count > 10_000)
        #expect(whole.headers["accept-ranges"] == "bytes")
        #expect(try service.ask(.get, "/v1/tracks/\(id)").text.contains("\"has_audio\":true"))
        try checkRanges(of: "/v1/tracks/\(id)/audio", whole: whole)
        let cover = try service.ask(.get, "/v1/tracks/\(id)/cover")
        #expect(cover.status == 200 && cover.headers["content-type"] == "image/jpeg")
        #expect(try service.ask(.get, "/v1/tracks/\(id)/features").status == 200)
        #expect(try service.ask(.get, "/v1/stats/overview").json["files"]?.whole == 4)
    }

    private func checkRanges(of target: String, whole: TestService.Answer) throws {
        let size = whole.body.count
        let ranges: [(String, Int, ArraySlice<UInt8>)] = [
            ("bytes=0-99", 206, whole.body[0..<100]), ("bytes=100-199", 206, whole.body[100..<200]),
            ("bytes=-50", 206, whole.body[(size - 50)...]),
            ("bytes=\(size - 10)-", 206, whole.body[(size - 10)...]),
            ("bytes=0-99999999", 206, whole.body[...]), ("bytes=\(size)-", 416, []), ("bytes=-0", 416, []),
            ("bytes=5-2", 200, whole.body[...]), ("bytes=0-1,4-5", 200, whole.body[...]),
            ("lines=1-2", 200, whole.body[...]), ("bytes=a-b", 200, whole.body[...]),
        ]
        for (range, status, part) in ranges {
            let answer = try service.ask(.get, target, headers: [("Range", range)])
            #expect(answer.status == status, "\(range): \(answer.status)")
            if status != 416 { #expect(answer.body == Array(part), "\(range)") }
            if status == 206 {
                #expect(
                    answer.headers["content-range"] == "bytes \(part.startIndex)-\(part.endIndex - 1)/\(size)"
                )
            }
        }
        let etag = try #require(whole.headers["etag"])
        #expect(try service.ask(.get, target, headers: [("If-None-Match", etag)]).status == 304)
        let stale = try service.ask(.get, target, headers: [("Range", "bytes=0-9"), ("If-Range", "\"old\"")])
        #expect(stale.status == 200 && stale.body.count == size)
        let current = try service.ask(.get, target, headers: [("Range", "bytes=0-9"), ("If-Range", etag)])
        #expect(current.status == 206)
        let head = try service.ask(.head, target, headers: [("Range", "bytes=0-9")])
        #expect(head.status == 200 && head.headers["content-range"] == nil, "ranges are for reading")
    }

    @Test func whoComesAfterAnIngestLearnsHowItEnded() throws {
        _ = try ingest()
        let stream = try RawConnection(port: service.service.port)
        stream.send("GET /v1/stream?ingests=true HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(stream.read(until: "event: ingest", seconds: 5))
        #expect(stream.read(until: "\"status\":\"finished\"", seconds: 5))
    }

    @Test func aFileThatWentOrBecameSomethingElseIsNotPlayed() throws {
        _ = try ingest()
        let id = try #require(try service.ask(.get, "/v1/tracks").items.first?["id"]?.whole)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.file("music/Album")) {
            try FileManager.default.removeItem(atPath: folder.file("music/Album/\(name)"))
            // A pipe in its place must hold nobody up.
            mkfifo(folder.file("music/Album/\(name)"), 0o600)
        }
        let answer = try service.ask(.get, "/v1/tracks/\(id)/audio")
        #expect(answer.code == "not_found" && !answer.text.contains(folder.path))
        #expect(try service.ask(.get, "/v1/tracks/\(id)/cover").status == 204)
    }

    @Test func onlyOneIngestRunsAndItCanBeEnded() throws {
        // While somebody else writes, an ingest can keep nothing: it runs until this is over, however short it is.
        let location = try service.catalog.write { _ in
            let started = try service.ask(
                .post, "/v1/ingest/runs", body: #"{"library":"music","is_full":true}"#)
            #expect(started.status == 202, "\(started.text)")
            let location = try #require(started.headers["location"])
            #expect(try service.ask(.post, "/v1/ingest/runs", body: "{}").code == "conflict")
            #expect(try service.ask(.get, "/v1/ingest/runs").items.count == 1)
            #expect(try service.ask(.delete, location).status == 202)
            return location
        }
        var status: String? = "running"
        for _ in 0..<1_200 where status == "running" {
            status = try service.ask(.get, location).json["status"]?.text
            usleep(25_000)
        }
        #expect(status == "cancelled")
        #expect(try service.ask(.delete, location).code == "conflict")
        #expect(try service.ask(.post, "/v1/ingest/runs", body: #"{"library":"other"}"#).code == "not_found")
        #expect(try service.ask(.get, "/v1/ingest/runs/99").code == "not_found")
        #expect(try TestService().ask(.post, "/v1/ingest/runs", body: "{}").code == "conflict", "no library")
    }
}
