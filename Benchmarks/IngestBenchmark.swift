import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Pipeline
import TestSupport

/// What an ingest costs beside the hearing: `ingest FOLDER [SHORT_FILES] [UNCHANGED_FILES]`.
///
/// Short files are written, heard and stored; the writer's thread (walking, planning, storing, looking for duplicates)
/// is timed by its own processor time beside that of the whole process. Then many links to a few of them are
/// ingested twice: the second time nothing has changed.
enum IngestBenchmark {
    private static let secondsPerFile = 2.0
    private static let linkedFiles = 100

    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { return print("usage: ingest FOLDER [SHORT] [UNCHANGED]") }
        let counts = arguments.dropFirst().compactMap { Int($0) }
        let shortCount = counts.first ?? 10_000
        let unchangedCount = counts.dropFirst().first ?? 50_000
        try writeShortFiles(shortCount, to: folder + "/short")
        try Catalog.create(at: folder + "/short.catalog")
        let catalog = try Catalog(opening: folder + "/short.catalog")
        _ = try catalog.write { try GenreSeeding.run(GenreCleaner.seeded().taxonomy, in: $0) }
        let before = (process: seconds(CLOCK_PROCESS_CPUTIME_ID), thread: seconds(CLOCK_THREAD_CPUTIME_ID))
        let report = try ingest(folder + "/short", into: catalog, "\(shortCount) short files")
        let process = seconds(CLOCK_PROCESS_CPUTIME_ID) - before.process
        let thread = seconds(CLOCK_THREAD_CPUTIME_ID) - before.thread
        print(
            "processor time: \(process) s in all, \(thread) s of the writer's thread: \(100 * thread / process) %"
        )
        print(report)
        try linkFiles(unchangedCount, from: folder + "/short", to: folder + "/links")
        for round in 1...3 {
            _ = try ingest(folder + "/links", into: catalog, "\(unchangedCount) links, round \(round)")
        }
    }

    private static func ingest(_ folder: String, into catalog: Catalog, _ name: String) throws -> IngestReport
    {
        let clock = ContinuousClock()
        let start = clock.now
        let report = try Ingest(
            into: catalog,
            options: IngestOptions(workerCount: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))),
            now: { Timestamp(milliseconds: 0) }
        ).run(roots: [FilePath(folder, relativeTo: "/")])
        print("\(name): \(clock.now - start)")
        return report
    }

    private static func writeShortFiles(_ count: Int, to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for number in 0..<count {
            try AudioWriter.write(
                TestSignal.melody(
                    seed: UInt64(number), seconds: secondsPerFile, sampleRateHz: 22_050, channelCount: 1),
                channelCount: 1, sampleRateHz: 22_050, format: .flac,
                to: "\(folder)/Artist \(number % 500) - Song \(number).flac")
        }
    }

    private static func linkFiles(_ count: Int, from source: String, to folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: source).sorted().prefix(linkedFiles)
        for number in 0..<count {
            let place = "\(folder)/\(number / 1_000)"
            if number % 1_000 == 0 {
                try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            }
            let name = names[number % names.count]
            guard link("\(source)/\(name)", "\(place)/\(number).flac") == 0 else {
                throw TestFailure("\(place): no link: \(String(cString: strerror(errno)))")
            }
        }
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
