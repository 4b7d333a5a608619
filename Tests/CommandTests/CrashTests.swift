import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `kill -9` at a random moment: every acknowledged event is there, none twice, the catalog is clean.
@Suite(.serialized) struct CrashTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    /// `CATALOG_CRASH_RUNS=200 swift test --filter CrashTests` runs it longer.
    static let runCount = getenv("CATALOG_CRASH_RUNS").flatMap { Int(String(cString: $0)) } ?? 20

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        try catalog.run("user", "add", "mira")
    }

    /// Reads the catalog after a crash: what is there, and that it is sound.
    private func expectKept(_ acknowledged: Set<Int>, of sent: Int, _ comment: String) throws {
        let numbers = FeedbackLines.numbers(in: try catalog.run("feedback", "export"))
        #expect(Set(numbers).count == numbers.count, "\(comment): none is there twice")
        #expect(
            acknowledged.isSubset(of: numbers), "\(comment): all \(acknowledged.count) acknowledged are there"
        )
        #expect(numbers.allSatisfy { $0 < sent }, "\(comment)")
        let check = try catalog.run("check")
        #expect(check.exitCode == 0, "\(comment): \(check)")
    }

    @Test func duringABulkImport() throws {
        let eventCount = 6_000
        var generator = SplitMix64(seed: 2)
        var acknowledged: Set<Int> = []
        var cutCount = 0
        for run in 0..<Self.runCount {
            let range = run * eventCount..<(run + 1) * eventCount
            try Data(FeedbackLines.json(user: "mira", range: range).utf8).write(
                to: URL(filePath: folder.file("plays.jsonl")))
            let program = try catalog.start(
                ["feedback", "import", "plays.jsonl", "--batch", "50", "--format", "json"])
            // Some are killed while they start, the others after so many batches and a moment.
            let batches = Int.random(in: 0...20, using: &generator)
            for _ in 0..<5_000 where program.outputSoFar.utf8.count(where: { $0 == 0x0A }) < batches {
                usleep(1_000)
            }
            usleep(UInt32.random(in: 0...20_000, using: &generator))
            program.signal(SIGKILL)
            let count = Self.lastRead(program.result())
            acknowledged.formUnion(range.prefix(count))
            if count > 0 && count < eventCount { cutCount += 1 }
            if run % max(5, Self.runCount / 10) == 4 || run == Self.runCount - 1 {
                try expectKept(acknowledged, of: range.upperBound, "run \(run)")
            }
        }
        #expect(cutCount > 0, "some were killed in the middle")
        let before = FeedbackLines.numbers(in: try catalog.run("feedback", "export")).count
        let again = try catalog.run("feedback", "import", "plays.jsonl", "--format", "json")
        #expect(again.exitCode == 0, "\(again.standardError)")
        let added = FeedbackLines.lastCount("added", in: again)
        #expect(FeedbackLines.lastCount("repeated", in: again) + added == eventCount)
        #expect(FeedbackLines.numbers(in: try catalog.run("feedback", "export")).count == before + added)
    }

    @Test func duringSingleWrites() throws {
        var generator = SplitMix64(seed: 3)
        var next = 0
        for run in 0..<Self.runCount {
            let program = try catalog.start(["feedback", "import", "-", "--batch", "1", "--format", "json"])
            let first = next
            let until = 10_000 + Int64.random(in: 0...60_000, using: &generator)
            let started = ContinuousClock.now
            while ContinuousClock.now - started < .microseconds(until) {
                program.send(FeedbackLines.line(user: "mira", number: next) + "\n", keepsOpen: true)
                next += 1
                usleep(500)
            }
            program.signal(SIGKILL)
            let result = program.result()
            let acknowledged = Self.lastRead(result)
            let numbers = FeedbackLines.numbers(in: try catalog.run("feedback", "export"))
            #expect(Set(numbers).count == numbers.count, "run \(run): none is there twice")
            #expect(
                Set(first..<first + acknowledged).isSubset(of: numbers),
                "run \(run): \(acknowledged) acknowledged")
            #expect(numbers.allSatisfy { $0 < next }, "run \(run)")
        }
        #expect(try catalog.run("check").exitCode == 0)
        #expect(next > Self.runCount, "there were events to lose")
    }

    /// The count of the last whole line: the last one may have been cut off.
    private static func lastRead(_ result: CatalogBinary.Result) -> Int {
        let whole = result.lines.filter { $0.hasSuffix("}") }
        return whole.last.map { FeedbackLines.count("read", in: $0) } ?? 0
    }

    /// A log that a crash left beside the file is taken in by the next who opens it.
    @Test func aLogLeftBehind() throws {
        let program = try catalog.start(["feedback", "import", "-", "--batch", "10", "--format", "json"])
        program.send(FeedbackLines.json(user: "mira", range: 0..<500), keepsOpen: true)
        for _ in 0..<500 where !program.outputSoFar.contains("\"read\":500") { usleep(10_000) }
        program.signal(SIGKILL)
        _ = program.result()
        var status = stat()
        #expect(stat(folder.file("test.catalog-wal"), &status) == 0 && status.st_size > 0, "a log is left")
        #expect(FeedbackLines.numbers(in: try catalog.run("feedback", "export")).count == 500)
        #expect(try catalog.run("check").exitCode == 0)
    }
}
