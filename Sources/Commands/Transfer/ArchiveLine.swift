/// The kinds of lines in a copy of all that people made.
enum ArchiveLine: String {
    /// The first line: what the file is.
    case archive
    case user
    case event
    case playlist
    /// One place of the playlist before it.
    case entry

    static let formatVersion: Int64 = 1

    func line(_ fields: [(String, JSONValue)]) -> String {
        JSONValue.object([("type", .string(rawValue))] + fields).line + "\n"
    }
}
