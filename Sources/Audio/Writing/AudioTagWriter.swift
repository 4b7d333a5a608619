import CTagWriter
import Glibc

/// Writes tags into files of any format that TagLib knows.
package enum AudioTagWriter {
    package static let tagCountMax = 256

    /// Replaces all tags of a file.
    ///
    /// - Throws: `AudioError` of the kind `unwritable`, naming the file.
    package static func replaceTags(of path: String, with tags: [AudioTag]) throws {
        precondition(tags.count <= tagCountMax, "a file has at most \(tagCountMax) tags")
        let strings = tags.map { (strdup($0.name), strdup($0.value)) }
        defer {
            for (name, value) in strings {
                free(name)
                free(value)
            }
        }
        let entries = strings.map { TagWriterEntry(name: UnsafePointer($0.0), value: UnsafePointer($0.1)) }
        let reason: String
        switch tagWriterReplace(path, entries, entries.count) {
        case 0: return
        case 1: reason = "its format has no place for tags"
        case 2: reason = "its format has no place for one of the tags"
        default: reason = "the tags could not be saved: is the file read-only?"
        }
        throw AudioError(.unwritable, file: path, reason: reason)
    }
}
