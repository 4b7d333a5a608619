import Glibc

/// The system did not start a child process.
package struct ProgramNotStarted: Error, CustomStringConvertible {
    package let path: String
    package let code: Int32

    package var description: String { "\(path) cannot be started: \(String(cString: strerror(code)))" }
}
