import CatalogCore
import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct HostileFolderTests {
    private static let formats: [AudioWriter.Format] = [
        .wav16, .wav24, .flac, .vorbis, .opus, .mp3, .aiff, .rf64,
    ]

    /// Two hundred files that are cut, damaged, empty, named wrongly or no music at all, and three good ones.
    @Test(arguments: [7] as [UInt64]) func everyFileIsAccountedForAndGoodOnesAreHeard(seed: UInt64) throws {
        let library = try IngestedLibrary()
        for number in 1...3 { try library.write("good/\(number).wav", seed: UInt64(number)) }
        var originals: [[UInt8]] = []
        for (index, format) in Self.formats.enumerated() {
            try library.write("original", seed: UInt64(100 + index), format: format, seconds: 1.5)
            originals.append(try [UInt8](Data(contentsOf: library.url("original"))))
        }
        try FileManager.default.removeItem(at: library.url("original"))
        var mutator = ByteMutator(seed: seed)
        var random = SplitMix64(seed: seed)
        for number in 0..<200 {
            let original = originals[number % originals.count]
            // The endings do not fit the formats on purpose.
            let ending = Self.formats[random.index(below: Self.formats.count)].fileEnding
            let bytes: [UInt8] =
                switch number % 10 {
                case 0: []
                case 1: Array(original.prefix(random.index(below: original.count)))
                case 2: (0..<4_000).map { _ in UInt8(random.index(below: 256)) }
                case 3: Array("ID3".utf8) + [4, 0, 0x80, 0x7F, 0x7F, 0x7F, 0x7F] + original.prefix(500)
                case 4: TagWriter.id3v2(text: ["TIT2": String(repeating: "x", count: 300_000)]) + original
                case 5: Array(original.prefix(60))
                default: mutator.mutate(original)
                }
            try Data(bytes).write(to: library.url("\(number).\(ending)"))
        }
        var reasons: [String: String?] = [:]
        let report = try library.ingest { _ in
        } observing: { event in
            if case .file(let path, let outcome, let reason, _, _) = event,
                outcome == .failed || outcome == .skipped
            {
                reasons[path] = reason
            }
        }
        #expect(report.isReconciled)
        #expect(report.found == 203)
        #expect(reasons.count == report.failed + report.skipped)
        #expect(report.failed >= 20)
        #expect(reasons.values.allSatisfy { $0?.isEmpty == false })
        let good = try library.rows().filter {
            ["1.wav", "2.wav", "3.wav"].contains($0.name) && $0.status == "ok"
        }
        #expect(good.count >= 3)
        let again = try library.ingest()
        #expect(again.isReconciled)
        #expect([again.found, again.ingested] == [203, 0])
    }
}
