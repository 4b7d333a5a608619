import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `ingest --rate`: the drop box of a label.
@Suite struct DropBoxTests {
    private let folder: TemporaryFolder
    private let program: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        program = try CatalogBinary(in: folder)
        try program.run("init")
        try FileManager.default.createDirectory(
            atPath: folder.file("inbox"), withIntermediateDirectories: true)
    }

    /// Tracks with vectors that chance makes up, and a critic that has learnt from them.
    private func trainCritic() throws {
        let store = try Catalog(opening: folder.file("test.catalog"))
        var random = SplitMix64(seed: 41)
        try store.write { transaction in
            try transaction.register(TrackFeatures.set)
            for number in 0..<60 {
                let values = (0..<TrackFeatures.set.dimension).map { _ in Float(random.normal()) }
                var track = NewTrack(title: "Song \(number)", artists: ["Artist \(number % 12)"])
                track.popularity = Double(min(100, max(0, 50 + 20 * values[0])))
                let id = try transaction.insert(track, at: Timestamp(milliseconds: 0))
                try transaction.setFeatureVector(
                    of: id, to: FeatureVector(setVersion: TrackFeatures.set.version, values: values))
            }
        }
        for arguments in [["embedding"], ["critic", "--from", "popularity"]] {
            let trained = try program.run(["train"] + arguments + ["--epochs", "2", "--threads", "1"])
            #expect(trained.exitCode == 0, "\(trained)")
        }
    }

    private func drop(_ name: String, seed: UInt64) throws {
        // Written elsewhere and moved in, as an upload ends.
        let path = folder.file("upload")
        try AudioWriter.write(
            TestSignal.melody(seed: seed, seconds: 4, sampleRateHz: 22_050, channelCount: 1),
            channelCount: 1, sampleRateHz: 22_050, format: .wav16, to: path)
        try FileManager.default.moveItem(atPath: path, toPath: folder.file("inbox/\(name)"))
    }

    /// A whole number is written without a point.
    private func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .integer(let number): Double(number)
        case .number(let number): number
        default: nil
        }
    }

    private func waitForLines(_ count: Int, of run: RunningProgram) -> [String] {
        for _ in 0..<6_000 where run.outputSoFar.utf8.count(where: { $0 == 0x0A }) < count { usleep(10_000) }
        return run.outputSoFar.split(separator: "\n").map(String.init)
    }

    @Test func aSongThatIsDroppedInIsRatedOnStandardOutput() throws {
        try trainCritic()
        let run = try program.start(["ingest", "inbox", "--every", "1s", "--rate"])
        try drop("first.wav", seed: 1)
        let first = try JSONReader.value(of: try #require(waitForLines(1, of: run).last))
        try Data("no music".utf8).write(to: URL(filePath: folder.file("inbox/talk.mp3")))
        let second = try JSONReader.value(of: try #require(waitForLines(2, of: run).last))
        run.signal(SIGINT)
        let result = run.result()

        #expect(first["file"]?.text?.hasSuffix("/inbox/first.wav") == true)
        guard case .integer(let track) = first["track"], let rating = number(first["rating"]),
            case .array(let interval) = first["interval"], let lower = number(interval[0]),
            let upper = number(interval[1]), case .array(let reasons) = first["reasons"]
        else {
            Issue.record("\(first.line)")
            return
        }
        #expect(track > 60 && lower <= rating && rating <= upper && (1...5).contains(rating))
        #expect(reasons.first?.text?.contains("four of five") == true, "\(first.line)")
        #expect(second["rating"]?.isNull == true && second["file"]?.text?.hasSuffix("talk.mp3") == true)
        // The same critic says the same by `rate`.
        let rated = try program.run("rate", "\(track)", "-f", "json").standardOutput
        let again = try JSONReader.value(of: rated)
        let other = try #require(number(again["rating"]), "\(rated)")
        #expect(abs(other - rating) < 1e-6)
        // Nothing but ratings on standard output; what people read is on standard error.
        #expect(result.lines.count == 2, "\(result.standardOutput)")
        #expect(result.standardError.contains("1 ingested"))
    }

    @Test func withoutACriticItIsSaidBeforeAnythingIsHeard() throws {
        try drop("first.wav", seed: 1)
        let result = try program.run("ingest", "inbox", "--rate")
        #expect(result.exitCode == 2 && result.standardError.contains("There is no critic yet"))
        #expect(try program.run("files").exitCode == 1)
    }
}
