import CatalogCore

/// What the table says of one parameter; the check of requests and the document read nothing else.
package struct ParameterDeclaration: Sendable {
    package enum Place: String, Sendable { case path, query, header }

    package let name: String
    package let place: Place
    /// Of one value.
    package let schema: Schema
    package let isRequired: Bool
    /// How often it may be there.
    package let countMax: Int
    /// What holds where it is left out.
    package let assumed: JSONValue?
    package let about: String
    /// All values of the parameter as they were sent, to what the route reads; throws the end of a sentence.
    let read: @Sendable ([String]) throws(ParameterProblem) -> any Sendable
}

/// A parameter of any type.
protocol DeclaredParameter: Sendable {
    var declaration: ParameterDeclaration { get }
}

/// What is wrong with a parameter, as the end of a sentence.
struct ParameterProblem: Error {
    let expected: String
}
