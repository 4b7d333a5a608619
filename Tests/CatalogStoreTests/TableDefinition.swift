/// A `CREATE TABLE` statement taken apart, as docs/FORMATS.md shows it.
struct TableDefinition {
    /// Columns, and behind them what holds for the table as a whole, which has neither name nor type.
    private(set) var rows: [(name: String, type: String, constraint: String)] = []

    init(sql: String) {
        let text = sql.split(separator: "\n").map { Self.withoutComment(String($0)) }.joined(separator: " ")
        guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") else { return }
        for part in Self.parts(of: text[text.index(after: open)..<close]) {
            let words = part.split(separator: " ", maxSplits: 2).map(String.init)
            if ["PRIMARY", "CHECK", "UNIQUE", "FOREIGN"].contains(words[0]) {
                rows.append(("", "", part))
            } else {
                rows.append((words[0], words[1].lowercased(), words.count > 2 ? words[2] : ""))
            }
        }
    }

    /// The lines of the table.
    var markdown: String {
        var lines = ["| column | type | constraint |", "| --- | --- | --- |"]
        for row in rows {
            let constraint = row.constraint.isEmpty ? "" : "`\(row.constraint)`"
            lines.append(
                row.name.isEmpty ? "| | | \(constraint) |" : "| \(row.name) | \(row.type) | \(constraint) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func withoutComment(_ line: String) -> String {
        guard let start = line.firstRange(of: "--")?.lowerBound else { return line }
        return String(line[..<start])
    }

    /// What stands between commas, those in brackets left aside, with one space between words.
    private static func parts(of text: Substring) -> [String] {
        var parts = [""]
        var depth = 0
        for character in text {
            if character == "(" { depth += 1 }
            if character == ")" { depth -= 1 }
            if character == "," && depth == 0 {
                parts.append("")
            } else {
                parts[parts.count - 1].append(character)
            }
        }
        return parts.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }
}
