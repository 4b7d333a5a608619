import CatalogCore
import CatalogStore

/// Ingests that are run by this service, and what other jobs the catalog remembers.
enum IngestRoutes {
    private static let run = Parameter<Int>.path(
        "run", .integer(1...1_000_000_000), "the run's number in this service")
    private static let kind = Parameter<String?>.optional("kind", .text(1...50), "only runs of this kind")

    private static let newRun = Schema.named(
        "NewIngest",
        .object([
            .optional("library", .text(1...200), "its name; else the only one, or all"),
            .optional("is_full", .flag, "hear files again that have not changed"),
            .optional("prunes", .flag, "forget files that are gone"),
        ]))

    private static let remembered = Schema.named(
        "Run",
        .object([
            .always("id", .identifier), .always("kind", .words),
            .always("status", .choice(["running", "finished", "cancelled", "failed"])),
            .always("started", .words), .known("finished", .words), .always("outcome", .map(.anything)),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/ingest/libraries", "listLibraries", .listening, .admin, "list what can be ingested",
            answers: [
                .ok(
                    ListAnswer.whole(.object([.always("name", .words)]), countMax: 1_000),
                    "The names that the service was started with")
            ]
        ) { call in
            ListAnswer.whole(call.service.settings.libraries.map { .object([("name", .string($0.name))]) })
        },
        Route(
            "POST", "/v1/ingest/runs", "startIngest", .listening, .admin,
            "hear a library and keep what was heard",
            body: .json(newRun), answers: [.json(202, IngestRun.schema, "The run has begun")],
            problems: [.conflict, .notFound]
        ) { call in
            func flag(_ name: String) -> Bool {
                if case .bool(true)? = call.body[name] { true } else { false }
            }
            let run = try call.service.ingests.start(
                library: call.body["library"]?.text, isFull: flag("is_full"), prunes: flag("prunes"))
            var reply = Reply(status: 202, content: .json(run.json))
            reply.headers = [("Location", "/v1/ingest/runs/\(run.number)")]
            return reply
        },
        Route(
            "GET", "/v1/ingest/runs", "listIngests", .listening, .read,
            "list the ingests of this service, newest first",
            answers: [.ok(ListAnswer.whole(IngestRun.schema, countMax: 1_000), "The runs")]
        ) { call in ListAnswer.whole(call.service.ingests.all.map(\.json)) },
        Route(
            "GET", "/v1/ingest/runs/{run}", "getIngest", .listening, .read, "show how an ingest goes",
            parameters: [run], answers: [.ok(IngestRun.schema, "The run")]
        ) { call in
            guard let found = call.service.ingests.run(call[run]) else {
                throw Problem.notFound("ingest \(call[run])")
            }
            return Reply(content: .json(found.json))
        },
        Route(
            "DELETE", "/v1/ingest/runs/{run}", "cancelIngest", .listening, .admin, "end an ingest in order",
            detail: "What was heard is kept; the next run goes on where this one ended.", parameters: [run],
            answers: [.json(202, IngestRun.schema, "It will end")], problems: [.conflict]
        ) { call in
            guard let found = try call.service.ingests.cancel(call[run]) else {
                throw Problem.notFound("ingest \(call[run])")
            }
            return Reply(status: 202, content: .json(found.json))
        },
        Route(
            "GET", "/v1/runs", "listRuns", .listening, .read,
            "list the jobs that the catalog remembers, newest first",
            parameters: [kind, ListAnswer.limit, PageCursor.parameter],
            answers: [.ok(ListAnswer.schema(of: remembered), "A page of jobs")]
        ) { call in
            let last = try PageCursor.moment(call).map { (started: $0.time, id: RunID($0.number)) }
            let runs = try call.catalog.read {
                try $0.runs(of: call[kind], after: last, limit: call[ListAnswer.limit] + 1)
            }
            return ListAnswer.page(runs, limit: call[ListAnswer.limit], json: json) {
                PageCursor.text($0.startedMs, $0.id.rawValue)
            }
        },
    ]

    private static func json(_ run: Run) -> JSONValue {
        let outcome = run.outcome.flatMap { try? JSONReader.value(of: $0) }
        var shown = JSONValue.object([])
        if case .object(let fields)? = outcome {
            // Numbers and flags: a text may name a file.
            shown = .object(
                fields.filter {
                    switch $0.1 {
                    case .integer, .number, .bool: true
                    default: false
                    }
                })
        }
        return .object([
            ("id", run.id.json), ("kind", .string(run.kind)), ("status", .string(run.status.rawValue)),
            ("started", run.startedMs.json), ("finished", run.finishedMs.json), ("outcome", shown),
        ])
    }
}
