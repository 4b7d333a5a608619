/// Breaks paragraphs into lines.
enum TextWrapping {
    /// Lines of at most so many columns; words longer than that stand alone.
    static func lines(_ text: String, columns: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if paragraph.hasPrefix("    ") {
                lines.append(String(paragraph))
                continue
            }
            var line = ""
            for word in paragraph.split(separator: " ") {
                if !line.isEmpty && DisplayWidth.of(line) + 1 + DisplayWidth.of(word) > columns {
                    lines.append(line)
                    line = ""
                }
                line += line.isEmpty ? String(word) : " " + word
            }
            lines.append(line)
        }
        return lines
    }
}
