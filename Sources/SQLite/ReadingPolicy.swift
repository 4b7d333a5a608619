/// What a statement that somebody typed may read: some views, and the tables behind them only through a view.
package final class ReadingPolicy: Sendable {
    let views: Set<String>
    let tables: Set<String>

    /// Table-valued functions of SQLite that touch no file.
    static let tableFunctions: Set<String> = ["json_each", "json_tree"]
    /// Functions that load code.
    static let deniedFunctions: Set<String> = ["load_extension", "fts3_tokenizer"]

    package init(views: Set<String>, tables: Set<String>) {
        self.views = views
        self.tables = tables
    }

    /// - Parameter view: the view or subquery in which the table is named; nil where the statement itself names it.
    func allowsReading(_ table: String, in view: String?) -> Bool {
        let name = table.lowercased()
        return views.contains(name) || Self.tableFunctions.contains(name)
            || (view != nil && tables.contains(name))
    }
}
