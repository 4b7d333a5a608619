import Glibc

/// The folder that relative names start from.
enum WorkingFolder {
    static var path: String {
        guard let buffer = getcwd(nil, 0) else { return "/" }
        defer { free(buffer) }
        return String(cString: buffer)
    }
}
