import CatalogCore
import CatalogStore

/// One value of a table of statistics, with how it is to be read.
package enum StatisticsValue: Sendable, Equatable {
    case missing
    case text(String)
    case integer(Int64)
    case id(Int64)
    case number(Double, decimals: Int)
    case share(Double)
    case duration(seconds: Double)
    case time(Timestamp)

    init(_ count: Int) { self = .integer(Int64(count)) }

    init(_ number: Double?, decimals: Int) {
        self = number.map { .number($0, decimals: decimals) } ?? .missing
    }

    init(share: Double?) { self = share.map(StatisticsValue.share) ?? .missing }

    init(time milliseconds: Int64?) {
        self = milliseconds.map { .time(Timestamp(milliseconds: $0)) } ?? .missing
    }

    package var json: JSONValue {
        switch self {
        case .missing: .null
        case .text(let text): .string(text)
        case .integer(let number), .id(let number): .integer(number)
        case .number(let number, _), .share(let number), .duration(let number): .number(number)
        case .time(let time): .string(time.description)
        }
    }

    /// As a person reads it.
    package var shown: String {
        switch self {
        case .missing: ""
        case .text(let text): text
        case .integer(let number): NumberText.grouped(number)
        case .id(let number): String(number)
        case .number(let number, let decimals): NumberText.fixed(number, decimals: decimals)
        case .share(let share): AxisFormat.share.text(share)
        case .duration(let seconds): NumberText.duration(seconds: seconds)
        case .time(let time): String(time.description.prefix(16)).replacing("T", with: " ")
        }
    }

    package var isNumeric: Bool {
        switch self {
        case .missing, .text, .time: false
        default: true
        }
    }
}
