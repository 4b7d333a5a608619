/// How results are written.
enum OutputFormat: String, CaseIterable, Sendable {
    /// Aligned columns for people.
    case table
    /// JSON Lines: one object a line, for lists too.
    case json
    /// RFC 4180 with a header line.
    case csv
}
