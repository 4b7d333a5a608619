import FoundationEssentials
import Glibc

/// Where a thread stands when the processor is given out.
package struct ThreadStanding: Equatable, Sendable {
    package let niceness: Int32
    /// How long its turns are; nil where the kernel tells none.
    package let turnNs: Int?

    package static var ofThisThread: ThreadStanding {
        of("/proc/thread-self") ?? ThreadStanding(niceness: 0, turnNs: nil)
    }

    /// Of every thread that a process has at the moment; one that ends meanwhile is left out.
    package static func all(ofProcess process: Int32) -> [ThreadStanding] {
        let tasks = "/proc/\(process)/task"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: tasks)) ?? []
        return names.compactMap { of("\(tasks)/\($0)") }
    }

    /// Since Linux 6.12 a thread may ask for the length of its turns.
    package static let isTurnLengthKnown: Bool = {
        let version = (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)) ?? ""
        let numbers = version.split(whereSeparator: { !$0.isNumber }).prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && numbers.lexicographicallyPrecedes([6, 12]) == false
            && ofThisThread.turnNs != nil
    }()

    /// Nil where there is no such thread.
    private static func of(_ folder: String) -> ThreadStanding? {
        let scheduling = (try? String(contentsOfFile: folder + "/sched", encoding: .utf8)) ?? ""
        let line = scheduling.split(separator: "\n").first { $0.hasPrefix("se.slice") }
        guard let status = try? String(contentsOfFile: folder + "/stat", encoding: .utf8) else { return nil }
        // The name of a thread may hold blanks; after its bracket the niceness is the seventeenth field.
        let fields = status.split(separator: ")").last?.split(separator: " ") ?? []
        return ThreadStanding(
            niceness: fields.count > 16 ? Int32(fields[16]) ?? 0 : 0,
            turnNs: line?.split(separator: " ").last.flatMap { Int($0) })
    }
}
