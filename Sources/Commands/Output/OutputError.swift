import Glibc

/// The results could not be written.
enum OutputError: Error, CustomStringConvertible {
    /// Whoever read the pipe has closed it.
    case brokenPipe
    case system(code: Int32)

    var description: String {
        switch self {
        case .brokenPipe: "The reader of the output has closed it."
        case .system(let code):
            "The output cannot be written: \(String(cString: strerror(code))). Make room, or write elsewhere."
        }
    }
}
