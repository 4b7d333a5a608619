/// How a table separates its fields.
package struct DelimitedDialect: Sendable, Equatable {
    package let delimiter: UInt8
    /// True where `"` encloses fields; tables by tabs mean it literally.
    package let isQuoted: Bool

    package init(delimiter: UInt8, isQuoted: Bool) {
        self.delimiter = delimiter
        self.isQuoted = isQuoted
    }

    package static let comma = DelimitedDialect(delimiter: UInt8(ascii: ","), isQuoted: true)
    package static let semicolon = DelimitedDialect(delimiter: UInt8(ascii: ";"), isQuoted: true)
    package static let tab = DelimitedDialect(delimiter: UInt8(ascii: "\t"), isQuoted: false)

    /// The dialect that a table's first line speaks: the delimiter that stands in it most often, tabs before commas.
    package static func detect(in beginning: some Collection<UInt8>) -> DelimitedDialect {
        var counts: [UInt8: Int] = [:]
        var isInQuotes = false
        for byte in beginning {
            if byte == UInt8(ascii: "\"") { isInQuotes.toggle() }
            if isInQuotes { continue }
            if byte == UInt8(ascii: "\n") { break }
            counts[byte, default: 0] += 1
        }
        let candidates = [tab, comma, semicolon]
        let best =
            candidates.max { counts[$0.delimiter, default: 0] < counts[$1.delimiter, default: 0] } ?? comma
        let tabs = counts[tab.delimiter, default: 0]
        if tabs > 0 && tabs == counts[best.delimiter] { return tab }
        return counts[best.delimiter, default: 0] > 0 ? best : comma
    }
}
