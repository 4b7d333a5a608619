import CatalogCore
import SQLite

/// A moment, in milliseconds since 1970, UTC.
package struct Timestamp: Sendable, Hashable, Comparable, Codable, Bindable, CustomStringConvertible {
    package var milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package var seconds: Double { Double(milliseconds) / 1_000 }

    package static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }

    package func bind(to statement: Statement, at index: Int32) { statement.bind(milliseconds, at: index) }

    /// `2026-11-21T03:10:00.000Z`.
    package var description: String {
        let (day, inDay) = CivilDay.split(milliseconds: milliseconds)
        let clock = [inDay / 3_600_000, inDay / 60_000 % 60, inDay / 1_000 % 60].map {
            CivilDay.padded($0, 2)
        }
        return
            "\(CivilDay(number: day).iso)T\(clock.joined(separator: ":")).\(CivilDay.padded(inDay % 1_000, 3))Z"
    }
}
