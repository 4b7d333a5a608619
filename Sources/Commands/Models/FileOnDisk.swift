import Glibc
import Pipeline

/// A word that may be the path of a file.
enum FileOnDisk {
    /// The absolute path, where a file is there; nil where the word means something else.
    static func path(_ word: String) throws -> FilePath? {
        var status = stat()
        guard stat(word, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            if word.contains("/") && !word.contains(" - ") {
                throw CommandError("\(word) is no file that is there.")
            }
            return nil
        }
        return absolute(word)
    }

    /// The absolute path of what a person typed.
    static func absolute(_ word: String) -> FilePath {
        guard let folder = getcwd(nil, 0) else { return FilePath(word, relativeTo: "/") }
        defer { free(folder) }
        return FilePath(word, relativeTo: String(cString: folder))
    }
}
