import CatalogCore
import Recommend

/// A parameter of a question, as the document shows it; the question itself reads it.
struct QuestionField: DeclaredParameter {
    let declaration: ParameterDeclaration

    private static let repeatMax = 50

    /// - Parameter assumed: what holds where it is left out.
    init(_ parameter: QuestionParameter, _ schema: Schema, _ about: String, assumed: JSONValue? = nil) {
        declaration = ParameterDeclaration(
            name: parameter.rawValue, place: .query, schema: schema, isRequired: false,
            countMax: parameter.repeats ? Self.repeatMax : 1, assumed: assumed, about: about,
            read: { words throws(ParameterProblem) in
                for word in words {
                    let value: JSONValue =
                        switch schema {
                        case .integer: Int64(word).map { .integer($0) } ?? .string(word)
                        case .number: Double(word).map { .number($0) } ?? .string(word)
                        default: .string(word)
                        }
                    if let problem = schema.problem(with: value, at: "it") {
                        let expected =
                            parameter == .cursor
                            ? "the `next` of the page before" : "as it is described: \(problem)"
                        throw ParameterProblem(expected: expected)
                    }
                }
                return words
            })
    }
}
