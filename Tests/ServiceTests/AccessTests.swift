import CatalogCore
import CatalogStore
import Glibc
import HTTP
import TestSupport
import Testing
import WebService

/// Who may do what.
@Suite struct AccessTests {
    private let service: TestService

    init() throws { service = try TestService(change: { $0.requiresToken = true }) }

    @Test func withoutATokenOnlyTheOpenRoutesAnswer() throws {
        for route in AllRoutes.table.routes where route.method == "GET" && !route.path.contains("{") {
            let answer = try service.ask(.get, route.path + (route.name == "search" ? "?q=a" : ""))
            #expect((answer.status == 401) == (route.access != .open), "\(route.path) \(answer.status)")
            if answer.status == 401 { #expect(answer.headers["www-authenticate"] == "Bearer") }
        }
        #expect(try service.ask(.get, "/").status == 200, "the page itself asks for the token")
        for wrong in ["ctl_no", "", "x y", String(repeating: "a", count: 5_000)] {
            #expect(try service.ask(.get, "/v1/tracks", token: wrong).status == 401)
        }
        let basic = try service.ask(.get, "/v1/tracks", headers: [("Authorization", "Basic YTpi")])
        #expect(basic.status == 401)
    }

    @Test func aTokenOpensWhatItsScopesAllow() throws {
        let read = try service.token(of: "person0", scopes: .read)
        let admin = try service.token(of: "person2", scopes: .admin)
        #expect(try service.ask(.get, "/v1/tracks/1", token: read).status == 200)
        let like = #"{"kind":"like","track_id":1}"#
        #expect(try service.ask(.post, "/v1/feedback", body: like, token: read).code == "forbidden")
        #expect(try service.ask(.post, "/v1/users", body: #"{"name":"x"}"#, token: read).code == "forbidden")
        #expect(try service.ask(.post, "/v1/feedback", body: like, token: admin).status == 200)
        #expect(try service.ask(.post, "/v1/users", body: #"{"name":"x"}"#, token: admin).status == 201)
        let me = try service.ask(.get, "/v1/me", token: read).json
        #expect(me["user"]?["name"]?.text == "person0" && me["scopes"]?.elements.count == 1)
    }

    @Test func aTokenThatIsOverOpensNothing() throws {
        // In 2001 and in 2096: on which side of now they lie does not depend on when this runs.
        let past = Timestamp(milliseconds: 1_000_000_000_000)
        let ahead = Timestamp(milliseconds: 4_000_000_000_000)
        let expired = try service.token(of: "person0", scopes: .read, expires: past)
        #expect(try service.ask(.get, "/v1/tracks", token: expired).status == 401)
        let token = try service.token(of: "person1", scopes: .read, expires: ahead)
        #expect(try service.ask(.get, "/v1/tracks", token: token).status == 200)
        try service.catalog.write { transaction in
            for token in try transaction.tokens() {
                try transaction.revokeToken(token.id, at: TestService.now)
            }
        }
        var status = 200
        for _ in 0..<100 where status == 200 {
            status = try service.ask(.get, "/v1/tracks", token: token).status
            usleep(20_000)
        }
        #expect(status == 401, "a revoked token is found out without a restart")
    }

    /// Everything that belongs to a user, asked for with another one's token.
    @Test func nobodySeesOrChangesWhatIsAnothers() throws {
        let mine = try service.token(of: "person0", scopes: [.read, .feedback])
        let theirs = try service.token(of: "person1", scopes: [.read, .feedback])
        let list = try service.ask(
            .post, "/v1/users/2/playlists", body: #"{"name":"Secret","track_ids":[7]}"#, token: theirs)
        let playlist = try #require(list.json["id"]?.whole)
        let event = try #require(
            try service.ask(.post, "/v1/feedback", body: #"{"kind":"like","track_id":7}"#, token: theirs)
                .json["event_id"]?.whole)
        let requests: [(HTTPRequest.Method, String, String?)] = [
            (.get, "/v1/users/2", nil), (.get, "/v1/users/2/feedback", nil),
            (.get, "/v1/users/2/opinions?stance=like", nil), (.get, "/v1/users/2/opinions/7", nil),
            (.get, "/v1/users/2/playlists", nil), (.post, "/v1/users/2/playlists", #"{"name":"Mine now"}"#),
            (.get, "/v1/playlists/\(playlist)", nil),
            (.put, "/v1/playlists/\(playlist)", #"{"name":"Mine"}"#),
            (.post, "/v1/playlists/\(playlist)/tracks", #"{"track_ids":[1]}"#),
            (.delete, "/v1/playlists/\(playlist)", nil), (.delete, "/v1/users/2/feedback/\(event)", nil),
            (.delete, "/v1/users/1/feedback/\(event)", nil),
            (.post, "/v1/feedback", #"{"kind":"ban","user_id":2,"track_id":1}"#),
            (.post, "/v1/feedback", #"{"kind":"ban","user":"person1","track_id":1}"#),
            (
                .post, "/v1/feedback/batch",
                #"{"events":[{"kind":"like","track_id":1},{"kind":"ban","user_id":2,"track_id":1}]}"#
            ),
            (.get, "/v1/recommend?user=2", nil), (.get, "/v1/recommend?user=person1", nil),
            (.get, "/v1/stream?user=2", nil), (.get, "/v1/statistics/feedback?user=2", nil),
            (.get, "/v1/statistics/users?user=2", nil), (.post, "/v1/users", #"{"name":"another"}"#),
            (.delete, "/v1/users/2", nil), (.post, "/v1/models/1/promotion", nil),
            (.post, "/v1/ingest/runs", "{}"),
        ]
        for (method, target, body) in requests {
            let answer = try service.ask(method, target, body: body, token: mine)
            #expect([403, 404].contains(answer.status), "\(method) \(target): \(answer.status)")
            #expect(!answer.text.contains("Secret") && !answer.text.contains("person1"), "\(answer.text)")
        }
        #expect(try service.ask(.get, "/v1/users", token: mine).items.count == 1)
        #expect(try service.ask(.get, "/v1/users?name=person1", token: mine).items.isEmpty)
        #expect(
            try service.ask(.get, "/v1/playlists/\(playlist)", token: theirs).json["name"]?.text == "Secret")
        #expect(try service.ask(.get, "/v1/users/2/opinions/7", token: theirs).json["stance"]?.text == "like")
    }

    @Test func aBrowserKeepsTheTokenInACookieThatScriptsCannotRead() throws {
        let token = try service.token(of: "person0", scopes: .read)
        let cookie = try #require(try service.ask(.post, "/v1/session", token: token).headers["set-cookie"])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
        let pair = String(cookie.split(separator: ";")[0])
        #expect(try service.ask(.get, "/v1/tracks", headers: [("Cookie", "a=b; \(pair)")]).status == 200)
        #expect(try service.ask(.delete, "/v1/session").headers["set-cookie"]?.contains("Max-Age=0") == true)
    }

    @Test func whoAsksTooOftenIsToldWhenToComeBack() throws {
        // So few that one of these comes too soon after the one before it, however slow the machine is.
        let limited = try TestService(change: { $0.requestsPerSecondMax = 0.5 })
        var refused: TestService.Answer?
        for _ in 0..<50 where refused == nil {
            let answer = try limited.ask(.get, "/v1/me")
            if answer.status == 429 { refused = answer } else { #expect(answer.status == 200) }
        }
        #expect(refused?.code == "too_many_requests")
        let seconds = try #require(refused?.headers["retry-after"].flatMap { UInt32($0) })
        #expect((1...2).contains(seconds))
        sleep(seconds)
        #expect(
            try limited.ask(.get, "/v1/me").status == 200, "whoever waits as long as they are told may go on")
    }

    @Test func pagesOfOtherSitesMayAskOnlyWhereTheyAreAllowed() throws {
        let open = try TestService(change: { $0.allowedOrigins = ["https://music.example"] })
        let body = #"{"kind":"like","user_id":1,"track_id":1}"#
        let allowed = try open.ask(
            .post, "/v1/feedback", body: body, headers: [("Origin", "https://music.example")])
        #expect(allowed.status == 200)
        #expect(allowed.headers["access-control-allow-origin"] == "https://music.example")
        let foreign = try open.ask(
            .post, "/v1/feedback", body: body, headers: [("Origin", "https://evil.example")])
        #expect(foreign.code == "forbidden" && foreign.headers["access-control-allow-origin"] == nil)
        let own = try open.ask(
            .post, "/v1/feedback", body: body, headers: [("Origin", "http://127.0.0.1:\(open.service.port)")])
        #expect(own.status == 200)
        // What is refused before it is read can be read by a page too.
        let origin = [(name: "Origin", value: "https://music.example")]
        let refused = [
            try open.ask(.get, "/v1/search?q=%ff", headers: origin),
            try open.ask(.get, "/v1/search?q=\(String(repeating: "a", count: 9_000))", headers: origin),
            try open.ask(.get, "/v1/search?\(String(repeating: "a=1&", count: 65))", headers: origin),
            try open.ask(
                .post, "/v1/feedback", body: String(repeating: " ", count: 5 << 20), headers: origin),
        ]
        #expect(refused.map(\.status) == [400, 414, 400, 413])
        #expect(refused.allSatisfy { $0.headers["access-control-allow-origin"] == "https://music.example" })
        #expect(refused[2].text.contains("more than 64 parameters"))
        #expect(try open.ask(.get, "/v1/me", headers: [("Host", "evil.example")]).code == "forbidden")
        #expect(try open.ask(.get, "/v1/me", headers: [("Host", "localhost:1")]).status == 200)
    }
}
