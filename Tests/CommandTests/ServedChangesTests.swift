import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing

/// What other programs change while `catalog serve` runs is served without a restart: new tracks, newer models.
@Suite struct ServedChangesTests {
    private let world: ModelsWorld
    private var catalog: CatalogBinary { world.catalog }

    init() throws { world = try ModelsWorld() }

    private func ask(_ method: HTTPRequest.Method, _ url: String) throws -> JSONValue {
        let answer = try HTTPClient().send(HTTPRequest(method, url))
        return answer.body.isEmpty ? .null : try JSONReader.value(of: answer.text)
    }

    /// Asks again until the answer is as it should become.
    private func until(_ url: String, _ holds: (JSONValue) -> Bool) throws -> Bool {
        for _ in 0..<500 {
            if holds(try ask(.get, url)) { return true }
            usleep(20_000)
        }
        return false
    }

    @Test func aNewTrackIsServed() throws {
        let (program, url) = try catalog.serve()
        #expect(try ask(.get, url + "v1/tracks")["items"]?.line == "[]")
        let music = world.folder.file("music")
        try FileManager.default.createDirectory(atPath: music, withIntermediateDirectories: true)
        try Data(try AudioSeeds.file(.flac)).write(to: URL(filePath: music + "/Arrived Later.flac"))
        #expect(try catalog.run("ingest", music).exitCode == 0)
        #expect(try until(url + "v1/tracks") { $0["items"]?.line.contains("\"id\":1") == true })
        #expect(try until(url + "v1/tracks/1") { $0["has_audio"]?.line == "true" })
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
    }

    @Test func aNewerModelIsServedAndOneIsPromotedOverHTTP() throws {
        try world.fill(artists: 12, tracksPerArtist: 5)
        let (program, url) = try catalog.serve()
        let judgement = url + "v1/tracks/7/judgement"
        #expect(try ask(.get, judgement)["rating"]?.line == "null", "no critic is there yet")
        let training = ["train", "critic", "--from", "popularity"] + ModelsWorld.quick
        #expect(try catalog.run(training).exitCode == 0)
        #expect(
            try until(judgement) { $0["rating"]?["value"] != nil },
            "a critic that was trained meanwhile rates")
        _ = try catalog.run(training + ["--seed", "9"])
        let models = try ask(.get, url + "v1/models")["items"]
        guard case .array(let items)? = models, items.count == 2 else {
            throw TestFailure("two critics: \(models?.line ?? "")")
        }
        let idle = try #require(items.first { $0["is_active"]?.line == "false" }?["id"]?.line)
        let active = try #require(items.first { $0["is_active"]?.line == "true" }?["id"]?.line)
        let promotion = url + "v1/models/\(idle)/promotion"
        #expect(try HTTPClient().send(HTTPRequest(.get, promotion)).status == 404)
        let before = try ask(.get, judgement)["rating"]?["value"]?.line
        #expect(try HTTPClient().send(HTTPRequest(.post, promotion)).status == 202)
        #expect(try until(promotion) { $0["status"]?.text == "finished" })
        #expect(try until(url + "v1/models/\(idle)") { $0["is_active"]?.line == "true" })
        #expect(
            try until(judgement) { $0["rating"]?["value"]?.line != before }, "another critic, another rating")
        #expect(try HTTPClient().send(HTTPRequest(.post, promotion)).status == 409, "it is in use already")
        #expect(try catalog.run("models", "promote", "\(active)").exitCode == 0)
        #expect(try until(url + "v1/models/\(active)") { $0["is_active"]?.line == "true" })
        #expect(try until(judgement) { $0["rating"]?["value"]?.line == before })
        program.signal(SIGTERM)
        #expect(program.result().exitCode == 0)
    }
}
