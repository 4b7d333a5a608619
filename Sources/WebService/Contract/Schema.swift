import CatalogCore

/// What a JSON value may be: the document shows it, requests are checked by it, tests hold answers to it.
package indirect enum Schema: Sendable {
    case integer(ClosedRange<Int64>)
    case number(ClosedRange<Double>?)
    /// So many characters; never a NUL.
    case text(ClosedRange<Int>)
    /// A text of few characters, such as a cursor.
    case pattern(String, matches: @Sendable (String) -> Bool)
    case choice([String])
    /// A moment of RFC 3339.
    case time
    case flag
    case list(Schema, countMax: Int)
    /// No other fields than these.
    case object([SchemaField])
    /// An object with any names.
    case map(Schema)
    case nullable(Schema)
    /// A schema that the document shows once, under its name.
    case named(String, Schema)
    case anything

    /// A whole number that counts something.
    package static let count = Schema.integer(0...Int64(1) << 53)
    /// The number of a row.
    package static let identifier = Schema.integer(1...identifierMax)
    /// Rows of vectors put two numbers into one of 64 bits.
    package static let identifierMax = Int64(1) << 40 - 1
    /// A share of a whole.
    package static let share = Schema.number(0...1)
    /// A text that this service writes.
    package static let words = Schema.text(0...1_000_000)
}

extension Schema {
    /// What is wrong with a value, as the end of a sentence; nil where nothing is.
    package func problem(with value: JSONValue, at place: String) -> String? {
        switch (self, value) {
        case (.anything, _), (.flag, .bool): nil
        case (.nullable, .null): nil
        case (.nullable(let inner), _), (.named(_, let inner), _): inner.problem(with: value, at: place)
        case (.integer(let range), .integer(let number)):
            range.contains(number)
                ? nil : "\(place) is \(number), not between \(range.lowerBound) and \(range.upperBound)"
        case (.number(let range), .integer(let number)):
            Self.problem(Double(number), range, place)
        case (.number(let range), .number(let number)): Self.problem(number, range, place)
        case (.text(let length), .string(let text)): Self.problem(text, length, place)
        case (.pattern(let pattern, let matches), .string(let text)):
            matches(text) ? nil : "\(place) does not match \(pattern)"
        case (.choice(let words), .string(let text)):
            words.contains(text) ? nil : "\(place) is not one of \(words.joined(separator: ", "))"
        case (.time, .string(let text)):
            Self.milliseconds(reading: text) == nil
                ? "\(place) is not a time such as 2026-11-21T02:43:00Z" : nil
        case (.list(let element, let countMax), .array(let values)):
            values.count > countMax
                ? "\(place) has more than \(countMax) entries"
                : values.enumerated().lazy.compactMap { element.problem(with: $1, at: "\(place)[\($0)]") }
                    .first
        case (.map(let element), .object(let fields)):
            fields.lazy.compactMap { element.problem(with: $0.1, at: "\(place).\($0.0)") }.first
        case (.object(let known), .object(let fields)): Self.problem(fields, known, place)
        default: "\(place) is not \(name)"
        }
    }

    /// As the document says, RFC 3339 alone: a day or a count of seconds is read on the command line only.
    static func milliseconds(reading text: String) -> Int64? {
        guard text.contains(/T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/) else { return nil }
        return TimeText.milliseconds(reading: text)
    }

    private static func problem(_ number: Double, _ range: ClosedRange<Double>?, _ place: String) -> String? {
        guard let range, !range.contains(number) else { return nil }
        return
            "\(place) is \(NumberText.plain(number)), not between \(NumberText.plain(range.lowerBound)) and "
            + NumberText.plain(range.upperBound)
    }

    private static func problem(_ text: String, _ length: ClosedRange<Int>, _ place: String) -> String? {
        let count = text.unicodeScalars.count
        guard length.contains(count) else {
            return count < length.lowerBound
                ? "\(place) is empty" : "\(place) is longer than \(length.upperBound) characters"
        }
        return text.utf8.contains(0) ? "\(place) holds a NUL" : nil
    }

    private static func problem(
        _ fields: [(String, JSONValue)], _ known: [SchemaField], _ place: String
    ) -> String? {
        var seen: Set<String> = []
        for (name, value) in fields {
            guard seen.insert(name).inserted else { return "\(place).\(name) is there twice" }
            guard let field = known.first(where: { $0.name == name }) else {
                return "\(place).\(name) is not known"
            }
            if let problem = field.schema.problem(with: value, at: "\(place).\(name)") { return problem }
        }
        return known.first { $0.isRequired && !seen.contains($0.name) }.map {
            "\(place).\($0.name) is missing"
        }
    }

    private var name: String {
        switch self {
        case .integer: "a whole number"
        case .number: "a number"
        case .text, .pattern, .choice, .time: "a text"
        case .flag: "true or false"
        case .list: "a list"
        case .object, .map: "an object"
        case .nullable(let inner), .named(_, let inner): inner.name
        case .anything: "a value"
        }
    }
}
