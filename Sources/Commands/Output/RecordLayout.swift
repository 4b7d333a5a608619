/// Lays a record out for people: fields by their titles, parts as tables below.
struct RecordLayout {
    let record: Record
    let width: Int?

    func lines(usesColor: Bool) -> [String] {
        var lines: [String] = []
        let titles = record.fields.compactMap { field -> String? in
            guard case .cell(let cell) = field.value, cell != .missing, !field.title.isEmpty else {
                return nil
            }
            return field.title
        }
        let titleWidth = titles.map { DisplayWidth.of($0) }.max() ?? 0
        for field in record.fields where !field.title.isEmpty {
            switch field.value {
            case .cell(.missing): break
            case .cell(let cell):
                let padding = String(repeating: " ", count: titleWidth - DisplayWidth.of(field.title))
                let title = TextStyle.strong.applied(to: field.title, if: usesColor)
                let room = width.map { max(8, $0 - titleWidth - 2) } ?? .max
                lines.append("\(title)\(padding)  \(DisplayWidth.truncated(cell.shown, to: room))")
            case .rows(_, let titles, let cells):
                guard !cells.isEmpty else { continue }
                let shown = titles.indices.filter { !titles[$0].isEmpty }
                let layout = TableLayout(
                    titles: shown.map { titles[$0] }, rows: cells.map { row in shown.map { row[$0] } },
                    width: width)
                lines.append("")
                lines.append(TextStyle.strong.applied(to: field.title, if: usesColor))
                lines += layout.lines(usesColor: false, indent: "  ")
            }
        }
        return lines
    }
}
