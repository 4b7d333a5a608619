/// Where `--frames` puts the numbers of every frame.
enum FramesDestination: Sendable, Equatable {
    /// Into the JSON object of the file.
    case json
    /// As CSV to standard output, instead of the rest.
    case csv
    /// As CSV into a file, beside the rest.
    case file(String)

    static let kind = ValueKind<FramesDestination>("json|csv|FILE.csv", completion: .files) {
        word throws(ValueProblem) in
        switch word {
        case "json": return .json
        case "csv": return .csv
        default:
            guard word.lowercased().hasSuffix(".csv") else {
                throw ValueProblem(expected: "json, csv, or the name of a file that ends in .csv")
            }
            return .file(word)
        }
    }
}
