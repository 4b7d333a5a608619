import CatalogCore
import CatalogStore

/// `catalog genres`
enum GenresCommand: Command {
    static let name = Operand.optional(.text("GENRE"), "only this one and what is under it")
    static let tops = Option.flag("tops", "only the genres, without their sub-genres")

    static let declaration = CommandDeclaration(
        "genres", .browse, "list the genres and their sub-genres",
        operands: [name], options: [tops],
        examples: [
            CommandExample("catalog genres --tops", "The genres at the top."),
            CommandExample("catalog genres rock", "Rock and what is under it."),
        ])

    private struct Row {
        let genre: Genre
        let parent: String?
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let rows = try invocation.openCatalog().read { snapshot in
            let all = try snapshot.genres()
            let names = Dictionary(all.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            let only = try invocation[name].map { try genre(named: $0, among: all, in: snapshot) }
            return all.filter { genre in
                (only == nil || genre.id == only || genre.parent == only)
                    && (genre.parent == nil || !invocation[tops])
            }
            .map { Row(genre: $0, parent: $0.parent.flatMap { names[$0] }) }
            .sorted { order($0) < order($1) }
        }
        let columns: [Column<Row>] = [
            Column("id", title: "ID") { .id($0.genre.id.rawValue) },
            Column("name", title: "Genre") { .text($0.genre.name) },
            Column("parent", title: "Under") { Cell($0.parent) },
            Column("origin", title: "") { .text($0.genre.origin.rawValue) },
        ]
        try invocation.output.list(rows, columns, none: "There are no genres.")
        return rows.isEmpty ? .incomplete : .complete
    }

    /// A genre before what is under it.
    private static func order(_ row: Row) -> (String, Int, String) {
        (row.parent ?? row.genre.name, row.parent == nil ? 0 : 1, row.genre.name)
    }

    private static func genre(
        named name: String, among all: [Genre], in catalog: some CatalogReading
    ) throws -> GenreID {
        if let genre = try catalog.genre(named: name) { return genre.id }
        let meant = Spelling.nearest(to: name, among: all.map(\.name)).map { " Did you mean \($0)?" } ?? ""
        throw CommandError("There is no genre `\(name)`.\(meant)")
    }
}
