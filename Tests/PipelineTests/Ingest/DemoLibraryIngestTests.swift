import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Pipeline
import TestSupport
import Testing

/// The demo library is a ground truth: what the ingest hears of it must be what its score says.
@Suite struct DemoLibraryIngestTests {
    /// `CATALOG_DEMO_TRACKS=60 swift test --filter DemoLibraryIngestTests` hears all of them.
    private static let trackCount =
        getenv("CATALOG_DEMO_TRACKS").flatMap { Int(String(cString: $0)) } ?? 12
    private static let shareMin = 0.9
    /// Tempi within this share of each other are one.
    private static let tempoTolerance = 0.04

    @Test func tempoAndKeyAreHeardAsTheyAreWritten() throws {
        let folder = try TemporaryFolder()
        try DemoLibrary.write(to: folder.file("demo"), seed: 1, trackCount: Self.trackCount)
        try Catalog.create(at: folder.file("a.catalog"))
        let catalog = try Catalog(opening: folder.file("a.catalog"))
        let report = try Ingest(
            into: catalog, options: IngestOptions(workerCount: 2), now: { Timestamp(milliseconds: 0) }
        ).run(roots: [FilePath(folder.file("demo"), relativeTo: "/")])
        #expect(report.isReconciled && report.failed == 0 && report.ingested == Self.trackCount, "\(report)")

        let bytes = try Data(contentsOf: URL(filePath: folder.file("demo/" + DemoLibrary.groundTruthName)))
        let truths = try JSONDecoder().decode([DemoGroundTruth].self, from: bytes)
        #expect(truths.count == Self.trackCount)
        var keys = 0
        var tempi = 0
        for truth in truths {
            let heard = try #require(
                try catalog.read { snapshot in
                    let path = Array(folder.file("demo/" + truth.path).utf8)
                    return try snapshot.file(atPath: path)?.track.flatMap {
                        try snapshot.heardDescriptors(of: $0)
                    }
                }, "\(truth.path)")
            if Self.isSameKey(heard, as: truth.key) { keys += 1 }
            let ratio = (heard.tempoBpm ?? 0) / truth.tempo
            if [0.5, 1, 2].contains(where: { abs(ratio / $0 - 1) <= Self.tempoTolerance }) { tempi += 1 }
        }
        let wanted = Self.shareMin * Double(truths.count)
        #expect(Double(keys) >= wanted, "the key of \(keys) of \(truths.count)")
        #expect(Double(tempi) >= wanted, "the tempo (or its octave) of \(tempi) of \(truths.count)")
    }

    private static func isSameKey(_ heard: Descriptors, as name: String) -> Bool {
        guard let key = heard.key, let mode = heard.mode else { return false }
        let tonic = name.split(separator: " ").first.map(String.init) ?? ""
        return names[key].contains(tonic) && name.hasSuffix(mode == 1 ? "major" : "minor")
    }

    private static let names = [
        ["C"], ["C#", "Db", "C♯", "D♭"], ["D"], ["D#", "Eb", "D♯", "E♭"], ["E"], ["F"],
        ["F#", "Gb", "F♯", "G♭"], ["G"], ["G#", "Ab", "G♯", "A♭"], ["A"], ["A#", "Bb", "A♯", "B♭"], ["B"],
    ]
}
