import CatalogCore
import CatalogStore

/// The people who listen.
enum UserRoutes {
    static let user = Parameter<UserID>.path("user", .id, "the user's number")
    private static let name = Parameter<String?>.optional(
        "name", .text(1...200), "only the one of this name, in upper or lower case")

    private static let newUser = Schema.named(
        "NewUser",
        .object([
            .always("name", .text(1...50), "what the person is called; one line"),
            .optional("display_name", .nullable(.text(0...200)), "how the name is shown"),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/users", "listUsers", .people, .read, "list the people by number",
            detail: "A token that is not an administrator's sees its own user only.",
            parameters: [name, ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: NounAnswer.user), "A page of people")]
        ) { call in
            let after = call[PageCursor.parameter]?.first.map { UserID($0) } ?? UserID(0)
            let users = try call.catalog.read { snapshot -> [User] in
                let only: User?
                if let name = call[name] {
                    only = try snapshot.user(named: name)
                } else if let own = call.caller.user, !call.caller.scopes.contains(.admin) {
                    only = try snapshot.user(own)
                } else {
                    return try snapshot.users(after: after, limit: call[ListAnswer.limit] + 1)
                }
                return [only].compactMap { $0 }.filter { $0.id > after && call.caller.mayActFor($0.id) }
            }
            return ListAnswer.page(users, limit: call[ListAnswer.limit], json: NounAnswer.json) {
                PageCursor.text($0.id.rawValue)
            }
        },
        Route(
            "POST", "/v1/users", "addUser", .people, .admin, "add a person", body: .json(newUser),
            answers: [.json(201, NounAnswer.user, "The person was added")],
            problems: [.conflict, .notUnderstood]
        ) { call in
            let id = try call.service.write {
                try $0.addUser(
                    named: call.body["name"]?.text ?? "", displayName: call.body["display_name"]?.text,
                    at: call.now)
            }
            var reply = try show(id, call)
            reply.status = 201
            reply.headers = [("Location", "/v1/users/\(id)")]
            return reply
        },
        Route(
            "GET", "/v1/users/{user}", "getUser", .people, .read, "show a person",
            parameters: [user], answers: [.ok(NounAnswer.user, "The person")]
        ) { call in
            try call.caller.require(call[user])
            return try show(call[user], call)
        },
        Route(
            "DELETE", "/v1/users/{user}", "removeUser", .people, .admin,
            "remove a person who has done nothing",
            detail: "Whoever has events or playlists is removed by `catalog user remove --everything` only.",
            parameters: [user], answers: [.nothing(204, "The person is gone")], problems: [.conflict]
        ) { call in
            do {
                try call.service.write { try $0.removeUser(call[user]) }
            } catch let error as CatalogError where error.reason == .inUse {
                throw Problem(
                    .conflict,
                    "There are events or playlists of this user: `catalog user remove` can remove them too.")
            }
            return .nothing
        },
    ]

    /// The user that a path names, if the caller may speak for them.
    static func known(_ id: UserID, _ call: Call, in catalog: some CatalogReading) throws -> User {
        try call.caller.require(id)
        guard let user = try catalog.user(id) else { throw Problem.notFound("user \(id)") }
        return user
    }

    private static func show(_ id: UserID, _ call: Call) throws -> Reply {
        guard let user = try call.catalog.read({ try $0.user(id) }) else {
            throw Problem.notFound("user \(id)")
        }
        return Reply(content: .json(NounAnswer.json(user)))
    }
}
