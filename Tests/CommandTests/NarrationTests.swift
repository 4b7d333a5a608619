import CatalogStore
import Glibc
import TestSupport
import Testing

/// `catalog rate --narrate` against a real server: what it says is shown, or why it is not.
@Suite struct NarrationTests {
    private static let key = "a-key-for-tests"
    private let world: ModelsWorld

    init() throws {
        world = try ModelsWorld()
        try world.fill(artists: 12, tracksPerArtist: 5)
        let trained = try world.catalog.run(["train", "critic", "--from", "popularity"] + ModelsWorld.quick)
        try #require(trained.exitCode == 0, "\(trained)")
    }

    private static func reply(_ body: String, status: String = "200 OK") -> LoopbackServer.Reply {
        .bytes(Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }

    private static func said(_ text: String) -> LoopbackServer.Reply {
        reply(#"{"choices":[{"message":{"role":"assistant","content":"\#(text)"}}]}"#)
    }

    private func rate(
        endpoint: String, _ more: [String] = [], key: String? = Self.key
    ) throws -> CatalogBinary.Result {
        try world.catalog.run(
            ["rate", "7", "--narrate", "--endpoint", endpoint] + more,
            environment: key.map { ["CATALOG_NARRATOR_KEY": $0] } ?? [:])
    }

    @Test func whatAModelSaysOfTheFiguresStandsBesideThem() throws {
        let plain = try world.catalog.run("rate", "7", "-f", "csv")
        let rating = try #require(
            plain.lines.last?.split(separator: ",").dropFirst().first.flatMap { Double($0) })
        let shown = "\((rating * 100).rounded() / 100)"
        let server = try LoopbackServer { _, _ in Self.said("It is rated \(shown), on a scale of 1 to 5.") }
        let endpoint = "http://127.0.0.1:\(server.port)/v1/"
        let result = try rate(endpoint: endpoint, ["--model", "tiny"])
        #expect(result.exitCode == 0 && result.standardError.isEmpty, "\(result)")
        for text in ["Narrated", "on a scale of 1 to 5.", "four of five", "Closest are"] {
            #expect(result.standardOutput.contains(text), "\(text) in\n\(result.standardOutput)")
        }
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\n"))
        #expect(request.contains("Authorization: Bearer \(Self.key)") && request.contains(#""model":"tiny""#))
        // Numbers go out; who and what it is does not.
        #expect(request.contains("contributions"))
        for secret in ["Artist 1", "Song", "Album", world.folder.path] {
            #expect(!request.contains(secret), "\(secret)")
        }
    }

    @Test func aFigureThatWasNotGivenIsNotShown() throws {
        let server = try LoopbackServer { _, _ in Self.said("It is rated 9.87 and will sell well.") }
        let result = try rate(endpoint: "http://127.0.0.1:\(server.port)/v1")
        #expect(result.exitCode == 0, "\(result)")
        #expect(
            !result.standardOutput.contains("sell well") && result.standardOutput.contains("four of five"))
        #expect(result.standardError.contains("a figure that it was not given (9.87)"), "\(result)")
    }

    @Test func whateverGoesWrongLeavesTheLocalText() throws {
        let refusing = try LoopbackServer { _, _ in Self.reply("{}", status: "401 Unauthorized") }
        let babbling = try LoopbackServer { _, _ in Self.reply("<html>not json") }
        let empty = try LoopbackServer { _, _ in Self.reply(#"{"choices":[]}"#) }
        let broken = try LoopbackServer { _, _ in
            .cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{".utf8))
        }
        let slow = try LoopbackServer { _, _ in
            sleep(4)
            return Self.said("Too late.")
        }
        for (server, text) in [
            (refusing, "did not take the key (401)"), (babbling, "is no chat completion"),
            (empty, "is no chat completion"), (broken, "gave no answer"), (slow, "gave no answer"),
        ] {
            let result = try rate(endpoint: "http://127.0.0.1:\(server.port)", ["--time-limit", "1"])
            #expect(result.exitCode == 0 && result.standardError.contains(text), "\(text): \(result)")
            #expect(result.standardError.contains("the text above is our own"))
            #expect(!result.standardError.contains(Self.key))
            #expect(result.standardOutput.contains("four of five"))
        }
        let nobody = try rate(endpoint: "http://127.0.0.1:1")
        #expect(nobody.exitCode == 0 && nobody.standardError.contains("gave no answer"), "\(nobody)")
        let keyless = try rate(endpoint: "http://127.0.0.1:1", key: nil)
        #expect(keyless.exitCode == 0 && keyless.standardError.contains("set $CATALOG_NARRATOR_KEY"))
        let json = try rate(endpoint: "http://127.0.0.1:1", ["-f", "json"])
        #expect(json.standardOutput.contains(#""narration_note":"The rating was not narrated"#), "\(json)")
    }
}
