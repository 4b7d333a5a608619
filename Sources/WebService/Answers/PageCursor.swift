import CatalogCore
import CatalogStore

/// Where the next page of a list begins, as clients hand it back: a number in base 36, or several.
enum PageCursor {
    static let kind = ParameterKind<[Int64]>(
        .pattern("^[0-9a-z]{1,12}(-[0-9a-z]{1,12})?$") { numbers($0) != nil }
    ) {
        word throws(ParameterProblem) in
        guard let numbers = numbers(word) else {
            throw ParameterProblem(expected: "the `next` of the page before")
        }
        return numbers
    }

    static let parameter = Parameter<[Int64]?>.optional("cursor", kind, "the `next` of the page before")

    static func text(_ numbers: Int64...) -> String {
        numbers.map { String($0, radix: 36) }.joined(separator: "-")
    }

    /// Cursors hold no negative numbers: times are counted from here, before all that is accepted.
    private static let earliestMs: Int64 = -100_000_000_000_000

    /// The cursor of a list that is ordered by time, and by number where times are equal.
    static func text(_ time: Timestamp, _ number: Int64) -> String {
        text(time.milliseconds - earliestMs, number)
    }

    /// What `text(_:_:)` made; nil for the first page.
    static func moment(_ call: Call) throws -> (time: Timestamp, number: Int64)? {
        try call[parameter].map { numbers in
            guard numbers.count == 2 else {
                throw Problem(.invalidParameter, "`cursor` is not the `next` of the page before.")
            }
            return (Timestamp(milliseconds: numbers[0] + earliestMs), numbers[1])
        }
    }

    private static func numbers(_ word: String) -> [Int64]? {
        let parts = word.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count) else { return nil }
        var numbers: [Int64] = []
        for part in parts {
            guard (1...12).contains(part.utf8.count),
                part.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }),
                let number = Int64(part, radix: 36)
            else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}
