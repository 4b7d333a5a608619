import CatalogCore
import CatalogStore
import Pipeline

/// One file that somebody sent to be judged, as it is at one moment.
struct AnalysisJob: Sendable {
    enum Status: String, Sendable, CaseIterable { case waiting, running, done, failed, cancelled }

    let number: Int
    /// Nil for a caller without a token.
    let user: UserID?
    let created: Timestamp
    var status = Status.waiting
    /// How much of the file was read, 0...1.
    var progress = 0.0
    var judgement: Judgement?
    var problem: Problem?
    var finishedSeconds: Double?

    var isOver: Bool { status != .waiting && status != .running }

    var json: JSONValue {
        .object([
            ("id", .integer(Int64(number))), ("status", .string(status.rawValue)),
            ("progress", .number(progress)), ("created", created.json),
            ("result", judgement.map(JudgementAnswer.json) ?? .null),
            (
                "error",
                problem.map {
                    .object([("code", .string($0.code.rawValue)), ("message", .string($0.message))])
                } ?? .null
            ),
        ])
    }

    static let schema = Schema.named(
        "Job",
        .object([
            .always("id", .count), .always("status", .choice(Status.allCases.map(\.rawValue))),
            .always("progress", .share, "how much of the file was heard"), .always("created", .words),
            .known("result", JudgementAnswer.schema),
            .known(
                "error",
                .object([
                    .always("code", .choice(ProblemCode.allCases.map(\.rawValue))),
                    .always("message", .words),
                ])),
        ]))
}
