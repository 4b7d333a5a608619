import CChildProgram
import Glibc

/// A running program whose output is read: bounded in memory and time, and gone when nobody holds it any more.
final class ChildProgram {
    /// What a program may use; both far above the need of any audio file of a day.
    static let memoryBytesMax: UInt64 = 2 << 30
    static let processorSecondsMax: UInt64 = 1_800
    /// What is kept of the things that it says.
    static let messageBytesMax = 64 << 10

    struct NotFound: Error {}

    private let process: pid_t
    private let output: Int32
    private let errors: Int32
    private let silenceSecondsMax: Double
    private(set) var messages: [UInt8] = []
    private var errorsEnded = false
    private var exitStatus: Int32?

    init(_ arguments: [String], input: Int32, silenceSecondsMax: Double, file: String) throws {
        self.silenceSecondsMax = silenceSecondsMax
        var outputPipe: [Int32] = [-1, -1]
        var errorPipe: [Int32] = [-1, -1]
        guard Self.makePipe(&outputPipe) else {
            throw AudioError(.limit, file: file, reason: "no pipe can be made: \(systemReason(errno)).")
        }
        guard Self.makePipe(&errorPipe) else {
            let reason = systemReason(errno)
            outputPipe.forEach { _ = close($0) }
            throw AudioError(.limit, file: file, reason: "no pipe can be made: \(reason).")
        }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        let started = words.withUnsafeMutableBufferPointer {
            catalog_start_program(
                $0.baseAddress, input, outputPipe[1], errorPipe[1], Self.memoryBytesMax,
                Self.processorSecondsMax)
        }
        close(outputPipe[1])
        close(errorPipe[1])
        guard started > 0 else {
            close(outputPipe[0])
            close(errorPipe[0])
            if started == -ENOENT { throw NotFound() }
            throw AudioError(
                .limit, file: file, reason: "\(arguments[0]) cannot be run: \(systemReason(-started)).")
        }
        process = started
        output = outputPipe[0]
        errors = errorPipe[0]
        _ = fcntl(errors, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(output)
        close(errors)
        if exitStatus == nil {
            kill(process, SIGKILL)
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        }
    }

    enum Reading: Equatable {
        case bytes(Int)
        case end
        /// Nothing came for as long as is waited.
        case silence
    }

    /// Reads what there is, at most the buffer's size; waits for it within the limit.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
        let deadline = Self.now() + silenceSecondsMax
        while true {
            let left = deadline - Self.now()
            guard left > 0 else { return .silence }
            var watched = [
                pollfd(fd: output, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errorsEnded ? -1 : errors, events: Int16(POLLIN), revents: 0),
            ]
            let count = poll(&watched, 2, Int32(min(left * 1_000, 60_000).rounded(.up)))
            if count < 0 && errno != EINTR { return .end }
            if watched[1].revents != 0 { drainMessages() }
            if watched[0].revents != 0 {
                let read = Glibc.read(output, buffer.baseAddress, buffer.count)
                if read > 0 { return .bytes(read) }
                if read == 0 || errno != EINTR { return .end }
            }
        }
    }

    /// Waits for the end of a program whose output has ended; true when it was content.
    func finish() -> Bool {
        drainMessages()
        let deadline = Self.now() + silenceSecondsMax
        var status: Int32 = 0
        var isEnded = false
        while exitStatus == nil {
            // A wait that blocks comes only after the kill: what ignores its closed output would never end.
            let result = waitpid(process, &status, isEnded ? 0 : WNOHANG)
            if result == process {
                exitStatus = status
            } else if result < 0 && errno != EINTR {
                exitStatus = -1
            } else if result == 0 && Self.now() >= deadline {
                kill(process, SIGKILL)
                isEnded = true
            } else if result == 0 {
                usleep(500)
            }
        }
        return exitStatus == 0
    }

    /// Takes what it said so far, so that it never waits for us.
    func drainMessages() {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while !errorsEnded {
            let count = Glibc.read(errors, &chunk, chunk.count)
            if count > 0 {
                let room = max(0, Self.messageBytesMax - messages.count)
                messages.append(contentsOf: chunk[..<min(count, room)])
            } else {
                if count == 0 || (errno != EAGAIN && errno != EINTR) { errorsEnded = true }
                return
            }
        }
    }

    private static func makePipe(_ ends: inout [Int32]) -> Bool {
        guard pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return true
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
