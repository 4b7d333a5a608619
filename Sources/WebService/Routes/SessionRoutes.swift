import CatalogCore
import CatalogStore
import HTTP

/// Who is asking, and the cookie by which a browser says so.
enum SessionRoutes {
    static let cookie = "catalog_token"

    private static let me = Schema.named(
        "Me",
        .object([
            .known("user", NounAnswer.user, "whose token it is; null where none is needed"),
            .always(
                "scopes", .list(.choice(["read", "feedback", "admin"]), countMax: 3), "what may be done"),
            .always("needs_token", .flag, "whether this service asks for tokens"),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/me", "me", .service, .open, "say who is asking and what they may do",
            answers: [.ok(me, "The caller")], pace: .quick
        ) { call in
            let user = try call.caller.user.flatMap { id in try call.catalog.read { try $0.user(id) } }
            return .json([
                ("user", user.map(NounAnswer.json) ?? .null),
                ("scopes", .array(call.caller.scopes.names.map(JSONValue.string))),
                ("needs_token", .bool(call.service.settings.requiresToken)),
            ])
        },
        Route(
            "POST", "/v1/session", "openSession", .service, .read,
            "let a browser send the token of this request by itself",
            detail:
                "Sets a cookie that scripts cannot read and other sites cannot use: what plays audio sends no header.",
            answers: [.nothing(204, "The cookie is set")], problems: [.conflict]
        ) { call in
            guard let header = call.head.headers["authorization"],
                let secret = header.split(separator: " ").last
            else { throw Problem(.conflict, "There is no token in this request that could be kept.") }
            var reply = Reply.nothing
            let secure = call.service.settings.server.certificatePEM == nil ? "" : "; Secure"
            reply.headers = [
                ("Set-Cookie", "\(cookie)=\(secret); HttpOnly; SameSite=Strict; Path=/\(secure)")
            ]
            return reply
        },
        Route(
            "DELETE", "/v1/session", "closeSession", .service, .open, "make a browser forget the token",
            answers: [.nothing(204, "The cookie is gone")]
        ) { _ in
            var reply = Reply.nothing
            reply.headers = [("Set-Cookie", "\(cookie)=; HttpOnly; SameSite=Strict; Path=/; Max-Age=0")]
            return reply
        },
    ]
}
