import TestSupport

/// A place in the tree that breaks a rule, with the remedy.
struct Complaint: CustomStringConvertible {
    let file: String
    let line: Int
    let remedy: String

    var description: String { "\(file):\(line): \(remedy)" }
}

/// One source file, cut into lines.
struct SourceFile {
    let path: String
    let lines: [Substring]

    init(path: String) throws {
        self.path = path
        lines = try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
    }

    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// The lines that are not comments, with their numbers from one.
    var code: [(number: Int, text: Substring)] {
        lines.enumerated().compactMap { index, line in
            line.drop(while: \.isWhitespace).hasPrefix("//") ? nil : (index + 1, line)
        }
    }

    static func swift(under folders: [String]) throws -> [SourceFile] {
        try SourceTree.files(under: folders, endingIn: [".swift"]).map(SourceFile.init)
    }
}
