import CatalogStore
import Glibc
import HTTP

/// What the system says of this process.
enum ProcessFigures {
    static func gauges(of service: ServiceCore) -> [(name: String, about: String, value: Double)] {
        [
            (
                "catalog_uptime_seconds", "Since the service started.",
                MonotonicClock.seconds() - service.startedSeconds
            ),
            ("process_resident_memory_bytes", "Memory that is in use.", Double(residentBytes)),
            ("process_cpu_seconds_total", "Time of processors that was used.", cpuSeconds),
            ("process_open_fds", "Files and connections that are open.", Double(openDescriptorCount)),
            (
                "catalog_music_revision", "Changes of tracks, files, features and models.",
                Double(service.revisions.ofMusic)
            ),
            (
                "catalog_event_revision", "Changes of feedback.",
                Double(service.revisions.revision(of: .event))
            ),
            ("catalog_ready", "1 when every question can be answered.", service.isReady ? 1 : 0),
        ]
    }

    static var residentBytes: Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    static var cpuSeconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    static var openDescriptorCount: Int {
        guard let folder = opendir("/proc/self/fd") else { return 0 }
        defer { closedir(folder) }
        var count = 0
        while readdir(folder) != nil { count += 1 }
        // Itself, its parent, and the folder that is being read.
        return max(0, count - 3)
    }
}
