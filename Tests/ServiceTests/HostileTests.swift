import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import HTTP
import TestSupport
import Testing
import WebService

/// What an attacker sends: a refusal each, and the next caller is answered.
@Suite struct HostileTests {
    private let service: TestService

    init() throws { service = try TestService(change: { $0.server.requestSecondsMax = 1 }) }

    private func raw(_ text: String, seconds: Double = 3) throws -> String {
        let connection = try RawConnection(port: service.service.port)
        connection.send(text)
        return connection.readAll(seconds: seconds)
    }

    private func expectAlive() throws { #expect(try service.ask(.get, "/v1/tracks/1").status == 200) }

    static let requests: [(String, [Int])] = [
        ("GET /v1/tracks/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/tracks/%2e%2e%2fetc HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/search?q=a%00b HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/search?q=%ff%fe HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/tracks/1%00 HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/tracks/1\0/../../etc?limit=abc HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/users\0x HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("G\0T /v1/tracks HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("POST /v1/feedback HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n", [400]),
        (
            "POST /v1/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=a\r\n"
                + "Content-Length: 9\r\n", [415]
        ),
        ("GET /v1/tracks HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n", [400]),
        (
            "GET /v1/tracks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\n",
            [400]
        ),
        ("GET /v1/tracks HTTP/1.1\r\nHost: localhost\r\nRange: bytes=0-1\r\nRange: bytes=2-3\r\n", [400]),
        (
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n",
            [400]
        ),
        (
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n",
            [400]
        ),
        (
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n",
            [400, 501]
        ),
        (
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n",
            [415]
        ),
        (
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n",
            [413]
        ),
        ("POST /v1/users/1/playlists HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n", [415]),
        ("TRACE / HTTP/1.1\r\nHost: localhost\r\n", [404, 405]),
        ("QUERY /v1/tracks HTTP/1.1\r\nHost: localhost\r\n", [405]),
        ("GET /v1/tracks?\(String(repeating: "a=b&", count: 200)) HTTP/1.1\r\nHost: localhost\r\n", [400]),
        ("GET /v1/search?q=\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: localhost\r\n", [414]),
        ("GET /v1/search?q=\(String(repeating: "a", count: 300)) HTTP/1.1\r\nHost: localhost\r\n", [400]),
        (
            "GET /v1/tracks HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 40_000))\r\n",
            [431]
        ),
    ]

    @Test(arguments: requests) func isRefused(head: String, statuses: [Int]) throws {
        let answer = try raw(head + "Connection: close\r\n\r\n")
        let status = answer.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        #expect(status.map(statuses.contains) == true, "\(head.prefix(100)): \(answer.prefix(200))")
        #expect(!answer.contains(service.folder.path), "no path of the server")
        try expectAlive()
    }

    /// A second request in the body of the first must not be answered as one.
    @Test func aSmuggledRequestIsNotAnswered() throws {
        let inner = "GET /v1/users/1 HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let answer = try raw(
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(inner.utf8.count)\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n\(inner)"
        )
        #expect(!answer.contains("person0"), "\(answer)")
        let body = try raw(
            "GET /v1/tracks/1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(inner.utf8.count)\r\n\r\n\(inner)"
        )
        #expect(!body.contains("person0"), "\(body)")
        try expectAlive()
    }

    @Test(arguments: ["[", #"{"a":"#, #"{"events":[{"a":["#]) func deeplyNestedJSONIsRefused(opening: String)
        throws
    {
        let body = String(repeating: opening, count: 20_000)
        for target in ["/v1/feedback", "/v1/feedback/batch", "/v1/users/1/playlists"] {
            let answer = try service.ask(.post, target, body: body)
            #expect(answer.status == 400 && answer.code == "invalid_body", "\(target): \(answer.text)")
        }
        try expectAlive()
    }

    /// The time for a request begins with it, however long its connection rested before.
    @Test func aRequestOnAConnectionThatRestedHasItsWholeTime() throws {
        let patient = try TestService(change: { $0.server.requestSecondsMax = 6 })
        let connection = try RawConnection(port: patient.service.port)
        connection.send("GET /v1/tracks/1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(connection.read(until: "\"id\":1,", seconds: 3))
        usleep(4_500_000)
        let body = #"{"kind":"like","user_id":1,"track_id":1}"#
        connection.send(
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n")
        usleep(4_000_000)
        connection.send(body)
        #expect(connection.read(until: "event_id", seconds: 3))
    }

    @Test func soManyFilesComeAtOnceAndNotMore() throws {
        let patient = try TestService(change: { $0.server.requestSecondsMax = 30 })
        let head =
            "POST /v1/analyze HTTP/1.1\r\nHost: localhost\r\nContent-Type: audio/flac\r\nContent-Length: 1000\r\n\r\n"
        let uploads = patient.folder.file("uploads")
        do {
            let open = try (0..<16).map { _ in try RawConnection(port: patient.service.port) }
            for connection in open { connection.send(head + "some of it") }
            // Another one comes only when all of these are let in.
            #expect(
                try Eventually.holds(seconds: 30) {
                    try FileManager.default.contentsOfDirectory(atPath: uploads).count == 16
                })
            let other = try RawConnection(port: patient.service.port)
            other.send(head)
            #expect(other.read(until: "too_many_requests", seconds: 30))
            withExtendedLifetime(open) {}
        }
        // Those that went away are no hindrance.
        var status = 429
        for _ in 0..<100 where status == 429 {
            usleep(50_000)
            status = try patient.ask(.post, "/v1/analyze", bytes: [1, 2, 3]).status
        }
        #expect(status == 415)
        #expect(try patient.ask(.get, "/v1/tracks/1").status == 200)
    }

    @Test func whoAsksForTheHeadOfAStreamHoldsNone() throws {
        var asked: [RawConnection] = []
        for _ in 0..<25 {
            let connection = try RawConnection(port: service.service.port)
            connection.send("HEAD /v1/stream?user=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(connection.read(until: "text/event-stream", seconds: 3))
            asked.append(connection)
        }
        let stream = try RawConnection(port: service.service.port)
        stream.send("GET /v1/stream?user=1 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(stream.read(until: "event: recommendations", seconds: 5))
    }

    @Test func whatIsNotWantedPackedIsNotPacked() throws {
        for wish in ["gzip;q=0", "gzip;q=0.000", "gzip; q=0.00", "identity"] {
            let answer = try service.ask(.get, "/v1/tracks", headers: [("Accept-Encoding", wish)])
            #expect(answer.headers["content-encoding"] == nil, "\(wish)")
        }
        let packed = try service.ask(.get, "/v1/tracks", headers: [("Accept-Encoding", "br, gzip;q=0.5")])
        #expect(packed.headers["content-encoding"] == "gzip")
    }

    @Test func aRequestThatDripsIsCutOff() throws {
        let connection = try RawConnection(port: service.service.port)
        connection.send("GET /v1/tracks HTTP/1.1\r\nHost: localhost\r\n")
        var isClosed = false
        for _ in 0..<60 where !isClosed {
            connection.send("X-A: b\r\n")
            usleep(100_000)
            isClosed = connection.isClosedByPeer
        }
        #expect(isClosed)
        // A body that never comes to its end.
        let slow = try RawConnection(port: service.service.port)
        slow.send(
            "POST /v1/feedback HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
        )
        isClosed = false
        for _ in 0..<60 where !isClosed {
            slow.send("{")
            usleep(100_000)
            isClosed = slow.isClosedByPeer
        }
        #expect(isClosed)
        try expectAlive()
    }

    @Test func moreConnectionsThanAllowedAreTurnedAwayAndLaterLetIn() throws {
        let small = try TestService(change: { $0.server.connectionCountMax = 20 })
        do {
            var connections: [RawConnection] = []
            for _ in 0..<60 {
                if let one = try? RawConnection(port: small.service.port) { connections.append(one) }
            }
            #expect(connections.count > 20)
        }
        var status = 0
        for _ in 0..<100 where status != 200 {
            status = (try? HTTPClient().send(HTTPRequest(.get, small.url("/health/live"))).status) ?? 0
            usleep(20_000)
        }
        #expect(status == 200)
    }

    /// Seeded requests, half broken in their bytes, half in what they mean: an answer or a closed door, never a crash,
    /// never a 5xx, never a word of somebody else, and every answer as it is documented.
    @Test(arguments: [11, 12, 13, 14] as [UInt64]) func anyRequestIsSurvived(seed: UInt64) throws {
        var maker = RequestMaker(seed: seed)
        for _ in 0..<100 {
            let connection = try RawConnection(port: service.service.port)
            connection.send(bytes: maker.next())
            connection.finishSending()
            let answer = connection.readAll(seconds: 1)
            if let complaint = RequestMaker.complaint(about: answer, secret: service.folder.path) {
                Issue.record("seed \(seed): \(complaint)")
            }
        }
        try expectAlive()
    }
}
