/// How a file of rows is written.
enum InputFormat: String, CaseIterable, Sendable {
    /// JSON Lines: one object a line.
    case json
    /// RFC 4180 with a header line.
    case csv

    /// By the ending of the file's name, JSON Lines where that says nothing.
    static func guessed(fromPath path: String) -> InputFormat {
        path.lowercased().hasSuffix(".csv") ? .csv : .json
    }
}
