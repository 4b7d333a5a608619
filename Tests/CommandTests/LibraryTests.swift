import CatalogCore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

@Suite struct LibraryTests {
    private let folder: TemporaryFolder
    private let program: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        program = try CatalogBinary(in: folder)
        #expect(try program.run("init").exitCode == 0)
        try FileManager.default.createDirectory(
            atPath: folder.file("music"), withIntermediateDirectories: true)
    }

    private func write(_ name: String, seed: UInt64, seconds: Double = 3) throws {
        try AudioWriter.write(
            TestSignal.melody(seed: seed, seconds: seconds, sampleRateHz: 22_050, channelCount: 1),
            channelCount: 1, sampleRateHz: 22_050, format: .wav16, to: folder.file("music/\(name)"))
    }

    /// What the catalog holds, without ids and times.
    private func content(_ catalog: String) throws -> [String] {
        try program.run(["files", "--catalog", catalog, "--format", "json", "--limit", "10000"]).lines.map {
            line in
            line.split(separator: ",").filter { !$0.contains("\"id\"") && !$0.contains("track_id") }
                .joined(separator: ",")
        }.sorted()
    }

    @Test func theDemoLibraryIsIngestedWithItsListeners() throws {
        #expect(try program.run("demo-library", "demo", "--tracks", "4", "--quiet").exitCode == 0)
        let ingest = try program.run("ingest", "demo", "--quiet", "--format", "json")
        #expect(ingest.exitCode == 0)
        let last = try #require(ingest.lines.last)
        #expect(last.contains(#""found":4,"ingested":4,"unchanged":0,"skipped":0,"failed":0"#))
        let again = try program.run("ingest", "demo")
        #expect(again.lines.last == "4 found = 0 ingested + 4 unchanged + 0 skipped + 0 failed")
        #expect(again.exitCode == 0)
        let listens = try program.run("import", "listens", "demo/listens.jsonl")
        #expect(listens.exitCode == 0)
        #expect(try program.run("user", "list", "--format", "json").lines.count == 40)
        let repeated = try program.run("import", "listens", "demo/listens.jsonl", "--format", "json")
        #expect(repeated.standardOutput.contains(#""added":0"#))
        #expect(try program.run("check").exitCode == 0)
    }

    @Test func whatCannotBeHeardIsNamedAndTheExitCodeSaysSo() throws {
        try write("good.wav", seed: 1)
        try Data("not a sound".utf8).write(to: URL(filePath: folder.file("music/bad.mp3")))
        try Data().write(to: URL(filePath: folder.file("music/empty.flac")))
        let result = try program.run("ingest", "music")
        #expect(result.exitCode == 1)
        #expect(result.lines.last == "3 found = 1 ingested + 0 unchanged + 1 skipped + 1 failed")
        #expect(result.standardError.contains("empty.flac: The file is empty."))
        let failed = try program.run("files", "--failed", "--format", "csv")
        #expect(failed.lines.count == 2)
        #expect(failed.standardOutput.contains("The file is empty."))
        #expect(try program.run("files", "--missing").exitCode == 1)
    }

    @Test func aDryRunAndAFolderThatIsNotThere() throws {
        try write("good.wav", seed: 1)
        #expect(
            try program.run("ingest", "music", "--dry-run").lines.last?.hasPrefix("1 found = 0 ingested")
                == true)
        #expect(try program.run("files").exitCode == 1)
        let absent = try program.run("ingest", "nowhere")
        #expect(absent.exitCode == 2)
        #expect(absent.standardError.contains("whether the disk is mounted"))
        #expect(try program.run("ingest", "s3://label/x", "--watch").exitCode == 64)
    }

    @Test func duplicatesAreListed() throws {
        try write("one.wav", seed: 1)
        try FileManager.default.copyItem(
            atPath: folder.file("music/one.wav"), toPath: folder.file("music/two.wav"))
        #expect(try program.run("ingest", "music").exitCode == 0)
        let list = try program.run("duplicates", "--format", "csv")
        #expect(list.exitCode == 0)
        #expect(list.lines.count == 3)
    }

    /// Twenty times: early in the walk, in the middle of a file, between two, near the end.
    @Test(arguments: [3] as [UInt64]) func killedAgainAndAgainItEndsAsIfUndisturbed(seed: UInt64) throws {
        for number in 1...60 { try write("\(number).wav", seed: UInt64(number), seconds: 10) }
        let other = folder.file("other.catalog")
        #expect(try program.run("init", "--catalog", other).exitCode == 0)
        #expect(try program.run("ingest", "music", "--catalog", other).exitCode == 0)
        var random = SplitMix64(seed: seed)
        var storedCounts: [Int] = []
        for kill in 0..<20 {
            let run = try program.start(["ingest", "music", "--jobs", "1", "--format", "json", "--quiet"])
            // Some are killed while they start; the others when so many more files are in, after a moment.
            let files = kill % 4 == 0 ? 0 : 1 + random.index(below: 2)
            for _ in 0..<4_000 where run.outputSoFar.matches("\"outcome\":\"ingested\"") < files {
                if run.outputSoFar.contains("\"finished\"") { break }
                usleep(1_000)
            }
            usleep(UInt32(random.index(below: 30_000)))
            run.signal(SIGKILL)
            _ = run.result()
            storedCounts.append(try content(folder.file("test.catalog")).count)
        }
        #expect(storedCounts == storedCounts.sorted(), "what was done stays done: \(storedCounts)")
        #expect(Set(storedCounts).count > 5, "they were killed in the middle: \(storedCounts)")
        let last = try program.run("ingest", "music", "--format", "json")
        #expect(last.exitCode == 0)
        #expect(try content(folder.file("test.catalog")) == content(other))
        #expect(try program.run("check").exitCode == 0)
    }

    @Test func theFirstInterruptionFinishesWhatIsInHandAndReports() throws {
        for seed in 1...40 { try write("\(seed).wav", seed: UInt64(seed), seconds: 10) }
        let run = try program.start(["ingest", "music", "--jobs", "1", "--format", "json"])
        for _ in 0..<2_000 where !run.outputSoFar.contains("\"ingested\"") { usleep(5_000) }
        run.signal(SIGINT)
        let result = run.result()
        #expect(result.exitCode == 1)
        let last = try #require(result.lines.last)
        #expect(last.contains(#""event":"finished","found":40"#))
        #expect(last.contains(#""is_cancelled":true"#))
        #expect(try program.run("ingest", "music", "--quiet").exitCode == 0)
    }

    @Test func theSecondInterruptionStopsAtOnce() throws {
        for seed in 1...20 { try write("\(seed).wav", seed: UInt64(seed), seconds: 30) }
        let run = try program.start(["ingest", "music", "--jobs", "1", "--format", "json"])
        #expect(run.waitForOutput("\"found\"", seconds: 60))
        run.signal(SIGINT)
        #expect(run.waitForError("Again to stop at once", seconds: 60))
        run.signal(SIGINT)
        let result = run.result()
        #expect(result.exitCode == 128 + SIGINT)
        #expect(!result.standardOutput.contains("\"finished\""))
        #expect(try program.run("check").exitCode == 0)
    }

    @Test func onAPipeThereIsALineEveryFewSeconds() throws {
        for seed in 1...4 { try write("\(seed).wav", seed: UInt64(seed), seconds: 3) }
        let run = try program.start(["ingest", "music", "--jobs", "1", "--every", "1s"])
        // A file every other second keeps the job going past the first line's time.
        for number in 5..<40 where !run.errorSoFar.contains("ingesting") {
            try write("\(number).wav", seed: UInt64(number), seconds: 3)
            usleep(400_000)
        }
        run.signal(SIGINT)
        let line = run.result().standardError.split(separator: "\n").first { $0.contains("ingesting") }
        #expect(
            line?.contains("audio s/s") == true && line?.contains("failed 0") == true, "\(line ?? "none")")
    }

    @Test func aFileDroppedIntoAWatchedFolderCanBeRecommended() throws {
        #expect(try program.run("demo-library", "music", "--tracks", "40", "--quiet").exitCode == 0)
        let kept = folder.file("kept.wav")
        try AudioWriter.write(
            TestSignal.melody(seed: 9, seconds: 4, sampleRateHz: 22_050, channelCount: 1), channelCount: 1,
            sampleRateHz: 22_050, format: .wav16, to: kept)
        #expect(try program.run("ingest", "music", "--quiet").exitCode == 0)
        let run = try program.start(["ingest", "music", "--watch", "--format", "json"])
        #expect(run.waitForError("Watching", seconds: 60))
        try FileManager.default.moveItem(atPath: kept, toPath: folder.file("music/Dropped In.wav"))
        #expect(run.waitForOutput("\"unchanged\":40,\"skipped\":0,\"failed\":0", seconds: 60))
        // While it goes on watching.
        let similar = try program.run("similar", "Dropped In", "--limit", "3")
        #expect(similar.exitCode == 0 && similar.lines.count == 4, "\(similar)")
        run.signal(SIGINT)
        #expect(run.result().exitCode == 0)
    }

    @Test func aWatchedFolderTakesInWhatIsDroppedIntoIt() throws {
        try write("one.wav", seed: 1)
        let run = try program.start(["ingest", "music", "--watch", "--format", "json"])
        #expect(run.waitForError("Watching", seconds: 60))
        try write("two.wav", seed: 2)
        for _ in 0..<6_000 where !run.outputSoFar.contains("two.wav") { usleep(10_000) }
        #expect(run.outputSoFar.contains("two.wav"))
        run.signal(SIGINT)
        #expect(run.result().exitCode == 0)
        #expect(try program.run("files", "--format", "json").lines.count == 2)
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func matches(_ text: String) -> Int { ranges(of: text).count }
}
