import FoundationEssentials

/// The project's own files, found from the place of this one.
package enum SourceTree {
    package static let root: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    package static func path(_ relative: String) -> String { root + "/" + relative }
}
