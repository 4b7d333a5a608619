import CatalogCore

/// Where a command's results and remarks go: results to standard output, remarks to standard error.
struct Output: Sendable {
    let format: OutputFormat
    let isQuiet: Bool
    let terminal: Terminal
    let errorTerminal: Terminal
    let results: TextSink
    let remarks: TextSink

    init(format: OutputFormat, isQuiet: Bool, color: ColorChoice, environment: Environment) {
        self.format = format
        self.isQuiet = isQuiet
        terminal = Terminal(descriptor: 1, environment: environment, color: color)
        errorTerminal = Terminal(descriptor: 2, environment: environment, color: color)
        results = TextSink(descriptor: 1)
        remarks = TextSink(descriptor: 2)
    }

    /// A list. Programs get every column, people those with a title; where it is empty people read the remark.
    func list<Row>(_ rows: some Sequence<Row>, _ columns: [Column<Row>], none remark: String) throws {
        switch format {
        case .json:
            for row in rows { try line(.object(columns.map { ($0.name, $0.cell(row).json) })) }
        case .csv:
            try csvHeader(columns.map(\.name))
            for row in rows { try csvLine(columns.map { $0.cell(row) }) }
        case .table:
            let shown = columns.filter(\.isShown)
            let cells = rows.map { row in shown.map { $0.cell(row) } }
            guard !cells.isEmpty else { return try self.remark(remark) }
            let layout = TableLayout(titles: shown.map(\.title), rows: cells, width: terminal.width)
            for text in layout.lines(usesColor: terminal.usesColor) { try results.write(text + "\n") }
        }
    }

    /// One thing with its fields and parts.
    func record(_ record: Record) throws {
        switch format {
        case .json: try line(record.json)
        case .csv:
            let cells = record.fields.compactMap { field -> (String, Cell)? in
                guard case .cell(let cell) = field.value else { return nil }
                return (field.name, cell)
            }
            try csvHeader(cells.map(\.0))
            try csvLine(cells.map(\.1))
        case .table:
            for text in RecordLayout(record: record, width: terminal.width).lines(
                usesColor: terminal.usesColor)
            {
                try results.write(text + "\n")
            }
        }
    }

    /// The result of a command that did something: a sentence for people, the fields for programs.
    func done(_ sentence: String, _ record: Record) throws {
        if format == .table {
            if !isQuiet { try results.write(DisplayWidth.harmless(sentence) + "\n") }
        } else {
            try self.record(record)
        }
    }

    /// A text that is the result itself, in every format.
    func text(_ text: String) throws { try results.write(text) }

    /// One JSON value on a line of its own.
    func line(_ value: JSONValue) throws {
        var bytes: [UInt8] = []
        value.write(to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
        try results.write(bytes: bytes)
    }

    func csvHeader(_ names: [String]) throws { try results.write(CSVText.line(names) + "\r\n") }

    func csvLine(_ cells: [Cell]) throws { try results.write(CSVText.line(cells.map(\.csv)) + "\r\n") }

    /// A remark beside the results, on standard error; not with `--quiet`.
    func remark(_ sentence: String) throws {
        guard !isQuiet else { return }
        try results.flush()
        try remarks.write(DisplayWidth.harmless(sentence) + "\n")
        try remarks.flush()
    }

    /// Something that went wrong and did not end the command; said even with `--quiet`.
    func warning(_ sentence: String) throws {
        try results.flush()
        let label = TextStyle.warning.applied(to: "catalog:", if: errorTerminal.usesColor)
        try remarks.write("\(label) \(DisplayWidth.harmless(sentence))\n")
        try remarks.flush()
    }

    func flush() throws {
        try results.flush()
        try remarks.flush()
    }
}
