import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// What an ingest holds in memory, whatever it is given.
@Suite struct IngestMemoryTests {
    /// The budget of decoded audio that the tests allow, and what the program needs besides: its code, SQLite's pages,
    /// spectra and tables of the analysis.
    private static let budgetMegabytes = 128
    private static let besidesMegabytes = 384

    private let folder: TemporaryFolder
    private let program: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        program = try CatalogBinary(in: folder)
        try program.run("init")
        try FileManager.default.createDirectory(
            atPath: folder.file("music"), withIntermediateDirectories: true)
    }

    /// Ingests the folder and returns the most memory that was held.
    private func peakBytes(_ result: (CatalogBinary.Result) -> Void) throws -> Int {
        let run = try program.start([
            "ingest", "music", "--jobs", "8", "--memory", "\(Self.budgetMegabytes)", "--format", "json",
        ])
        var peak = 0
        while !run.outputSoFar.contains("\"finished\"") && kill(run.identifier, 0) == 0 {
            let now = run.peakMemoryBytes
            if now == 0 && peak > 0 { break }
            peak = max(peak, now)
            usleep(2_000)
        }
        result(run.result())
        return peak
    }

    @Test(arguments: [11] as [UInt64]) func hostileFilesTakeNoMoreThanIsAllowed(seed: UInt64) throws {
        try HostileFolder.write(to: folder.file("music"), seed: seed)
        let peak = try peakBytes { result in
            #expect(result.exitCode == 1)
            #expect(result.lines.last?.contains("\"found\":\(HostileFolder.fileCount)") == true)
        }
        let allowed = (Self.budgetMegabytes + Self.besidesMegabytes) << 20
        #expect(peak > 0 && peak <= allowed, "\(peak >> 20) MiB of \(allowed >> 20)")
    }
}
