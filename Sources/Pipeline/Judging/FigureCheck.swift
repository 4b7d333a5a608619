/// Whether a text names only figures that were given.
///
/// A figure is a run of ASCII digits with at most one point or comma in it, or a number word above one. A sign and the
/// zeros at the end do not count: `0.40` and `-0.4` are the same figure, `0.4` and `0.36` are not. Digits of other
/// scripts, and digits that touch letters, are figures that were not given.
package struct FigureCheck: Sendable {
    private static let words: [String: Double] = [
        "zero": 0, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
        "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
        "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
        "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
        "thousand": 1_000, "million": 1_000_000, "half": 0.5, "quarter": 0.25, "third": 1 / 3.0,
    ]
    private static let tolerance = 1e-9

    private var given: [Double] = []

    package init() {}

    /// Allows a figure.
    package mutating func allow(_ figure: Double) { given.append(abs(figure)) }

    /// Allows the figures that stand in a text, such as the 3 of `mfcc 3`.
    package mutating func allow(figuresIn text: String) {
        for case .number(let value) in Self.tokens(of: text) { allow(value) }
    }

    /// The first figure of a text that was not given, as it stands there; nil where there is none.
    package func firstInvention(in text: String) -> String? {
        for token in Self.tokens(of: text) {
            switch token {
            case .number(let value):
                if !isGiven(value) { return Self.shown(value) }
            case .word(let word):
                if let value = Self.words[word], !isGiven(value) { return word }
            case .unreadable(let text): return text
            }
        }
        return nil
    }

    private func isGiven(_ value: Double) -> Bool { given.contains { abs($0 - value) < Self.tolerance } }

    private static func shown(_ value: Double) -> String {
        value == value.rounded() && value < 1e15 ? String(Int64(value)) : String(value)
    }

    private enum Token {
        case number(Double)
        case word(String)
        case unreadable(String)
    }

    private static func tokens(of text: String) -> [Token] {
        // Hyphens join number words: `twenty-five`.
        text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == ",") }.flatMap { part in
            let word = part.drop { $0 == "." || $0 == "," }.reversed().drop { $0 == "." || $0 == "," }
            return token(String(word.reversed()))
        }
    }

    private static func token(_ word: String) -> [Token] {
        guard word.contains(where: \.isNumber) else {
            return word.split { $0 == "." || $0 == "," }.map { .word(String($0)) }
        }
        let digits = word.map { $0 == "," ? "." : $0 }
        guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }),
            digits.count(where: { $0 == "." }) <= 1, let value = Double(String(digits))
        else { return [.unreadable(word)] }
        return [.number(value)]
    }
}
