/// What `--map COLUMN=FIELD` says, as text.
enum ColumnMapping {
    /// Reads the pairs; throws where one is none or names no field.
    static func fields<Field>(
        _ words: [String], named: (String) -> Field?, known: [String], path: [String]
    ) throws -> [String: Field] {
        var fields: [String: Field] = [:]
        for word in words {
            guard let equals = word.lastIndex(of: "="), equals > word.startIndex else {
                throw UsageError(problem: "`\(word)` is no pair. Write --map COLUMN=FIELD.", path: path)
            }
            let name = String(word[word.index(after: equals)...])
            guard let field = named(name) else {
                throw UsageError(
                    problem: "There is no field `\(name)`. The fields are \(known.joined(separator: ", ")).",
                    path: path)
            }
            fields[String(word[..<equals])] = field
        }
        return fields
    }
}
