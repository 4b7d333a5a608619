/// Text without case, accents and punctuation: how names are compared that people spell as they like.
package enum TextFolding {
    /// Lower-case words of letters and digits; accents dropped, apostrophes closed up, "&" and "+" read as "and".
    package static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for character in text.unicodeScalars {
            switch folded(character) {
            case .letters(let letters): word.unicodeScalars.append(contentsOf: letters.unicodeScalars)
            case .scalar(let scalar): word.unicodeScalars.append(scalar)
            case .joined: continue
            case .and:
                close(&word, into: &words)
                words.append("and")
            case .gap: close(&word, into: &words)
            }
        }
        close(&word, into: &words)
        return words
    }

    private static func close(_ word: inout String, into words: inout [String]) {
        if !word.isEmpty { words.append(word) }
        word = ""
    }

    private enum Folded {
        case scalar(Unicode.Scalar)
        case letters(String)
        case joined, and, gap
    }

    private static func folded(_ scalar: Unicode.Scalar) -> Folded {
        let value = scalar.value
        if value < 0x80 {
            switch value {
            case 0x61...0x7A, 0x30...0x39: return .scalar(scalar)
            case 0x41...0x5A: return .scalar(Unicode.Scalar(UInt8(value + 32)))
            case 0x27, 0x60, 0x2E: return .joined
            case 0x26, 0x2B: return .and
            default: return .gap
            }
        }
        if let base = accentedLetters[value] { return .letters(base) }
        switch value {
        case 0x300...0x36F, 0x2019, 0x2018, 0xB4, 0x02BC, 0x200B...0x200F, 0xFE0F, 0xAD: return .joined
        case 0xFF10...0xFF5A: return foldedFullWidth(value)
        default: break
        }
        let properties = scalar.properties
        if properties.isAlphabetic || properties.numericType != nil {
            return .letters(properties.lowercaseMapping)
        }
        return .gap
    }

    private static func foldedFullWidth(_ value: UInt32) -> Folded {
        guard let narrow = Unicode.Scalar(value - 0xFF00 + 0x20) else { return .gap }
        return folded(narrow)
    }

    /// Latin letters with marks and ligatures, by code point, as the plain letters that people type for them.
    private static let accentedLetters: [UInt32: String] = {
        let groups: [(plain: String, marked: String)] = [
            ("a", "àáâãäåāăąǎǟǻạảấầẩẫậắằẳẵặÀÁÂÃÄÅĀĂĄǍẠẢẤẦẨẪẬẮẰẲẴẶ"), ("c", "çćĉċčÇĆĈĊČ"),
            ("d", "ďđðĎĐÐ"), ("e", "èéêëēĕėęěẹẻẽếềểễệÈÉÊËĒĔĖĘĚẸẺẼẾỀỂỄỆ"), ("g", "ĝğġģǧĜĞĠĢǦ"),
            ("h", "ĥħĤĦ"), ("i", "ìíîïĩīĭįıǐịỉÌÍÎÏĨĪĬĮİǏỊỈ"), ("j", "ĵĴ"), ("k", "ķĶ"), ("l", "ĺļľŀłĹĻĽĿŁ"),
            ("n", "ñńņňŉÑŃŅŇ"), ("o", "òóôõöøōŏőơǒọỏốồổỗộớờởỡợÒÓÔÕÖØŌŎŐƠǑỌỎỐỒỔỖỘỚỜỞỠỢ"), ("r", "ŕŗřŔŖŘ"),
            ("s", "śŝşšșŚŜŞŠȘ"), ("t", "ţťŧțŢŤŦȚ"), ("u", "ùúûüũūŭůűųưǔụủứừửữựÙÚÛÜŨŪŬŮŰŲƯǓỤỦỨỪỬỮỰ"),
            ("w", "ŵŴ"), ("y", "ýÿŷỳỵỷỹÝŸŶỲỴỶỸ"), ("z", "źżžŹŻŽ"), ("ss", "ßẞ"), ("ae", "æÆ"), ("oe", "œŒ"),
            ("th", "þÞ"), ("е", "ёЁ"), ("и", "йЙ"),
        ]
        var table: [UInt32: String] = [:]
        for group in groups {
            for scalar in group.marked.unicodeScalars { table[scalar.value] = group.plain }
        }
        return table
    }()
}

extension StringProtocol {
    /// The text without blanks, tabs and line ends around it.
    func trimmingSpaces() -> SubSequence {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline || $0 == "\u{00A0}" }
        guard let first = firstIndex(where: { !isBlank($0) }) else { return self[startIndex..<startIndex] }
        var end = endIndex
        while end > first, isBlank(self[index(before: end)]) { end = index(before: end) }
        return self[first..<end]
    }
}
