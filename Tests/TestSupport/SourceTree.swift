import FoundationEssentials

/// The project's own files, found from the place of this one.
package enum SourceTree {
    package static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    package static func path(_ relative: String) -> String { root + "/" + relative }

    package static func text(_ relative: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(relative))), as: UTF8.self)
    }

    /// Every file below the folders, relative to the root, in order; build products and hidden files left out.
    package static func files(
        under folders: [String], endingIn endings: [String] = [""]
    ) throws -> [String] {
        var found: [String] = []
        // Builds write into hidden folders while tests run: those are not even looked into.
        var waiting = folders
        while let folder = waiting.popLast() {
            for name in try FileManager.default.contentsOfDirectory(atPath: path(folder)) {
                let relative = folder == "." ? name : folder + "/" + name
                var isFolder = false
                guard !name.hasPrefix(".") || name == ".ci",
                    FileManager.default.fileExists(atPath: path(relative), isDirectory: &isFolder)
                else { continue }
                if isFolder {
                    waiting.append(relative)
                } else if endings.contains(where: relative.hasSuffix) {
                    found.append(relative)
                }
            }
        }
        return found.sorted()
    }
}
