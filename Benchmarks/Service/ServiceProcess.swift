import CatalogCore
import FoundationEssentials
import Glibc
import HTTP
import TestSupport

/// The released program, serving.
struct ServiceProcess {
    let program: RunningProgram
    let port: Int
    /// From the start of the process until it accepted requests, and until it could answer all of them.
    let listeningSeconds: Double
    let readySeconds: Double

    init(binary: String, catalog: String, folder: String, library: String?) throws {
        let start = Load.now()
        program = try RunningProgram(
            path: binary,
            arguments: ["serve", "--listen", "0", "--format", "json", "--catalog", catalog]
                + (library.map { ["--library", $0] } ?? []),
            environment: ["HOME": folder, "PATH": "/usr/bin:/bin"], folder: folder)
        var port: Int?
        for _ in 0..<6_000 where port == nil {
            let line = program.outputSoFar.split(separator: "\n").first.map(String.init) ?? ""
            port = (try? JSONReader.value(of: line))?["url"]?.text.flatMap { URL(string: $0)?.port }
            usleep(2_000)
        }
        guard let port else { throw TestFailure("the service does not start: \(program.result())") }
        self.port = port
        listeningSeconds = Load.now() - start
        let ready = HTTPRequest(.get, "http://127.0.0.1:\(port)/health/ready")
        guard Eventually.holds(seconds: 300, { (try? HTTPClient().send(ready).status) == 200 }) else {
            throw TestFailure("the service does not become ready")
        }
        readySeconds = Load.now() - start
    }

    /// A figure of `/metrics`.
    func figure(_ name: String) throws -> Double {
        let text = try HTTPClient().send(HTTPRequest(.get, "http://127.0.0.1:\(port)/metrics")).text
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
        return line?.split(separator: " ").last.flatMap { Double($0) } ?? .nan
    }

    /// A figure of memory by its name in `/proc/PID/status`: `VmHWM` is the most that there ever was, `RssAnon` its own,
    /// `RssFile` what is in memory of files that are mapped.
    func megabytes(_ name: String) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(program.identifier)/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return (line?.split(separator: " ").dropLast().last.flatMap { Double($0) } ?? .nan) * 1_024 / 1e6
    }

    func stop() {
        program.signal(SIGTERM)
        _ = program.result()
    }
}
