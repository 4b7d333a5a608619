/// Folds names so that what a person types and what a tag says meet: lower case, no accents, no punctuation, one space
/// between words, and a space around every CJK character, which has no words to speak of.
package enum TextKey {
    /// `"Beyoncé & JAY-Z"` → `"beyonce jay z"`. Text that is all punctuation (`"!!!"`) is kept as it is.
    package static func fold(_ text: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count + 8)
        if !foldASCII(text, into: &folded) {
            folded.removeAll(keepingCapacity: true)
            foldCharacters(text, into: &folded)
        }
        while folded.last == space { folded.removeLast() }
        if folded.isEmpty { return foldPunctuation(text) }
        return String(decoding: folded, as: UTF8.self)
    }

    /// A name without letters (`!!!`), without what could end a line or a string.
    private static func foldPunctuation(_ text: String) -> String {
        let visible = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
        return String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
    }

    /// The words of a folded text.
    package static func words(of key: String) -> [Substring] {
        key.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
    }

    private static let space = UInt8(ascii: " ")

    /// The common case, without characters; false where the text is not ASCII.
    private static func foldASCII(_ text: String, into folded: inout [UInt8]) -> Bool {
        for byte in text.utf8 {
            guard byte < 0x80 else { return false }
            append(ascii: byte, to: &folded)
        }
        return true
    }

    private static func append(ascii byte: UInt8, to folded: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): folded.append(byte)
        // An apostrophe joins: don't → dont.
        case UInt8(ascii: "'"): break
        default: appendSpace(to: &folded)
        }
    }

    private static func appendSpace(to folded: inout [UInt8]) {
        if let last = folded.last, last != space { folded.append(space) }
    }

    private static func foldCharacters(_ text: String, into folded: inout [UInt8]) {
        for character in text {
            if let byte = character.asciiValue {
                append(ascii: byte, to: &folded)
            } else if let base = accents.base(of: character) {
                for byte in base.utf8 { append(ascii: byte, to: &folded) }
            } else {
                for scalar in character.unicodeScalars { append(scalar, to: &folded) }
            }
        }
    }

    private static func append(_ scalar: Unicode.Scalar, to folded: inout [UInt8]) {
        let value = scalar.value
        switch value {
        case 0..<0x80: append(ascii: UInt8(value), to: &folded)
        // Combining accents that joined no letter of the table.
        case 0x300...0x36F: break
        case 0x2018, 0x2019, 0x02BC: break
        // Full-width forms are ASCII of another width.
        case 0xFF01...0xFF5E: append(ascii: UInt8(value - 0xFEE0), to: &folded)
        default:
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
            else {
                return appendSpace(to: &folded)
            }
            if isIdeographic(value) {
                appendSpace(to: &folded)
                folded.append(contentsOf: String(hiragana(scalar)).utf8)
                folded.append(space)
            } else {
                folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
            }
        }
    }

    /// Vowel signs and the like, without which a word of Hindi or Thai is another word.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Han, kana and the extensions of both; Hangul is written in words.
    private static func isIdeographic(_ value: UInt32) -> Bool {
        switch value {
        case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xF900...0xFAFF,
            0xFF66...0xFF9F, 0x20000...0x3134F:
            true
        default: false
        }
    }

    /// Katakana as hiragana, so that either finds the other.
    private static func hiragana(_ scalar: Unicode.Scalar) -> Character {
        guard (0x30A1...0x30F6).contains(scalar.value), let other = Unicode.Scalar(scalar.value - 0x60) else {
            return Character(scalar)
        }
        return Character(other)
    }

    private static let accents = AccentTable()
}
