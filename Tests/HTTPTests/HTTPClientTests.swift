import HTTP
import TestSupport
import Testing

@Suite struct HTTPClientTests {
    private func response(_ body: String, status: String = "200 OK") -> LoopbackServer.Reply {
        .bytes(
            Array(
                "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\nX-Note: one\r\n\r\n\(body)".utf8)
        )
    }

    @Test func anAnswerHasItsStatusHeadersAndBody() throws {
        let server = try LoopbackServer { _, _ in response("hello", status: "404 Not Found") }
        let answer = try HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(server.port)/x"))
        #expect(answer.status == 404)
        #expect(answer.headers["x-note"] == "one")
        #expect(answer.text == "hello")
    }

    @Test func aPostCarriesItsBodyAndType() throws {
        let server = try LoopbackServer { _, _ in response("") }
        let request = HTTPRequest(
            .post, "http://127.0.0.1:\(server.port)/", headers: [("Content-Type", "application/json")],
            body: Array(#"{"a":1}"#.utf8))
        _ = try HTTPClient().send(request)
        #expect(server.requests[0].hasSuffix("\r\n\r\n{\"a\":1}"))
        #expect(server.requests[0].contains("Content-Type: application/json"))
    }

    @Test func aBodyBeyondTheLimitAndADeadPortAreSentences() throws {
        let server = try LoopbackServer { _, _ in response(String(repeating: "x", count: 5_000)) }
        #expect(throws: HTTPError.self) {
            try HTTPClient().send(
                HTTPRequest(.get, "http://127.0.0.1:\(server.port)/"), bodySizeBytesMax: 100)
        }
        let error = #expect(throws: HTTPError.self) {
            try HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:1/"))
        }
        #expect(error?.kind == .unreachable)
        #expect(throws: HTTPError.self) { try HTTPClient().send(HTTPRequest(.get, "file:///etc/passwd")) }
    }

    @Test func aConnectionCutInTheMiddleIsAnErrorAndNotAShortBody() throws {
        let server = try LoopbackServer { _, _ in
            .cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this".utf8))
        }
        #expect(throws: HTTPError.self) {
            try HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(server.port)/"))
        }
    }

    /// The example that AWS publishes for Signature Version 4 in one chunk: GET Object with a range.
    @Test func theSignatureIsThatOfThePublishedExample() throws {
        let server = try LoopbackServer { _, _ in response("") }
        var request = HTTPRequest(
            .get, "http://examplebucket.s3.amazonaws.com/test.txt",
            headers: [("Range", "bytes=0-9"), ("X-Amz-Date", "20130524T000000Z")])
        request.signature = AWSSignature(
            accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            sessionToken: nil, region: "us-east-1")
        request.connectTo = "examplebucket.s3.amazonaws.com:80:127.0.0.1:\(server.port)"
        _ = try HTTPClient().send(request)
        #expect(
            server.requests[0].contains("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"))
    }
}
