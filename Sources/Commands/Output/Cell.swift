import CatalogCore

/// One value of a result, written as text for people, as a JSON value and as a CSV field.
package enum Cell: Sendable, Equatable {
    case missing
    case text(String)
    case integer(Int64)
    /// An identifier: a number that is not grouped.
    case id(Int64)
    /// Rounded for people; programs get all of it.
    case number(Double, decimals: Int)
    /// 0...1, shown as `53 %`.
    case share(Double)
    case flag(Bool)
    case time(milliseconds: Int64)
    case duration(seconds: Double)
    case bytes(Int64)
    case list([String])

    init(_ text: String?) { self = text.map(Cell.text) ?? .missing }
    init(_ number: Int?) { self = number.map { .integer(Int64($0)) } ?? .missing }

    /// As a person reads it in a table.
    var shown: String {
        switch self {
        case .missing: ""
        case .text(let text): DisplayWidth.harmless(text)
        case .integer(let number): NumberText.grouped(number)
        case .id(let number): String(number)
        case .number(let number, let decimals): NumberText.fixed(number, decimals: decimals)
        case .share(let share): NumberText.fixed(share * 100, decimals: 0) + " %"
        case .flag(let flag): flag ? "yes" : "no"
        case .time(let milliseconds): TimeText.local(milliseconds: milliseconds)
        case .duration(let seconds): NumberText.duration(seconds: seconds)
        case .bytes(let count): NumberText.bytes(count)
        case .list(let texts): DisplayWidth.harmless(texts.joined(separator: ", "))
        }
    }

    var json: JSONValue {
        switch self {
        case .missing: .null
        case .text(let text): .string(text)
        case .integer(let number), .id(let number), .bytes(let number): .integer(number)
        case .number(let number, _), .share(let number), .duration(let number): .number(number)
        case .flag(let flag): .bool(flag)
        case .time(let milliseconds): .string(TimeText.iso(milliseconds: milliseconds))
        case .list(let texts): .array(texts.map(JSONValue.string))
        }
    }

    /// As a CSV field before it is quoted.
    var csv: String {
        switch self {
        case .missing: ""
        case .text(let text): text
        case .integer(let number), .id(let number), .bytes(let number): String(number)
        case .number(let number, _), .share(let number), .duration(let number): NumberText.plain(number)
        case .flag(let flag): flag ? "true" : "false"
        case .time(let milliseconds): TimeText.iso(milliseconds: milliseconds)
        case .list(let texts): texts.joined(separator: ";")
        }
    }

    /// Numbers stand at the right of their column.
    var isNumeric: Bool {
        switch self {
        case .integer, .id, .number, .share, .duration, .bytes: true
        case .missing, .text, .flag, .time, .list: false
        }
    }
}
