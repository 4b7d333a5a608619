import CatalogCore
import CatalogStore

/// A kind of value that parameters take: its schema and how it is read.
struct ParameterKind<Value: Sendable>: Sendable {
    let schema: Schema
    let read: @Sendable (String) throws(ParameterProblem) -> Value

    init(_ schema: Schema, read: @escaping @Sendable (String) throws(ParameterProblem) -> Value) {
        self.schema = schema
        self.read = read
    }
}

extension ParameterKind where Value == Int {
    static func integer(_ range: ClosedRange<Int>) -> ParameterKind<Int> {
        ParameterKind(.integer(Int64(range.lowerBound)...Int64(range.upperBound))) {
            word throws(ParameterProblem) in
            guard let number = Int(word), range.contains(number), !word.hasPrefix("+") else {
                throw ParameterProblem(
                    expected: "a whole number between \(range.lowerBound) and \(range.upperBound)")
            }
            return number
        }
    }
}

extension ParameterKind where Value: CatalogIdentifier {
    static var id: ParameterKind<Value> {
        ParameterKind(.identifier) { word throws(ParameterProblem) in
            guard let number = Int64(word), number > 0, number <= Schema.identifierMax, !word.hasPrefix("+")
            else { throw ParameterProblem(expected: "a number from 1 on") }
            return Value(rawValue: number)
        }
    }
}

extension ParameterKind where Value == String {
    static func text(_ length: ClosedRange<Int>) -> ParameterKind<String> {
        ParameterKind(.text(length)) { word throws(ParameterProblem) in
            guard length.contains(word.unicodeScalars.count) else {
                throw ParameterProblem(
                    expected: "a text of \(length.lowerBound) to \(length.upperBound) characters")
            }
            return word
        }
    }
}

extension ParameterKind where Value == Bool {
    static var flag: ParameterKind<Bool> {
        ParameterKind(.flag) { word throws(ParameterProblem) in
            switch word {
            case "true": return true
            case "false": return false
            default: throw ParameterProblem(expected: "true or false")
            }
        }
    }
}

extension ParameterKind where Value == Timestamp {
    static var time: ParameterKind<Timestamp> {
        ParameterKind(.time) { word throws(ParameterProblem) in
            guard let milliseconds = Schema.milliseconds(reading: word) else {
                throw ParameterProblem(expected: "a time such as 2026-11-21T02:43:00Z")
            }
            return Timestamp(milliseconds: milliseconds)
        }
    }
}

extension ParameterKind where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    static var choice: ParameterKind<Value> {
        let words = Value.allCases.map(\.rawValue)
        return ParameterKind(.choice(words)) { word throws(ParameterProblem) in
            guard let value = Value(rawValue: word) else {
                throw ParameterProblem(expected: "one of \(words.joined(separator: ", "))")
            }
            return value
        }
    }
}
