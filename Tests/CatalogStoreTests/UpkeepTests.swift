import CatalogCore
import CatalogStore
import FoundationEssentials
import SQLite
import TestSupport
import Testing

@Suite struct UpkeepTests {
    private func filled() throws -> (TestCatalog, UserID, TrackID) {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band", album: "Album")
        _ = try test.add(.like, track, by: anna)
        return (test, anna, track)
    }

    @Test func aBackupIsWholeAndComesBack() throws {
        let (test, anna, track) = try filled()
        let backup = test.folder.file("backup.catalog")
        try test.catalog.backUp(to: backup)
        #expect(throws: SQLiteError.self) { try test.catalog.backUp(to: backup) }
        _ = try test.add(.ban, track, by: anna, at: 5)
        // Into the open catalog: the change after the backup is gone, for those who have it open as well.
        #expect(try Catalog.restore(from: backup, to: test.path, at: TestCatalog.now) == nil)
        #expect(try test.opinion(anna, track)?.stance?.value == .like)
        _ = try test.add(.dislike, track, by: anna, at: 6)
        #expect(try test.catalog.check().problems == [])
        // Into no catalog.
        let other = test.folder.file("other.catalog")
        #expect(try Catalog.restore(from: backup, to: other, at: TestCatalog.now) == nil)
        #expect(
            try Catalog(opening: other).read { try $0.opinion(of: anna, on: track)?.stance?.value } == .like)
        let names = try FileManager.default.contentsOfDirectory(atPath: test.folder.path)
        #expect(!names.contains { $0.contains("partial") || $0.hasPrefix("backup.catalog-") })
    }

    @Test func aDamagedCatalogIsSetAsideWhenABackupComesBack() throws {
        let (test, anna, track) = try filled()
        let backup = test.folder.file("backup.catalog")
        try test.catalog.backUp(to: backup)
        let broken = test.folder.file("broken.catalog")
        try Data(repeating: 1, count: 10_000).write(to: URL(filePath: broken))
        let aside = try #require(try Catalog.restore(from: backup, to: broken, at: TestCatalog.now))
        #expect(try Data(contentsOf: URL(filePath: aside)).count == 10_000)
        #expect(
            try Catalog(opening: broken).read { try $0.opinion(of: anna, on: track)?.stance?.value } == .like)
    }

    @Test func aDamagedBackupIsRefused() throws {
        let (test, anna, track) = try filled()
        let backup = test.folder.file("backup.catalog")
        try test.catalog.backUp(to: backup)
        var bytes = try Data(contentsOf: URL(filePath: backup))
        for index in stride(from: 4_096 * 3, to: bytes.count, by: 4_096) { bytes[index] = 0x77 }
        try bytes.write(to: URL(filePath: backup))
        #expect(throws: SQLiteError.self) {
            try Catalog.restore(from: backup, to: test.path, at: TestCatalog.now)
        }
        #expect(try test.opinion(anna, track)?.stance?.value == .like)
    }

    @Test func aCheckFindsWhatWasChangedBehindItsBack() throws {
        let (test, anna, track) = try filled()
        let model = try test.catalog.write { transaction in
            let id = try transaction.add(
                NewModel(name: "m", kind: "embedding", seed: 1, weights: [1, 2, 3]), at: TestCatalog.now)
            try transaction.setEmbedding(of: track, to: Embedding(model: id, values: [1, 2]))
            return id
        }
        #expect(try test.catalog.check().problems == [])
        let connection = try Connection(path: test.path, mode: .writing)
        try connection.execute("UPDATE opinion SET play_count = 9")
        #expect(try test.catalog.check().problems.map(\.what).contains { $0.contains("opinions") })
        try test.catalog.rebuildDerived()
        #expect(try test.catalog.check().problems == [])
        #expect(try test.opinion(anna, track)?.playCount == 0)
        try connection.execute("UPDATE model SET weights = x'010204'")
        try connection.execute("UPDATE embedding SET vector = x'0000c07f0000c07f'")
        try connection.execute(
            "INSERT INTO track_search (track_search, rowid, title, artist, album) VALUES ('delete', ?, 'song', 'band', 'album')",
            track.rawValue)
        let problems = try test.catalog.check().problems.map(\.what)
        #expect(problems.contains { $0.contains("weights") })
        #expect(problems.contains { $0.contains("no number") })
        #expect(problems.contains { $0.contains("search index") })
        #expect(throws: CatalogError.self) { try test.catalog.read { try $0.weights(of: model) } }
        #expect(throws: CatalogError.self) {
            try test.catalog.read { try $0.embedding(of: track, model: model) }
        }
    }

    /// The file and its log as a power cut leaves them, at any moment between two acknowledged events.
    @Test func everyAcknowledgedEventSurvivesACrash() throws {
        let (test, anna, track) = try filled()
        for index in 1...20 {
            _ = try test.add(.play, track, by: anna, at: Int64(index))
            let copy = test.folder.file("crash-\(index).catalog")
            for ending in ["", "-wal"] {
                try FileManager.default.copyItem(atPath: test.path + ending, toPath: copy + ending)
            }
            let survivor = try Catalog(opening: copy)
            #expect(try survivor.read { try $0.opinion(of: anna, on: track)?.playCount } == index)
            #expect(try survivor.check().problems == [])
        }
    }

    @Test func settingsAndRunsAreKept() throws {
        let test = try TestCatalog()
        let run = try test.catalog.write { transaction in
            try transaction.set("blend", to: "{}")
            return try transaction.startRun("ingest", parameters: #"{"jobs":2}"#, at: TestCatalog.now)
        }
        try test.catalog.write {
            try $0.finishRun(run, .finished, outcome: #"{"found":3}"#, at: TestCatalog.time(1))
        }
        #expect(throws: CatalogError.self) {
            try test.catalog.write { try $0.finishRun(run, .failed, outcome: "{}", at: TestCatalog.now) }
        }
        #expect(try test.catalog.read { try $0.runs(of: "ingest", limit: 5).map(\.status) } == [.finished])
        #expect(try test.catalog.read { try $0.setting("blend") } == "{}")
    }
}
