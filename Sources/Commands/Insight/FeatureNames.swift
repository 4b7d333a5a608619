import Glibc

/// Names of features: `tempo,rms_mean`, or a file with a name a line (or in the first column of a table).
enum FeatureNames {
    static let option = Option.optional(
        "features", .text("NAME,NAME|FILE"), "only these features, or those that a file names, one a line")

    private static let heading = "feature"

    static func read(_ text: String) throws -> [String] {
        var status = stat()
        guard stat(text, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            let names = text.split(separator: ",").map(String.init)
            guard !names.isEmpty else { throw CommandError("--features names none: tempo,rms_mean") }
            return names
        }
        var names: [String] = []
        let lines = LineSequence(reader: try LineReader(path: text))
        for line in lines {
            guard let word = line.split(separator: ",").first.map(String.init), word != heading else {
                continue
            }
            if !names.contains(word) { names.append(word) }
        }
        if let problem = lines.problem { throw problem }
        guard !names.isEmpty else { throw CommandError("\(text) names no features: it has a name a line.") }
        return names
    }
}
