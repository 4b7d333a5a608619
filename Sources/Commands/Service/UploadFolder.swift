import FoundationEssentials
import Glibc

/// The folder of one service's uploads: its own, readable by nobody else; what a killed service left is cleared away.
enum UploadFolder {
    static func make(in parent: String) throws -> String {
        if mkdir(parent, 0o700) != 0 && errno != EEXIST { throw failure(parent) }
        for name in (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? [] {
            guard let process = name.hasPrefix(prefix) ? pid_t(name.dropFirst(prefix.utf8.count)) : nil,
                process == getpid() || (kill(process, 0) != 0 && errno == ESRCH)
            else { continue }
            try? FileManager.default.removeItem(atPath: parent + "/" + name)
        }
        let folder = "\(parent)/\(prefix)\(getpid())"
        guard mkdir(folder, 0o700) == 0 else { throw failure(folder) }
        return folder
    }

    /// Removes a folder that `make` made, and what is around it where that is empty.
    static func remove(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
        if let slash = folder.lastIndex(of: "/") { rmdir(String(folder[..<slash])) }
    }

    private static let prefix = "serve-"

    private static func failure(_ path: String) -> CommandError {
        CommandError(
            "\(path) cannot be made: \(String(cString: strerror(errno))). Name another folder by --uploads.")
    }
}
