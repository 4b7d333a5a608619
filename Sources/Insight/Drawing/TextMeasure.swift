/// How wide words are drawn, without asking a font: the advances of a wide sans-serif, so that what is measured to fit
/// fits in the narrower ones too.
package enum TextMeasure {
    package static func width(of text: some StringProtocol, size: Double) -> Double {
        text.unicodeScalars.reduce(0) { $0 + advance(of: $1) } * size
    }

    /// The beginning of a text that fits, with an ellipsis where something was left out; cut after a word where that
    /// keeps most of it.
    package static func truncated(_ text: String, to width: Double, size: Double) -> String {
        guard self.width(of: text, size: size) > width else { return text }
        let room = width - self.width(of: "…", size: size)
        var kept = ""
        var used = 0.0
        for character in text {
            used += self.width(of: String(character), size: size)
            if used > room { break }
            kept.append(character)
        }
        if let space = kept.lastIndex(of: " "),
            kept.distance(from: kept.startIndex, to: space) * 3 > kept.count * 2
        {
            kept = String(kept[..<space])
        }
        while let last = kept.last, last.isWhitespace || last == "," || last == ";" { kept.removeLast() }
        return kept + "…"
    }

    /// The advance of a character in a font of size 1.
    private static func advance(of scalar: Unicode.Scalar) -> Double {
        switch scalar {
        case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!": 0.31
        case " ", "f", "t", "r", "(", ")", "[", "]", "/", "-": 0.39
        case "m", "M", "W", "%", "@": 0.93
        case "w", "G", "O", "Q": 0.81
        case "A"..."Z": 0.68
        case "0"..."9", "a"..."z": 0.61
        case _ where scalar.value < 0x20: 0
        case _ where scalar.value < 0x300: 0.64
        case _ where (0x300...0x36F).contains(scalar.value): 0
        case _ where scalar.value < 0x1100: 0.7
        default: 1
        }
    }
}
