import CatalogCore

/// Makes requests that nobody should send, by a seed: for the tests of the service and for `make fuzz`.
package struct RequestMaker {
    private var generator: SplitMix64
    private var mutator: ByteMutator

    package init(seed: UInt64) {
        generator = SplitMix64(seed: seed)
        mutator = ByteMutator(seed: seed &+ 1)
    }

    private static let methods = [
        "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "get", "X",
    ]
    private static let paths = [
        "/", "/page.js", "/health/ready", "/metrics", "/v1/me", "/v1/session", "/v1/search", "/v1/tracks",
        "/v1/tracks/#",
        "/v1/tracks/#/features", "/v1/tracks/#/predictions", "/v1/tracks/#/similar", "/v1/tracks/#/audio",
        "/v1/tracks/#/cover", "/v1/tracks/#/judgement", "/v1/artists/#", "/v1/albums/#",
        "/v1/genres/#/tracks",
        "/v1/recommend", "/v1/trending", "/v1/users", "/v1/users/#", "/v1/users/#/feedback",
        "/v1/users/#/feedback/#", "/v1/users/#/opinions/#", "/v1/users/#/playlists", "/v1/playlists/#",
        "/v1/playlists/#/tracks", "/v1/feedback", "/v1/feedback/batch", "/v1/models/#", "/v1/ingest/runs",
        "/v1/ingest/runs/#", "/v1/jobs/#", "/v1/runs", "/v1/stats/overview", "/v1/openapi.json", "/v1/../x",
        "/v2/x",
    ]
    private static let names = [
        "q", "limit", "cursor", "user", "artist", "track", "id", "where", "mood", "weights", "diversity",
        "from", "to",
        "like", "shuffle", "kind", "stance", "name", "genre", "nonsense",
    ]
    private static let values = [
        "1", "0", "-1", "99999999999999999999", "1e309", "nan", "a", "%00", "%ff", "..%2f", "'%20OR%201=1--",
        "%F0%9F%8E%B5",
        "energy=0.8", "year%201990..1999", "((((((((", "\"", "%5Cud800", "", "true", "{}", "person0",
        "1..2..3", "*",
    ]
    private static let bodies = [
        "", "{}", "[]", "null", "{\"kind\":\"like\",\"user_id\":1,\"track_id\":1}", "{\"kind\":\"like\"}",
        "{\"events\":[{},{}]}", "{\"name\":\"x\"}", "{\"name\":\"\\u0000\"}", "{\"track_ids\":[1,2,1e9]}",
        "{\"a\":",
        "\u{FEFF}{}", "{\"kind\":\"play\",\"user_id\":1,\"track_id\":1,\"time\":\"0000-00-00\"}",
    ]

    /// The bytes of the next request; ends with the wish to close.
    package mutating func next() -> [UInt8] {
        let request = Array(text().utf8)
        return generator.index(below: 2) == 0 ? mutator.mutate(request) : request
    }

    private mutating func text() -> String {
        var path = ""
        for character in pick(Self.paths) {
            path +=
                character == "#"
                ? pick(["1", "2", "60", "0", "-1", "x", "%31", "9999999999999", "1;2"]) : String(character)
        }
        let pairs = (0..<generator.index(below: 4)).map { _ in "\(pick(Self.names))=\(pick(Self.values))" }
        if !pairs.isEmpty { path += "?" + pairs.joined(separator: "&") }
        var body = pick(Self.bodies)
        if generator.index(below: 20) == 0 {
            body = String(repeating: "[", count: 1 + generator.index(below: 20_000))
        }
        var head =
            "\(pick(Self.methods)) \(path) HTTP/1.1\r\nHost: \(pick(["localhost", "localhost", "localhost", "evil"]))\r\n"
        if generator.index(below: 3) > 0 { head += "Content-Type: application/json\r\n" }
        switch generator.index(below: 8) {
        case 0: head += "Content-Length: \(pick(["-1", "1", "0x10", "99999999999999999999"]))\r\n"
        case 1:
            head += "Transfer-Encoding: chunked\r\n"
            body = String(body.utf8.count, radix: 16) + "\r\n\(body)\r\n0\r\n\r\n"
        default: head += "Content-Length: \(body.utf8.count)\r\n"
        }
        if generator.index(below: 4) == 0 {
            head += pick([
                "Authorization: Bearer ctl_x\r\n", "Range: bytes=0-\r\n", "If-None-Match: *\r\n",
                "If-Match: \"x\", W/\r\n",
                "Cookie: catalog_token=x\r\n",
                "Accept-Encoding: gzip\r\n", "Origin: https://evil.example\r\n", "Expect: 100-continue\r\n",
                "X: \u{1}\r\n",
            ])
        }
        return head + "Connection: close\r\n\r\n" + body
    }

    private mutating func pick(_ words: [String]) -> String { words[generator.index(below: words.count)] }

    /// What is wrong with an answer; nil where nothing is. A closed connection is an answer, too.
    package static func complaint(about answer: String, secret: String) -> String? {
        if answer.isEmpty { return nil }
        guard answer.hasPrefix("HTTP/1.1 ") || answer.hasPrefix("HTTP/1.0 ") else {
            return "no HTTP: \(answer.prefix(80))"
        }
        guard let status = answer.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap({ Int($0) })
        else {
            return "no status: \(answer.prefix(80))"
        }
        // 501: a method or an encoding that is not known; 505: another version of HTTP.
        if status >= 500 && ![501, 505].contains(status) { return "status \(status): \(answer.prefix(400))" }
        if answer.contains(secret) { return "a path of the server: \(answer.prefix(400))" }
        return nil
    }
}
