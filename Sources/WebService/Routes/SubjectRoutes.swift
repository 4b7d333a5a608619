import CatalogCore
import CatalogStore
import Insight

/// Statistics of one subject each: the tables of `catalog stats`.
enum SubjectRoutes {
    private static let subject = Parameter<StatisticsSubject>.path("subject", .choice, "what they are about")
    private static let since = Parameter<Timestamp?>.optional("since", .time, "the first moment that counts")
    private static let until = Parameter<Timestamp?>.optional(
        "until", .time, "the first moment that counts no more")
    private static let user = Parameter<UserID?>.optional(
        "user", .id, "only what this user did: their number")
    private static let order = Parameter<StatisticsOrder?>.optional(
        "order", .choice, "by what lists are ordered")
    private static let limit = Parameter<Int>.assumed(
        "limit", .integer(1...1_000), 20, shown: .integer(20), "the length of lists")
    private static let rowCountMax = 200_000

    private static let schema = Schema.named(
        "Statistics",
        .object([
            .always("subject", .choice(StatisticsSubject.allCases.map(\.rawValue))),
            .always(
                "tables",
                .list(
                    .named(
                        "StatisticsTable",
                        .object([
                            .always("name", .words), .always("title", .words),
                            .always(
                                "columns",
                                .list(
                                    .object([.always("name", .words), .always("title", .words)]),
                                    countMax: 100)),
                            .always(
                                "rows", .list(.list(.anything, countMax: 100), countMax: rowCountMax),
                                "values in the order of the columns"),
                        ])), countMax: 100)),
            .known("remark", .words, "what somebody should know who finds nothing"),
        ]))

    static let all: [Route] = [
        Route(
            "GET", "/v1/statistics/{subject}", "statistics", .insight, .read,
            "count what there is and what people do",
            detail:
                "The tables of `catalog stats`. Of single people only an administrator's token may ask, or one for its own user.",
            parameters: [subject, since, until, user, order, limit], answers: [.ok(schema, "The tables")]
        ) { call in
            var scope = StatisticsScope()
            scope.since = call[since]
            scope.until = call[until]
            scope.user = call[user]
            scope.order = call[order]
            scope.limit = call[limit]
            if let user = call[user] { try call.caller.require(user) }
            if call[subject] == .users, !call.caller.scopes.contains(.admin) {
                guard let own = call.caller.user else {
                    throw Problem(.forbidden, "Of people only an administrator may ask.")
                }
                scope.user = own
            }
            let answer = try call.catalog.read { snapshot in
                if let user = call[user] { _ = try UserRoutes.known(user, call, in: snapshot) }
                return try Statistics(of: snapshot, scope: scope, now: call.now).answer(call[subject])
            }
            return .json([
                ("subject", .string(answer.subject.rawValue)), ("tables", .array(answer.tables.map(json))),
                ("remark", answer.remark.json),
            ])
        }
    ]

    private static func json(_ table: StatisticsTable) -> JSONValue {
        .object([
            ("name", .string(table.name)), ("title", .string(table.title)),
            (
                "columns",
                .array(
                    table.columns.map { .object([("name", .string($0.name)), ("title", .string($0.title))]) })
            ),
            ("rows", .array(table.rows.map { .array($0.map(\.json)) })),
        ])
    }
}
