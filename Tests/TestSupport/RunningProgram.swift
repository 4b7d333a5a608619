import Dispatch
import Glibc
import Synchronization

/// A child process whose three streams are pipes.
package final class RunningProgram: Sendable {
    package let identifier: pid_t
    private let input: Mutex<Int32>
    private let standardOutput: PipeReader
    private let standardError: PipeReader

    /// Pipes are made and handed on under one lock, so that no other child inherits an end of them.
    private static let spawning = Mutex(())

    package convenience init(
        path: String, arguments: [String], environment: [String: String], folder: String
    ) throws {
        // `env` changes into the folder, then becomes the program.
        try self.init(words: ["/usr/bin/env", "-C", folder, path] + arguments, environment: environment)
    }

    private init(words: [String], environment: [String: String]) throws {
        let started = try Self.spawning.withLock { _ in try Self.spawn(words, environment) }
        input = Mutex(started.input)
        standardOutput = PipeReader(descriptor: started.output)
        standardError = PipeReader(descriptor: started.error)
        identifier = started.identifier
    }

    deinit { input.withLock { if $0 >= 0 { close($0) } } }

    /// Writes to its standard input, and closes that unless told to keep it open.
    package func send(_ text: String, keepsOpen: Bool = false) {
        input.withLock { descriptor in
            guard descriptor >= 0 else { return }
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { break }
                bytes = bytes.dropFirst(count)
            }
            if !keepsOpen {
                close(descriptor)
                descriptor = -1
            }
        }
    }

    package func signal(_ number: Int32) { kill(identifier, number) }

    /// What it has written to standard output so far.
    package var outputSoFar: String { standardOutput.text }

    package var errorSoFar: String { standardError.text }

    /// Waits until standard error holds the text; false where it ends or the seconds pass before.
    package func waitForError(_ text: String, seconds: Int) -> Bool {
        for _ in 0..<seconds * 100 {
            if standardError.text.contains(text) { return true }
            if standardError.isClosed { return standardError.text.contains(text) }
            usleep(10_000)
        }
        return false
    }

    /// The same for standard output.
    package func waitForOutput(_ text: String, seconds: Int) -> Bool {
        for _ in 0..<seconds * 100 {
            if standardOutput.text.contains(text) { return true }
            if standardOutput.isClosed { return standardOutput.text.contains(text) }
            usleep(10_000)
        }
        return false
    }

    /// The most memory that it has held so far; 0 once it has ended. (What `wait4` tells also counts the memory of the
    /// process that started it.)
    package var peakMemoryBytes: Int {
        guard let file = fopen("/proc/\(identifier)/status", "r") else { return 0 }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 8_192)
        let count = fread(&buffer, 1, buffer.count, file)
        let text = String(decoding: buffer.prefix(count), as: UTF8.self)
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) else {
            return 0
        }
        return (line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) << 10
    }

    /// Waits for the end.
    package func result(closingInput: Bool = true) -> CatalogBinary.Result {
        input.withLock { descriptor in
            guard closingInput else { return }
            if descriptor >= 0 { close(descriptor) }
            descriptor = -1
        }
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        let ended = status & 0x7F
        return CatalogBinary.Result(
            standardOutput: standardOutput.textAtEnd(), standardError: standardError.textAtEnd(),
            exitCode: ended == 0 ? (status >> 8) & 0xFF : -ended)
    }

    private struct Started {
        let identifier: pid_t
        let input: Int32
        let output: Int32
        let error: Int32
    }

    private static func spawn(_ words: [String], _ environment: [String: String]) throws -> Started {
        let (input, output, error) = (try makePipe(), try makePipe(), try makePipe())
        defer { for descriptor in [input.reading, output.writing, error.writing] { close(descriptor) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.reading, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
        posix_spawn_file_actions_adddup2(&actions, error.writing, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A process group of its own, so that it gets a signal and the tests do not; no signal ignored or blocked.
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var child: pid_t = 0
        let code = withCStrings(words) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&child, "/usr/bin/env", &actions, &attributes, words, variables)
            }
        }
        guard code == 0 else {
            for descriptor in [input.writing, output.reading, error.reading] { close(descriptor) }
            throw ProgramNotStarted(path: words[0], code: code)
        }
        return Started(identifier: child, input: input.writing, output: output.reading, error: error.reading)
    }

    private static func makePipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw ProgramNotStarted(path: "pipe", code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func withCStrings<Result>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
