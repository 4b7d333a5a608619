import CatalogCore

/// A parameter of a route, declared once; a call is asked for its value by it.
struct Parameter<Value: Sendable>: DeclaredParameter {
    let declaration: ParameterDeclaration
}

extension Parameter {
    /// A part of the path, in braces there.
    static func path(_ name: String, _ kind: ParameterKind<Value>, _ about: String) -> Parameter<Value> {
        Parameter(
            declaration: declare(name, .path, kind, isRequired: true, about: about) {
                words throws(ParameterProblem) in try kind.read(words.last ?? "")
            })
    }

    static func required(_ name: String, _ kind: ParameterKind<Value>, _ about: String) -> Parameter<Value> {
        Parameter(
            declaration: declare(name, .query, kind, isRequired: true, about: about) {
                words throws(ParameterProblem) in try kind.read(words.last ?? "")
            })
    }

    /// A parameter that has a value also where it is left out.
    static func assumed(
        _ name: String, _ kind: ParameterKind<Value>, _ value: Value, shown: JSONValue, _ about: String
    ) -> Parameter<Value> {
        Parameter(
            declaration: declare(name, .query, kind, assumed: shown, about: about) {
                words throws(ParameterProblem) in
                guard let word = words.last else { return value }
                return try kind.read(word)
            })
    }

    static func optional<Single: Sendable>(
        _ name: String, in place: ParameterDeclaration.Place = .query, _ kind: ParameterKind<Single>,
        _ about: String
    ) -> Parameter<Single?> where Value == Single? {
        Parameter(
            declaration: declare(name, place, kind, about: about) { words throws(ParameterProblem) in
                guard let word = words.last else { return Single?.none }
                return Single?.some(try kind.read(word))
            })
    }

    /// A parameter that may be there many times.
    static func repeated<Single: Sendable>(
        _ name: String, _ kind: ParameterKind<Single>, countMax: Int, _ about: String
    ) -> Parameter<[Single]> where Value == [Single] {
        Parameter(
            declaration: declare(name, .query, kind, countMax: countMax, about: about) {
                words throws(ParameterProblem) in
                var values: [Single] = []
                for word in words { values.append(try kind.read(word)) }
                return values
            })
    }

    private static func declare<Single: Sendable>(
        _ name: String, _ place: ParameterDeclaration.Place, _ kind: ParameterKind<Single>,
        isRequired: Bool = false, countMax: Int = 1, assumed: JSONValue? = nil, about: String,
        read: @escaping @Sendable ([String]) throws(ParameterProblem) -> any Sendable
    ) -> ParameterDeclaration {
        ParameterDeclaration(
            name: name, place: place, schema: kind.schema, isRequired: isRequired, countMax: countMax,
            assumed: assumed, about: about, read: read)
    }
}
