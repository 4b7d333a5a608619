import Glibc

/// What is at a path.
enum PathQuestion {
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
