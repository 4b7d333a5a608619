import CatalogCore
import CatalogStore
import Glibc
import HTTP
import TestSupport
import Testing
import WebService

/// What a token does not tell, and what remains of one that is over.
@Suite struct PrivacyTests {
    private let service: TestService

    init() throws { service = try TestService(change: { $0.requiresToken = true }) }

    @Test func whoElseThereIsAndWhatListsTheyKeepIsNotTold() throws {
        let mine = try service.token(of: "person0", scopes: [.read, .feedback])
        let theirs = try service.token(of: "person1", scopes: [.read, .feedback])
        let list = #"{"name":"Secret","track_ids":[7]}"#
        #expect(try service.ask(.post, "/v1/users/2/playlists", body: list, token: theirs).status == 201)
        var answers: Set<String> = []
        for question in [
            "user=persn1", "user=nobody-at-all", "user=person1", "user=2", "user=person1&playlist=Secrat",
            "user=person1&playlist=Secret", "user=999",
        ] {
            for route in ["recommend", "stream"] {
                let answer = try service.ask(.get, "/v1/\(route)?\(question)", token: mine)
                #expect(answer.status == 403, "\(question)")
                #expect(!answer.text.contains("person") && !answer.text.contains("Secret"), "\(answer.text)")
                answers.insert(answer.json["error"]?["message"]?.text ?? "")
            }
        }
        #expect(answers.count == 1, "whether there is somebody of a name makes no difference: \(answers)")
        #expect(try service.ask(.get, "/v1/recommend?user=person0", token: mine).status == 200)
        // Whoever looks after the catalog is helped with a name.
        let admin = try service.token(of: "person2", scopes: [.admin])
        let helped = try service.ask(.get, "/v1/recommend?user=persn1", token: admin)
        #expect(helped.status == 404 && helped.text.contains("Did you mean person"), "\(helped.text)")
    }

    /// A name that is a number is not the person of that number.
    @Test func whoIsCalledByANumberStandsInNobodysWay() throws {
        _ = try service.catalog.write { try $0.addUser(named: "1", at: TestService.now) }
        let mine = try service.token(of: "person0", scopes: [.read])
        #expect(try service.ask(.get, "/v1/recommend", token: mine).status == 200)
    }

    @Test func aRevokedTokensStreamEnds() throws {
        let token = try service.token(of: "person0", scopes: [.read])
        let stream = try RawConnection(port: service.service.port)
        stream.send(
            "GET /v1/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n\r\n")
        #expect(stream.read(until: "event: recommendations", seconds: 5))
        try service.catalog.write { transaction in
            let known = try #require(try transaction.tokens(of: UserID(1)).last)
            try transaction.revokeToken(known.id, at: TestService.now)
        }
        #expect(stream.read(until: "\r\n0\r\n\r\n", seconds: 5), "the answer came to its end")
    }

    @Test func anOldCookieDoesNotKeepABrowserOut() throws {
        let old = [(name: "Cookie", value: "catalog_token=of-another-day")]
        #expect(try service.ask(.get, "/v1/tracks", headers: old).status == 401)
        #expect(try service.ask(.get, "/v1/me", headers: old).json["needs_token"]?.line == "true")
        #expect(try service.ask(.get, "/health/live", headers: old).status == 200)
        let forgotten = try service.ask(.delete, "/v1/session", headers: old)
        #expect(forgotten.headers["set-cookie"]?.contains("Max-Age=0") == true)
        // Browsers send it to all services of a machine, also to one that needs none.
        let open = try TestService()
        #expect(try open.ask(.get, "/v1/tracks", headers: old).status == 200)
        #expect(try open.ask(.get, "/v1/tracks", token: "wrong").status == 401)
    }

    @Test(arguments: [true, false]) func whoTriesTokensIsSlowedDown(isShown: Bool) throws {
        let limited = try TestService(change: {
            $0.requiresToken = true
            $0.requestsPerSecondMax = 0.5
        })
        let valid = try limited.token(of: "person0", scopes: [.read])
        #expect(try limited.ask(.get, "/v1/tracks", token: valid).status == 200)
        let statuses = try (0..<8).map { number in
            try limited.ask(.get, "/v1/tracks", token: isShown ? "guess \(number)" : nil).status
        }
        #expect(statuses.last == 429, "\(statuses)")
        // One that is known has a count of its own, and whoever watches the service none.
        let own = try TestService(folder: limited.folder, change: { $0.requiresToken = true })
        #expect(try own.ask(.get, "/v1/tracks", token: valid).status == 200)
        #expect(try (0..<8).allSatisfy { _ in try limited.ask(.get, "/health/live").status == 200 })
    }
}
