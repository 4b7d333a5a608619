import FoundationEssentials
import Glibc

/// Runs a program that a test needs beside the project's own.
package enum Program {
    /// True where the program is on the PATH: a test of what it does is passed over where it is not.
    package static func isInstalled(_ name: String) -> Bool {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "").split(separator: ":")
        return folders.contains { access("\($0)/\(name)", X_OK) == 0 }
    }

    /// Runs and waits; the exit code.
    package static func run(_ words: [String]) -> Int32 {
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var child: pid_t = 0
        guard posix_spawnp(&child, words[0], nil, nil, &pointers, environ) == 0 else { return -1 }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status
    }
}
