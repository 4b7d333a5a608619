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
        for folder in folders {
            for name in try FileManager.default.subpathsOfDirectory(atPath: path(folder)) {
                let relative = folder == "." ? name : folder + "/" + name
                let hidden = relative.split(separator: "/").contains { $0.hasPrefix(".") && $0 != ".ci" }
                var isFolder = false
                guard !hidden, endings.contains(where: relative.hasSuffix),
                    FileManager.default.fileExists(atPath: path(relative), isDirectory: &isFolder), !isFolder
                else { continue }
                found.append(relative)
            }
        }
        return found.sorted()
    }
}
