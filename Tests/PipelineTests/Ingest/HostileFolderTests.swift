import Pipeline
import TestSupport
import Testing

@Suite struct HostileFolderTests {
    /// Two hundred hostile files, and three good ones among them.
    @Test(arguments: [7] as [UInt64]) func everyFileIsAccountedForAndGoodOnesAreHeard(seed: UInt64) throws {
        let library = try IngestedLibrary()
        for number in 1...3 { try library.write("good/\(number).wav", seed: UInt64(number)) }
        try HostileFolder.write(to: library.path, seed: seed)
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
