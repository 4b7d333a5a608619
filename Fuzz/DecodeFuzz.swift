import FoundationEssentials
import Glibc
import TestSupport

/// Hears damaged files of every format, each batch in a process of its own, so that a crash is found and not fatal.
enum DecodeFuzz {
    static let batchCount = 100
    /// Of the processor; a file that waits is given longer, since the machine may be busy.
    static let processorSecondsPerFileMax = 20
    static let secondsPerFileMax: UInt32 = 120
    static let memoryBytesMax: rlim_t = 2 << 30

    /// Ends the process when the file that is heard next takes too long.
    static func startClocks() {
        alarm(secondsPerFileMax)
        var limit = itimerval()
        limit.it_value.tv_sec = processorSecondsPerFileMax
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &limit, nil)
    }

    static func main(_ arguments: [String]) -> Int32 {
        var options = ["--seed": "1", "--count": "1000", "--format": "all", "--start": "0"]
        let action = arguments.first ?? ""
        var rest = arguments.dropFirst()
        while let name = rest.popFirst() {
            guard options[name] != nil, let value = rest.popFirst() else { return usage() }
            options[name] = value
        }
        guard let seed = UInt64(options["--seed"] ?? ""), let count = Int(options["--count"] ?? ""),
            count > 0,
            let start = Int(options["--start"] ?? ""), start >= 0, let format = options["--format"]
        else { return usage() }
        switch action {
        case "formats":
            DecodeBatch.formats().forEach { print($0) }
            return 0
        case "decode": return supervise(seed: seed, count: count, format: format)
        case "decode-batch":
            return DecodeBatch(seed: seed, format: format)?.run(start..<start + count) ?? usage()
        default: return usage()
        }
    }

    private static func usage() -> Int32 {
        print("usage: Fuzz decode [--seed N] [--count N] [--format NAME], Fuzz formats, or Fuzz requests")
        return 64
    }

    private static func supervise(seed: UInt64, count: Int, format: String) -> Int32 {
        let formats = format == "all" ? DecodeBatch.formats() : [format]
        var failures: [String] = []
        for name in formats {
            var start = 0
            while start < count {
                let size = min(batchCount, count - start)
                let outcome = runBatch(seed: seed, start: start, count: size, format: name)
                if let outcome {
                    failures.append("\(name), seed \(seed), file \(outcome.file): \(outcome.reason)")
                }
                // After a crash the batch goes on behind the file that caused it.
                start = outcome.map { $0.file + 1 } ?? start + size
            }
            print("\(name): \(count) files heard")
        }
        failures.forEach { print("FAILED \($0)") }
        print("\(formats.count) formats, \(count) files of each, \(failures.count) failures")
        return failures.isEmpty ? 0 : 2
    }

    /// Runs one batch; gives the file that ended it before its time.
    private static func runBatch(
        seed: UInt64, start: Int, count: Int, format: String
    ) -> (file: Int, reason: String)? {
        let words = [
            "/proc/self/exe", "decode-batch", "--seed", "\(seed)", "--count", "\(count)", "--format", format,
            "--start",
            "\(start)",
        ]
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return (start, "no pipe") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        posix_spawn_file_actions_addclose(&actions, ends[0])
        var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { pointers.forEach { free($0) } }
        var child: pid_t = 0
        let started = posix_spawn(&child, "/proc/self/exe", &actions, nil, &pointers, environ)
        posix_spawn_file_actions_destroy(&actions)
        close(ends[1])
        guard started == 0 else { return (start, "the batch does not start: \(started)") }
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4_096)
        while true {
            let size = read(ends[0], &chunk, chunk.count)
            guard size > 0 else { break }
            text += chunk[..<size]
        }
        close(ends[0])
        var status: Int32 = 0
        waitpid(child, &status, 0)
        guard status != 0 else { return nil }
        let lines = String(decoding: text, as: UTF8.self).split(separator: "\n")
        let file = lines.last.flatMap { Int($0.split(separator: " ").first ?? "") } ?? start
        let signal = status & 0x7F
        let reason =
            signal == SIGALRM || signal == SIGPROF
            ? "hangs" : signal != 0 ? "crashes with signal \(signal)" : "\(lines.last ?? "")"
        return (file, reason)
    }
}
