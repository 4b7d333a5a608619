import CatalogCore
import CatalogStore
import HTTP
import Recommend

/// What changes, as it changes.
enum StreamRoutes {
    private static let ingests = Parameter<Bool>.assumed(
        "ingests", .flag, false, shown: .bool(false), "also how ingests go")

    static let all: [Route] = [
        Route(
            "GET", "/v1/stream", "stream", .recommend, .read,
            "send recommendations anew whenever feedback or the catalog changes them",
            detail:
                "Server-sent events: `recommendations` with the answer of /v1/recommend to the same parameters, "
                + "where there is a user or another question; `ingest` with a run.",
            parameters: RecommendRoutes.parameters + [ingests],
            answers: [.bytes(["text/event-stream"], "Events, until the client goes or the service stops")],
            problems: [.notFound, .notUnderstood]
        ) { call in
            let pairs = call.head.query.filter { $0.name != ingests.declaration.name }
            let words =
                pairs.isEmpty && call.caller.user == nil
                ? nil : try RecommendRoutes.words(pairs, caller: call.caller)
            let query = try words.map { words in
                try call.catalog.read { try RecommendRoutes.lookedUp(words, by: call.caller, in: $0).query }
            }
            guard call.head.method == "GET" else {
                var reply = Reply(content: .nothing)
                reply.headers = [("Content-Type", "text/event-stream")]
                return reply
            }
            let stream = try call.service.streams.open(
                caller: call.caller, question: words, user: query?.user, wantsIngests: call[ingests])
            var reply = Reply(content: .events(stream))
            reply.cacheControl = "no-store"
            return reply
        }
    ]
}
