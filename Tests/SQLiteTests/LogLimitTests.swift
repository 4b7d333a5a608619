import FoundationEssentials
import TestSupport
import Testing

@testable import SQLite

@Suite struct LogLimitTests {
    @Test func smallCommitsGatherAndLargeOnesWaitForOthers() {
        let small = LogLimit()
        #expect(!small.isReached(by: 3_999))
        #expect(small.isReached(by: 4_000))
        #expect(!small.isReached(by: 10), "the log began anew")
        let large = LogLimit()
        #expect([10_000, 20_000, 30_000].allSatisfy { !large.isReached(by: $0) })
        #expect(large.isReached(by: 40_000))
        let vast = LogLimit()
        #expect(vast.isReached(by: 70_000), "there is an end to waiting")
    }

    /// The log of a catalog that is written to for long does not grow for ever.
    @Test func theLogIsMovedIntoTheFile() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.db")
        let connection = try Connection(path: path, mode: .writing, creating: true)
        try connection.run("PRAGMA journal_mode = WAL")
        try connection.run("CREATE TABLE heap (bytes BLOB)")
        var sizes: [Int] = []
        for _ in 0..<40 {
            try connection.execute("INSERT INTO heap (bytes) VALUES (zeroblob(4000000))")
            let attributes = try FileManager.default.attributesOfItem(atPath: path + "-wal")
            sizes.append((attributes[.size] as? Int) ?? 0)
        }
        #expect((sizes.max() ?? 0) < 40_000_000, "\(sizes)")
        #expect((sizes.max() ?? 0) > 4_000_000)
    }
}
