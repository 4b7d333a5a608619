import CatalogCore
import CatalogStore
import Recommend

/// Why a request was not answered as asked: a code for programs, a sentence for people.
package struct Problem: Error, Sendable {
    package let code: ProblemCode
    package let message: String
    package var headers: [(name: String, value: String)] = []

    package static let contentType = "application/problem+json"

    package init(_ code: ProblemCode, _ message: String) {
        self.code = code
        self.message = message
    }

    package static func notFound(_ what: String) -> Problem { Problem(.notFound, "There is no \(what).") }

    /// The one place where errors become statuses. What is thrown elsewhere may name files; this may not.
    init(_ error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as CatalogError: self.init(error)
        case let error as RecommendError: self.init(error)
        case let error as QuestionError: self.init(error)
        case let error as FilterError: self.init(.invalidParameter, Self.sentence("\(error)"))
        default:
            switch StorageProblem(error) {
            case .full:
                self.init(
                    .storageFull,
                    "The disk of the catalog is full: nothing of this change was kept, nothing else is lost. "
                        + "Try again when there is space.")
                headers = [("Retry-After", "10")]
            case .busy:
                self.init(.notReady, "The catalog is in use by another program for too long. Try again.")
                headers = [("Retry-After", "1")]
            case .readOnly: self.init(.notReady, "The catalog cannot be written at the moment.")
            case .refused: self.init(.conflict, "The catalog refuses the change: it would not hold together.")
            case .damaged, .other, nil:
                self.init(
                    .unforeseen,
                    "Something unforeseen went wrong. The log of the service says what, under this request's number."
                )
            }
        }
    }

    private init(_ error: CatalogError) {
        let sentence = Self.sentence(error.description)
        switch error.reason {
        case .notFound: self.init(.notFound, sentence)
        case .exists, .inUse: self.init(.conflict, sentence)
        case .invalid: self.init(.notUnderstood, sentence)
        case .damaged: self.init(.unforeseen, sentence)
        }
    }

    private init(_ error: RecommendError) {
        let sentence = Self.sentence(error.description)
        switch error {
        case .unknownTrack, .unknownArtist, .emptyCatalog: self.init(.notFound, sentence)
        case .damagedTastes: self.init(.unforeseen, sentence)
        default: self.init(.notUnderstood, sentence)
        }
    }

    private init(_ error: QuestionError) {
        switch error.kind {
        case .malformed: self.init(.invalidParameter, error.description)
        case .unknownName(let name):
            self.init(name.candidates.isEmpty ? .notFound : .notUnderstood, error.description)
        }
    }

    /// True where the log must say more than the answer does.
    var isUnforeseen: Bool { code == .unforeseen }

    package static let schema = Schema.named(
        "Problem",
        .object([
            .always("title", .words, "what the status means"),
            .always("status", .integer(400...599)),
            .always(
                "error",
                .object([
                    .always("code", .choice(ProblemCode.allCases.map(\.rawValue)), "for programs: stable"),
                    .always("message", .words, "for people: what is wrong, and what to do"),
                ])),
            .always("request_id", .words, "names the request in the log of the service"),
        ]))

    func json(requestID: String) -> JSONValue {
        .object([
            ("title", .string(ProblemCode.title(ofStatus: code.status))),
            ("status", .integer(Int64(code.status))),
            ("error", .object([("code", .string(code.rawValue)), ("message", .string(message))])),
            ("request_id", .string(requestID)),
        ])
    }

    /// With a capital and a full stop, whoever wrote it.
    static func sentence(_ text: String) -> String {
        guard let first = text.first, let last = text.last else { return "It failed without a reason." }
        let begun = first.isLowercase ? first.uppercased() + text.dropFirst() : text
        return last.isLetter || last.isNumber ? begun + "." : begun
    }
}
