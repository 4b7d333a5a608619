/// Repairs what people and programs put into tags.
enum TagText {
    /// The characters of a name that are kept.
    static let nameCharactersMax = 1_000
    /// The characters of lyrics that are kept.
    static let lyricsCharactersMax = 100_000

    /// One line without control characters and outer spaces; nil where nothing is left.
    static func name(_ raw: String) -> String? {
        let repaired = repair(raw)
        let visible = repaired.unicodeScalars.map { isControl($0) ? " " : $0 }
        var text = String.UnicodeScalarView()
        for scalar in visible where !(scalar == " " && (text.isEmpty || text.last == " ")) {
            text.append(scalar)
        }
        while text.last == " " { text.removeLast() }
        return text.isEmpty ? nil : String(String(text).prefix(nameCharactersMax))
    }

    /// Several lines with ends of one kind; nil where nothing is left.
    static func lyrics(_ raw: String) -> String? {
        var text = String.UnicodeScalarView()
        var wasReturn = false
        for scalar in repair(raw).unicodeScalars {
            if scalar == "\r" {
                text.append("\n")
            } else if scalar == "\n" {
                if !wasReturn { text.append("\n") }
            } else if scalar == "\t" || !isControl(scalar) {
                text.append(scalar)
            }
            wasReturn = scalar == "\r"
        }
        while let last = text.last, last.properties.isWhitespace { text.removeLast() }
        while let first = text.first, first.properties.isWhitespace { text.removeFirst() }
        return text.isEmpty ? nil : String(String(text).prefix(lyricsCharactersMax))
    }

    /// Undoes the two usual accidents: UTF-8 that was read as Latin-1 or Windows-1252, and Windows-1252 that was read
    /// as Latin-1.
    static func repair(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value >= 0x80 }) else { return text }
        let bytes = text.unicodeScalars.map(windowsByte)
        let known = bytes.compactMap { $0 }
        if known.count == bytes.count, let decoded = String(validating: known, as: UTF8.self) {
            return decoded
        }
        guard text.unicodeScalars.contains(where: { (0x80...0x9F).contains($0.value) }) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isMisread = (0x80...0x9F).contains(scalar.value)
            result.append(isMisread ? windowsScalars[Int(scalar.value) - 0x80] ?? scalar : scalar)
        }
        return String(result)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF
    }

    /// The byte that a character has in Windows-1252 or Latin-1.
    private static func windowsByte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value <= 0xFF { return UInt8(scalar.value) }
        return windowsScalars.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
    }

    /// What Windows-1252 has where Latin-1 has control characters.
    private static let windowsScalars: [Unicode.Scalar?] = [
        "\u{20AC}", nil, "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}", "\u{2C6}",
        "\u{2030}",
        "\u{160}", "\u{2039}", "\u{152}", nil, "\u{17D}", nil, nil, "\u{2018}", "\u{2019}", "\u{201C}",
        "\u{201D}",
        "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}", "\u{161}", "\u{203A}", "\u{153}", nil,
        "\u{17E}",
        "\u{178}",
    ]
}
