/// A command line that cannot be understood: what is wrong and how it is put right.
struct UsageError: Error, CustomStringConvertible {
    let problem: String
    /// The command whose help is named; empty for the program's.
    var path: [String] = []

    var description: String {
        let words = (["catalog"] + path + ["--help"]).joined(separator: " ")
        return "\(problem)\nTry `\(words)`."
    }
}
