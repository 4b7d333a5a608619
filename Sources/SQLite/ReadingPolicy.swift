/// What a statement that somebody typed may read: some views, and the tables behind them only through a view.
package final class ReadingPolicy: Sendable {
    let views: Set<String>
    let tables: Set<String>
    /// All that the file has besides.
    let others: Set<String>

    /// Table-valued functions of SQLite that touch no file.
    static let tableFunctions: Set<String> = ["json_each", "json_tree"]
    /// Functions that load code.
    static let deniedFunctions: Set<String> = ["load_extension", "fts3_tokenizer"]

    /// - Parameter all: every name of the schema.
    package init(views: Set<String>, tables: Set<String>, all: Set<String>) {
        self.views = views
        self.tables = tables
        others = all.union([
            "sqlite_schema", "sqlite_master", "sqlite_temp_schema", "sqlite_temp_master",
        ]).subtracting(views).subtracting(tables)
    }

    /// - Parameter view: the view or subquery in which the table is named; nil where the statement itself names it.
    ///
    /// What a statement needs no column of (`SELECT count(*)`) is told without a column and without its view: a table of
    /// the views, how many rows of which are no secret, or a name that the statement itself gave by WITH.
    func allowsReading(_ table: String, column: String, in view: String?) -> Bool {
        let name = table.lowercased()
        return views.contains(name) || Self.tableFunctions.contains(name)
            || (view != nil && tables.contains(name)) || (column.isEmpty && !others.contains(name))
    }
}
