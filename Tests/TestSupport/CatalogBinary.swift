import CatalogCore
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// The real program, run as a person runs it.
package struct CatalogBinary: Sendable {
    package let path: String
    /// Where it runs, and where its temporary and data folders are.
    package let folder: String

    /// The program that was built beside these tests.
    package init(in folder: TemporaryFolder) throws {
        self.folder = folder.path
        path = try Self.find()
    }

    /// What came of one run.
    package struct Result: Sendable, Equatable {
        package let standardOutput: String
        package let standardError: String
        /// The exit code, or minus the signal that ended it.
        package let exitCode: Int32

        /// The lines of standard output, without their ends.
        package var lines: [String] {
            standardOutput.split(whereSeparator: \.isNewline).map(String.init)
        }
    }

    /// Runs it to its end.
    @discardableResult
    package func run(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Result {
        let process = try start(arguments, environment: environment)
        process.send(input)
        return process.result()
    }

    @discardableResult
    package func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Result {
        try run(arguments, environment: environment)
    }

    /// Starts it; the caller writes, signals and waits.
    package func start(_ arguments: [String], environment: [String: String] = [:]) throws -> RunningProgram {
        try RunningProgram(
            path: path, arguments: arguments, environment: variables(environment), folder: folder)
    }

    /// Starts the service and waits until it listens; its address ends with a slash.
    package func serve(
        _ arguments: String..., listen: String = "0", environment: [String: String] = [:]
    ) throws -> (program: RunningProgram, url: String) {
        let program = try start(
            ["serve", "--listen", listen, "--format", "json"] + arguments, environment: environment)
        guard program.waitForOutput("\n", seconds: 20),
            let line = program.outputSoFar.split(separator: "\n").first,
            let url = (try? JSONReader.value(of: String(line)))?["url"]?.text
        else {
            program.signal(SIGKILL)
            throw TestFailure("no service: \(program.result())")
        }
        return (program, url)
    }

    /// Runs a shell script in the folder, in which `$CATALOG_BINARY` is the program.
    @discardableResult
    package func shell(_ script: String, environment: [String: String] = [:]) throws -> Result {
        let process = try RunningProgram(
            path: "/bin/bash", arguments: ["-c", script],
            environment: variables(environment).merging(["CATALOG_BINARY": path]) { $1 }, folder: folder)
        process.send("")
        return process.result()
    }

    private func variables(_ added: [String: String]) -> [String: String] {
        var variables = [
            "HOME": folder, "TZ": "UTC", "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8",
            "CATALOG": folder + "/test.catalog",
        ]
        if let libraries = getenv("LD_LIBRARY_PATH") {
            variables["LD_LIBRARY_PATH"] = String(cString: libraries)
        }
        return variables.merging(added) { $1 }
    }

    /// The tests and the program lie in one folder of the build.
    private static func find() throws -> String {
        var candidates: [String] = []
        for argument in CommandLine.arguments where argument.contains("/.build/") {
            var parts = argument.split(separator: "/", omittingEmptySubsequences: false)
            while let last = parts.popLast(), !last.isEmpty {
                candidates.append(parts.joined(separator: "/") + "/catalog")
            }
        }
        candidates.append(SourceTree.path(".build/debug/catalog"))
        for candidate in candidates {
            var status = stat()
            let isFile = stat(candidate, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
            if isFile && access(candidate, X_OK) == 0 { return candidate }
        }
        throw CatalogBinaryMissing(candidates: candidates)
    }
}
