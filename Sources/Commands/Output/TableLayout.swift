/// Lays cells out in columns that fit the window.
package struct TableLayout {
    let titles: [String]
    let rows: [[Cell]]
    /// Nil where lines may be as long as they are.
    let width: Int?

    /// Columns are not squeezed below this; a table that would need it is written as a list of fields.
    private static let columnWidthMin = 8
    private static let gap = "  "

    package init(titles: [String], rows: [[Cell]], width: Int?) {
        self.titles = titles
        self.rows = rows
        self.width = width
    }

    package func lines(usesColor: Bool, indent: String = "") -> [String] {
        let texts = rows.map { $0.map(\.shown) }
        let natural = titles.indices.map { column in
            texts.reduce(DisplayWidth.of(titles[column])) { max($0, DisplayWidth.of($1[column])) }
        }
        let available = width.map { max(1, $0 - indent.count) } ?? .max
        let isRight = titles.indices.map { column in
            rows.contains { $0[column].isNumeric }
                && rows.allSatisfy { $0[column].isNumeric || $0[column] == .missing }
        }
        guard let widths = Self.fit(natural, isRight, into: available) else {
            return fieldLines(texts, available: available, usesColor: usesColor, indent: indent)
        }
        let header = indent + Self.line(titles, widths, isRight)
        return [TextStyle.strong.applied(to: header, if: usesColor)]
            + texts.map { indent + Self.line($0, widths, isRight) }
    }

    /// The widths of the columns, the widest squeezed first; nil where the window is too narrow for columns.
    private static func fit(_ natural: [Int], _ isRight: [Bool], into available: Int) -> [Int]? {
        var widths = natural
        let gaps = gap.count * max(0, natural.count - 1)
        var total = widths.reduce(gaps, +)
        guard total > available else { return widths }
        // Half a name says something, half a number says something else.
        let least = zip(natural, isRight).map { $1 ? $0 : min($0, columnWidthMin) }
        guard least.reduce(gaps, +) <= available else { return nil }
        while total > available {
            guard
                let widest = widths.indices.filter({ widths[$0] > least[$0] }).max(by: {
                    widths[$0] < widths[$1]
                })
            else { return nil }
            widths[widest] -= 1
            total -= 1
        }
        return widths
    }

    private static func line(_ texts: [String], _ widths: [Int], _ isRight: [Bool]) -> String {
        var line = ""
        for column in texts.indices {
            let text = DisplayWidth.truncated(texts[column], to: widths[column])
            let padding = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
            if column > 0 { line += gap }
            let isLast = column == texts.count - 1
            line += isRight[column] ? padding + text : isLast ? text : text + padding
        }
        while line.last == " " { line.removeLast() }
        return line
    }

    /// For narrow windows: each row as `Title: value` lines, an empty line between rows.
    private func fieldLines(_ texts: [[String]], available: Int, usesColor: Bool, indent: String) -> [String]
    {
        var lines: [String] = []
        for (index, row) in texts.enumerated() {
            if index > 0 { lines.append("") }
            for (title, text) in zip(titles, row) where !text.isEmpty {
                let label = TextStyle.strong.applied(to: title + ":", if: usesColor)
                let room = max(1, available - DisplayWidth.of(title) - 2)
                lines.append("\(indent)\(label) \(DisplayWidth.truncated(text, to: room))")
            }
        }
        return lines
    }
}
