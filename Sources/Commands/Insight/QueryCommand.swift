import CatalogCore
import CatalogStore

/// `catalog query`
enum QueryCommand: Command {
    static let sql = Operand.optional(.text("SQL"), "one SELECT; `-` reads it from standard input")
    static let views = Option.flag("views", "list the views and their columns instead")
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...CatalogQuery.rowLimitMax), 10_000,
        "at most so many rows")
    static let seconds = Option.assumed(
        "seconds", .integer("COUNT", in: 1...CatalogQuery.timeLimitMsMax / 1_000), 10, "for at most so long")

    static let declaration = CommandDeclaration(
        "query", .insight, "ask the catalog in SQL, reading only",
        detail: """
            The views are described in docs/QUERY.md, and listed by --views; their names and columns stay. A query reads \
            and changes nothing: it cannot write, attach a file or load an extension, and it ends at its limits of time, \
            rows and memory. Exit code 1 where there were more rows than the limit, or none.
            """,
        operands: [sql], options: [views, limit, seconds],
        examples: [
            CommandExample(
                "catalog query \"SELECT artist, count(*) FROM tracks GROUP BY artist\"",
                "How many tracks each artist has."),
            CommandExample("catalog query --views", "What can be asked."),
            CommandExample(
                "catalog query --format csv \"SELECT title, count(*) FROM events GROUP BY track_id\"",
                "Events of each track, for a spreadsheet."),
        ])

    /// A query that somebody pipes in is no longer than this.
    private static let inputLimit = 1 << 20

    static func run(_ invocation: Invocation) throws -> Outcome {
        if invocation[views] {
            guard invocation[sql] == nil else {
                throw UsageError(problem: "--views takes no query.", path: declaration.path)
            }
            return try list(on: invocation.output)
        }
        guard let typed = invocation[sql] else {
            throw UsageError(problem: "Name a query, or list the views with --views.", path: declaration.path)
        }
        let query = CatalogQuery(
            sql: typed == "-" ? try standardInput() : typed, timeLimitMs: invocation[seconds] * 1_000,
            rowLimit: invocation[limit])
        var answer = QueryAnswer(output: invocation.output)
        let isCut = try query.run(
            on: try invocation.openCatalog(), columns: { try answer.begin($0) }, row: { try answer.add($0) })
        try answer.finish()
        if isCut {
            try invocation.output.remark(
                "There are more than \(NumberText.grouped(Int64(query.rowLimit))) rows: ask for more with --limit."
            )
        }
        return isCut || answer.count == 0 ? .incomplete : .complete
    }

    private static func standardInput() throws -> String {
        let reader = try LineReader(path: "-")
        var text = ""
        while try reader.withNextLine({ text += String(decoding: $0, as: UTF8.self) + "\n" }) {
            guard text.utf8.count <= inputLimit else { throw CommandError("The query is too long.") }
        }
        return text
    }

    private static func list(on output: Output) throws -> Outcome {
        let rows = QueryView.all.flatMap { view in view.columns.map { (view: view, column: $0) } }
        let columns: [Column<(view: QueryView, column: QueryView.Column)>] = [
            Column("view") { .text($0.view.name) },
            Column("column") { .text($0.column.name) },
            Column("meaning") { .text($0.column.meaning) },
            Column("purpose", title: "") { .text($0.view.purpose) },
        ]
        try output.list(rows, columns, none: "There are no views.")
        return .complete
    }
}

/// Writes the rows of an answer as they come; people see them as a table, at the end.
private struct QueryAnswer {
    let output: Output
    private var names: [String] = []
    private var rows: [[Cell]] = []
    private(set) var count = 0

    init(output: Output) { self.output = output }

    mutating func begin(_ names: [String]) throws {
        self.names = names
        if output.format == .csv { try output.csvHeader(names) }
    }

    mutating func add(_ values: [QueryValue]) throws {
        count += 1
        let cells = values.map(Self.cell)
        switch output.format {
        case .json: try output.line(.object(Array(zip(names, cells.map(\.json)))))
        case .csv: try output.csvLine(cells)
        case .table: rows.append(cells)
        }
    }

    func finish() throws {
        guard output.format == .table else { return }
        if rows.isEmpty { return try output.remark("The query finds nothing.") }
        let layout = TableLayout(titles: names, rows: rows, width: output.terminal.width)
        for line in layout.lines(usesColor: output.terminal.usesColor) { try output.text(line + "\n") }
    }

    private static func cell(_ value: QueryValue) -> Cell {
        switch value {
        case .null: .missing
        case .integer(let number): .id(number)
        case .real(let number): .number(number, decimals: abs(number) >= 0.01 || number == 0 ? 4 : 8)
        case .text(let text): .text(text)
        case .blob(let bytes): .text(Hexadecimal.encode(bytes))
        }
    }
}
