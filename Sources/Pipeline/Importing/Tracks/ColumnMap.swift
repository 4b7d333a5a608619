/// Which column of a table holds what.
package struct ColumnMap<Field: Hashable & Sendable>: Sendable {
    package private(set) var columns: [Field: Int] = [:]
    /// Columns that nothing was made of.
    package private(set) var unused: [String] = []

    /// Recognises columns by name; `overrides` (`column` → field) come first, and a field takes its first column.
    package init(
        header: [String], overrides: [String: Field], file: String, recognise: (String) -> Field?
    ) throws {
        let folded = header.map { TextFolding.words(of: $0).joined() }
        for (name, field) in overrides.sorted(by: { $0.key < $1.key }) {
            let column =
                header.firstIndex(of: name) ?? folded.firstIndex(of: TextFolding.words(of: name).joined())
            guard let column else {
                let known = header.joined(separator: ", ")
                throw ImportError(file: file, reason: "it has no column '\(name)'; its columns are \(known)")
            }
            columns[field] = column
        }
        let taken = Set(columns.values)
        for (column, name) in header.enumerated() where !taken.contains(column) {
            if let field = recognise(name), columns[field] == nil {
                columns[field] = column
            } else if !name.isEmpty {
                unused.append(name)
            }
        }
    }

    package subscript(field: Field) -> Int? { columns[field] }
}
