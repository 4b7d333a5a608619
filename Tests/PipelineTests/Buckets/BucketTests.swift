import Pipeline
import Synchronization
import TestSupport
import Testing

@Suite struct BucketTests {
    private func page(_ keys: [String], next: String?) -> String {
        let contents = keys.map {
            "<Contents><Key>\($0)</Key><LastModified>2026-03-01T12:00:00.000Z</LastModified>"
                + "<ETag>&quot;abc-1&quot;</ETag><Size>12</Size></Contents>"
        }
        return "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>\(next != nil)</IsTruncated>"
            + contents.joined()
            + (next.map { "<NextContinuationToken>\($0)</NextContinuationToken>" } ?? "")
            + "</ListBucketResult>"
    }

    private func answer(_ body: String, status: String = "200 OK") -> LoopbackServer.Reply {
        .bytes(Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }

    private func bucket(_ server: LoopbackServer, waits: Waits = Waits()) throws -> Bucket {
        let address = try #require(BucketAddress("s3://music/new songs/"))
        let access = BucketAccess(
            environment: ["AWS_ACCESS_KEY_ID": "k", "AWS_SECRET_ACCESS_KEY": "s"],
            endpoint: "http://127.0.0.1:\(server.port)/")
        return Bucket(address, access: access, seed: 1, sleep: { waits.seconds.append($0) })
    }

    final class Waits {
        var seconds: [Double] = []
    }

    @Test func allPagesAreListedAndKeysDecoded() throws {
        let server = try LoopbackServer { _, index in
            index == 0
                ? answer(page(["a+b%2Bc.mp3", "%C3%A9t%C3%A9.ogg"], next: "1/t="))
                : answer(page(["z"], next: nil))
        }
        var objects: [BucketObject] = []
        try bucket(server).list { objects += $0 }
        #expect(objects.map(\.key) == ["a b+c.mp3", "été.ogg", "z"])
        #expect(objects[0].etag == "abc-1")
        #expect(
            server.requests[0].contains("GET /music/?encoding-type=url&list-type=2&prefix=new%20songs%2F "))
        #expect(server.requests[1].contains("continuation-token=1%2Ft%3D&"))
        #expect(server.requests[0].contains("Authorization: AWS4-HMAC-SHA256 Credential=k/"))
    }

    @Test func aServerThatStumblesIsAskedAgainEverLater() throws {
        let server = try LoopbackServer { _, index in
            switch index {
            case 0: answer("<Error><Code>SlowDown</Code></Error>", status: "503 Slow Down")
            case 1: .cut(Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<List".utf8))
            default: answer(page(["k"], next: nil))
            }
        }
        let waits = Waits()
        var keys: [String] = []
        try bucket(server, waits: waits).list { keys += $0.map(\.key) }
        #expect(keys == ["k"])
        #expect(waits.seconds.count == 2)
        #expect(waits.seconds[0] <= 0.25 && waits.seconds[1] > waits.seconds[0])
    }

    @Test func aRefusalIsASentenceAndIsNotRepeated() throws {
        let server = try LoopbackServer { _, _ in
            answer("<Error><Code>SignatureDoesNotMatch</Code></Error>", status: "403 Forbidden")
        }
        let error = #expect(throws: BucketError.self) { try bucket(server).list { _ in } }
        #expect(error?.description.contains("SignatureDoesNotMatch") == true)
        #expect(server.requests.count == 1)
    }

    @Test func aRangeIsReadUnderItsETag() throws {
        let server = try LoopbackServer { _, _ in answer("5678", status: "206 Partial Content") }
        var objects: [BucketObject] = []
        let listing = try LoopbackServer { _, _ in answer(page(["x y.mp3"], next: nil)) }
        try bucket(listing).list { objects = $0 }
        #expect(try bucket(server).read(objects[0], at: 8, count: 100) == Array("5678".utf8))
        #expect(server.requests[0].hasPrefix("GET /music/x%20y.mp3 "))
        #expect(server.requests[0].contains("Range: bytes=8-11"))
        #expect(server.requests[0].contains("If-Match: \"abc-1\""))
    }

    @Test(arguments: ["s3://", "s3://x", "http://b/k", "s3://b b b/k"]) func notAnAddress(text: String) {
        #expect(BucketAddress(text) == nil)
    }
}
