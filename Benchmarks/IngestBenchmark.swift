import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Pipeline
import TestSupport

/// What an ingest costs beside the hearing: `ingest FOLDER [SHORT_FILES] [UNCHANGED_FILES]`.
///
/// Short files are written, heard and stored; up to the last file's event, the writer's thread (walking, planning,
/// storing) is timed by its own processor time beside that of the whole process. What follows (looking for duplicates,
/// models) is told apart. Then many links to a few of them are ingested again and again: nothing has changed.
enum IngestBenchmark {
    private static let secondsPerFile = 2.0
    private static let linkedFiles = 100

    /// Processor times since the start.
    private struct Clocks {
        let process: Double
        let thread: Double

        static var now: Clocks {
            Clocks(
                process: IngestBenchmark.seconds(CLOCK_PROCESS_CPUTIME_ID),
                thread: IngestBenchmark.seconds(CLOCK_THREAD_CPUTIME_ID))
        }
    }

    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else { return print("usage: ingest FOLDER [SHORT] [UNCHANGED]") }
        let counts = arguments.dropFirst().compactMap { Int($0) }
        let shortCount = counts.first ?? 10_000
        let unchangedCount = counts.dropFirst().first ?? 50_000
        try writeShortFiles(shortCount, to: folder + "/short")
        try Catalog.create(at: folder + "/short.catalog")
        let catalog = try Catalog(opening: folder + "/short.catalog")
        _ = try catalog.write { try GenreSeeding.run(GenreCleaner.seeded().taxonomy, in: $0) }
        let before = Clocks.now
        let (report, heard) = try ingest(folder + "/short", into: catalog, "\(shortCount) short files")
        let process = heard.process - before.process
        let thread = heard.thread - before.thread
        print(
            "up to the last file: \(process) s of processor time, \(thread) s of the writer's thread: "
                + "\(100 * thread / process) %")
        print("afterwards: \(Clocks.now.process - heard.process) s")
        print(report)
        try linkFiles(unchangedCount, from: folder + "/short", to: folder + "/links")
        for round in 1...3 {
            _ = try ingest(folder + "/links", into: catalog, "\(unchangedCount) links, round \(round)")
        }
    }

    /// Returns what came of it, and the processor times at the last file.
    private static func ingest(
        _ folder: String, into catalog: Catalog, _ name: String
    ) throws -> (IngestReport, Clocks) {
        let clock = ContinuousClock()
        let start = clock.now
        var atLastFile = Clocks.now
        let report = try Ingest(
            into: catalog,
            options: IngestOptions(workerCount: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))),
            now: { Timestamp(milliseconds: 0) },
            observe: { if case .file = $0 { atLastFile = .now } }
        ).run(roots: [FilePath(folder, relativeTo: "/")])
        print("\(name): \(clock.now - start)")
        return (report, atLastFile)
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
