import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Pipeline
import TestSupport
import Testing

@Suite struct IngestTests {
    private let library: IngestedLibrary

    init() throws { library = try IngestedLibrary() }

    @Test func whatIsFoundIsAccountedForAndTheSecondTimeUnchanged() throws {
        try library.write("a/one.wav", seed: 1)
        try library.write("a/two.flac", seed: 2, format: .flac)
        try Data("no music".utf8).write(to: library.url("notes.bin"))
        try Data().write(to: library.url("empty.mp3"))
        let first = try library.ingest()
        #expect(first.isReconciled)
        #expect([first.found, first.ingested, first.skipped, first.failed] == [4, 2, 1, 1])
        let rows = try library.rows()
        let second = try library.ingest()
        #expect(second.isReconciled)
        #expect([second.ingested, second.unchanged, second.skipped, second.failed] == [0, 2, 1, 1])
        #expect(try library.rows() == rows)
    }

    @Test func whatPlaysLongestIsHeardFirstThoughItIsSmaller() throws {
        try library.write("short.wav", seed: 1, seconds: 20)
        try library.write("long.ogg", seed: 2, format: .vorbis, seconds: 60)
        var names: [String] = []
        _ = try library.ingest({ $0.workerCount = 1 }) { event in
            if case .file(let path, _, _, _, _) = event {
                names.append(String(path.split(separator: "/").last ?? ""))
            }
        }
        #expect(names == ["long.ogg", "short.wav"])
    }

    @Test func aDryRunStoresNothing() throws {
        try library.write("one.wav", seed: 1)
        let report = try library.ingest { $0.isDryRun = true }
        #expect(report.isReconciled)
        #expect([report.found, report.skipped] == [1, 1])
        #expect(try library.rows().isEmpty)
        #expect(try library.tracks().isEmpty)
    }

    @Test func aRenamedFileKeepsItsTrackAndItsPlays() throws {
        try library.write("old/one.wav", seed: 1)
        _ = try library.ingest()
        let track = try #require(try library.tracks().first)
        try library.play(track)
        try library.makeFolder("new")
        try library.move("old/one.wav", "new/other.wav")
        let report = try library.ingest()
        #expect(report.isReconciled)
        #expect(try library.tracks() == [track])
        #expect(try library.playCount(of: track) == 1)
        #expect(try library.rows().map(\.name) == ["other.wav"])
        #expect(try library.rows().map(\.status) == ["ok"])
    }

    @Test func aRetaggedFileKeepsItsTrackAndItsPlays() throws {
        try library.write("one.flac", seed: 1, format: .flac)
        _ = try library.ingest()
        let track = try #require(try library.tracks().first)
        try library.play(track)
        let bytes = try [UInt8](Data(contentsOf: library.url("one.flac")))
        let tagged = TagWriter.insertingComments([("TITLE", "Halo"), ("ARTIST", "Tessa")], intoFLAC: bytes)
        try Data(tagged).write(to: library.url("one.flac"))
        let report = try library.ingest()
        #expect(report.ingested == 1)
        #expect(try library.tracks() == [track])
        #expect(try library.playCount(of: track) == 1)
        let known = try library.catalog.read { try $0.track(track) }
        #expect(known?.title == "Halo")
        #expect(known?.artist == "Tessa")
    }

    @Test func severalArtistsArePrintedAsTheFileSays() throws {
        try library.write("one.flac", seed: 1, format: .flac)
        let bytes = try [UInt8](Data(contentsOf: library.url("one.flac")))
        let tagged = TagWriter.insertingComments(
            [("TITLE", "Halo"), ("ARTIST", "Tessa feat. Bo")], intoFLAC: bytes)
        try Data(tagged).write(to: library.url("one.flac"))
        _ = try library.ingest()
        try library.catalog.read { snapshot in
            let track = try #require(try snapshot.tracks(after: nil, limit: 2).first)
            #expect(track.artist == "Tessa feat. Bo")
            #expect(try snapshot.artists(of: track.id).map(\.name) == ["Tessa", "Bo"])
        }
    }

    @Test func aFileThatIsGoneIsMissingAndComesBack() throws {
        try library.write("one.wav", seed: 1)
        try library.write("two.wav", seed: 2)
        _ = try library.ingest()
        let rows = try library.rows()
        try library.move("one.wav", "../away.wav")
        let away = try library.ingest()
        #expect([away.found, away.missing, away.pruned] == [1, 1, 0])
        #expect(try library.rows().map(\.status) == ["missing", "ok"])
        #expect(try library.tracks().count == 2)
        try library.move("../away.wav", "one.wav")
        let back = try library.ingest()
        #expect([back.found, back.unchanged, back.ingested] == [2, 2, 0])
        #expect(try library.rows() == rows)
    }

    @Test func pruningForgetsWhatIsGoneAndNothingElse() throws {
        try library.write("one.wav", seed: 1)
        try library.write("two.wav", seed: 2)
        _ = try library.ingest()
        try FileManager.default.removeItem(at: library.url("one.wav"))
        let report = try library.ingest { $0.prunesMissing = true }
        #expect([report.missing, report.pruned] == [1, 1])
        #expect(try library.rows().map(\.name) == ["two.wav"])
        #expect(try library.tracks().count == 1)
    }

    @Test func aDiskThatIsNotMountedLosesNothing() throws {
        try library.write("one.wav", seed: 1)
        _ = try library.ingest()
        let rows = try library.rows()
        try FileManager.default.moveItem(atPath: library.path, toPath: library.path + ".away")
        #expect(throws: IngestError.self) { _ = try library.ingest { $0.prunesMissing = true } }
        #expect(try library.rows() == rows)
    }

    @Test func theSameAudioUnderTwoNamesIsOneTrack() throws {
        try library.write("one.wav", seed: 1)
        try FileManager.default.copyItem(at: library.url("one.wav"), to: library.url("copy.wav"))
        let report = try library.ingest()
        #expect(report.ingested == 2)
        #expect(try library.tracks().count == 1)
        #expect(try library.rows().count == 2)
        let files = try library.catalog.read { try $0.files(after: nil, limit: 10) }
        #expect(files.allSatisfy { $0.format != nil && $0.sampleRateHz == 24_000 }, "both with their format")
    }

    @Test func theWordsBesideACopyCountWhereTheFirstFileHasNone() throws {
        try library.write("one.wav", seed: 1)
        _ = try library.ingest()
        try FileManager.default.copyItem(at: library.url("one.wav"), to: library.url("copy.wav"))
        try Data("Ich liebe dich und du bist so schön\nund die Nacht ist kalt\n".utf8).write(
            to: library.url("copy.txt"))
        _ = try library.ingest()
        let track = try #require(try library.tracks().first)
        #expect(try library.catalog.read { try $0.lyrics(of: track) }?.language == "de")
    }

    @Test func twoEncodingsOfARecordingAreLinked() throws {
        try library.write("one.flac", seed: 1, format: .flac, seconds: 20)
        try library.write("one.ogg", seed: 1, format: .vorbis, seconds: 20)
        try library.write("other.flac", seed: 2, format: .flac, seconds: 20)
        _ = try library.ingest()
        let groups = try library.catalog.read { try $0.duplicateGroups() }
        #expect(groups.count == 1)
        let group = try #require(groups.first)
        let names = try library.catalog.read { snapshot in
            try group.map { member in
                try snapshot.files(of: member.track).map {
                    String($0.displayPath.split(separator: "/").last ?? "")
                }
            }
        }
        // The lossless one is shown.
        #expect(names == [["one.flac"], ["one.ogg"]])
        #expect(group.map(\.isPreferred) == [true, false])
    }

    /// As rounds of a watched folder follow each other: each reads only the fingerprints of what is new.
    @Test func anEncodingThatComesLaterIsLinkedAndOneThatGoesIsLetGo() throws {
        let known = DuplicateIndex()
        func groups() throws -> [[Bool]] {
            try library.catalog.read { try $0.duplicateGroups().map { $0.map(\.isPreferred) } }
        }
        try library.write("one.ogg", seed: 1, format: .vorbis, seconds: 20)
        try library.write("other.flac", seed: 2, format: .flac, seconds: 20)
        _ = try library.ingest(knowing: known)
        #expect(try groups().isEmpty)
        try library.write("one.flac", seed: 1, format: .flac, seconds: 20)
        _ = try library.ingest(knowing: known)
        #expect(try groups() == [[true, false]])
        try library.write("third.wav", seed: 3, seconds: 20)
        _ = try library.ingest(knowing: known)
        #expect(try groups() == [[true, false]])
        try FileManager.default.removeItem(at: library.url("one.ogg"))
        _ = try library.ingest({ $0.prunesMissing = true }, knowing: known)
        try library.write("fourth.wav", seed: 4, seconds: 20)
        _ = try library.ingest(knowing: known)
        #expect(try groups().isEmpty)
        #expect(try library.catalog.check().problems.isEmpty)
    }

    /// A process that is killed after its last file and before it has looked for duplicates leaves that to the next.
    @Test func duplicatesThatAreDueAreLookedForThoughNothingIsNew() throws {
        try library.write("one.flac", seed: 1, format: .flac, seconds: 20)
        try library.write("one.ogg", seed: 1, format: .vorbis, seconds: 20)
        try library.write("two.wav", seed: 2, seconds: 20)
        // The last file's event comes after its batch is on disk: what follows is not waited for.
        _ = try library.ingest(
            monitor: JobMonitor(isCancelled: { (try? library.tracks().count) == 3 }))
        #expect(try library.tracks().count == 3)
        #expect(try library.catalog.read { try $0.duplicateGroups() }.isEmpty)
        let report = try library.ingest()
        #expect([report.ingested, report.unchanged] == [0, 3])
        #expect(try library.catalog.read { try $0.duplicateGroups() }.count == 1)
    }

    @Test func anEndBeforeTheFirstFolderIsNoFailure() throws {
        try library.write("one.wav", seed: 1)
        let report = try library.ingest(monitor: JobMonitor(isCancelled: { true }))
        #expect(report.wasCancelled && report.isReconciled)
        #expect(
            try library.catalog.read { try $0.runs(of: "ingest", limit: 1).map(\.status) } == [.cancelled])
        #expect(try library.ingest().ingested == 1)
    }

    @Test func pruningForgetsNothingOfOtherFolders() throws {
        try library.write("here/one.wav", seed: 1)
        try library.write("there/two.wav", seed: 2)
        _ = try library.ingest()
        // The disk with the other folder is away, and that is known.
        try library.move("there", "../away")
        _ = try library.ingest()
        #expect(try library.rows().map(\.status) == ["ok", "missing"])
        let here = FilePath(library.path + "/here", relativeTo: "/")
        let report = try library.ingest {
            $0.prunesMissing = true
            $0.scope = here
        }
        #expect([report.missing, report.pruned] == [0, 0])
        try library.move("../away", "there")
        #expect(try library.ingest().unchanged == 2)
        #expect(try library.tracks().count == 2)
    }

    @Test func aNameThatIsNoTextAndALinkInACircleAreNoTrouble() throws {
        try library.write("one.wav", seed: 1)
        let odd = Array(library.path.utf8) + Array("/caf".utf8) + [0xE9] + Array(".wav".utf8)
        #expect(rename(library.path + "/one.wav", odd.map { CChar(bitPattern: $0) } + [0]) == 0)
        try library.makeFolder("loop")
        #expect(symlink("..", library.path + "/loop/up") == 0)
        let report = try library.ingest()
        #expect([report.found, report.ingested] == [1, 1])
        let files = try library.catalog.read { try $0.files(after: nil, limit: 10) }
        #expect(files.map(\.path) == [odd])
        #expect(try library.ingest().unchanged == 1)
    }

    @Test func aFileThatGrowsIsLeftForTheNextTime() throws {
        try library.write("one.wav", seed: 1, seconds: 60)
        // Grows when the first event tells that the walk is over.
        let report = try library.ingest(observing: { event in
            guard case .found = event else { return }
            guard let handle = fopen(library.path + "/one.wav", "a") else { return }
            fputs("more", handle)
            fclose(handle)
        })
        #expect(report.isReconciled)
        #expect([report.found, report.skipped] == [1, 1])
        #expect(try library.rows().isEmpty)
        #expect(try library.ingest().ingested == 1)
    }

    @Test func onlyTheScopeIsLookedAt() throws {
        try library.write("a/one.wav", seed: 1)
        try library.write("b/two.wav", seed: 2)
        _ = try library.ingest()
        try FileManager.default.removeItem(at: library.url("a/one.wav"))
        try FileManager.default.removeItem(at: library.url("b/two.wav"))
        let report = try library.ingest { $0.scope = FilePath(library.path + "/a", relativeTo: "/") }
        #expect([report.found, report.missing] == [0, 1])
        #expect(try library.rows().map(\.status) == ["missing", "ok"])
    }

    @Test func hearingAgainInFullChangesNothingOfTheSameFiles() throws {
        try library.write("one.wav", seed: 1)
        _ = try library.ingest()
        let rows = try library.rows()
        let report = try library.ingest { $0.isFull = true }
        #expect(report.ingested == 1)
        #expect(try library.rows() == rows)
        #expect(try library.tracks().count == 1)
    }

    @Test func anUpgradeOfTheFeaturesHearsOnlyWhatIsStaleAndKeepsOldVectors() throws {
        try library.write("fresh.wav", seed: 2)
        try library.write("stale.wav", seed: 1)
        _ = try library.ingest()
        let older = try IngestedLibrary()
        try FileManager.default.copyItem(at: library.url("fresh.wav"), to: older.url("fresh.wav"))
        _ = try older.ingest()
        try FileManager.default.copyItem(at: library.url("stale.wav"), to: older.url("stale.wav"))
        let track = try older.rememberAsHeardBefore("stale.wav", as: library, vector: [1, 2, 3])
        let report = try older.ingest()
        #expect([report.found, report.ingested, report.unchanged] == [2, 1, 1])
        #expect(try older.rows() == library.rows())
        #expect(try older.tracks().count == 2)
        let vector = try older.catalog.read {
            try $0.featureVector(of: track, setVersion: IngestedLibrary.formerSet.version)
        }
        #expect(vector?.values == [1, 2, 3], "the old vector stays usable")
    }

    @Test func hearingAgainForgetsWhatModelsSaidOfAnotherVector() throws {
        try library.write("one.wav", seed: 1)
        _ = try library.ingest()
        let track = try #require(try library.tracks().first)
        let model = try library.addModelThatKnows(track)
        _ = try library.ingest { $0.isFull = true }
        #expect(try library.embedding(of: track, by: model) != nil, "the same vector: what was said stays")
        try library.changeVector(of: track)
        _ = try library.ingest { $0.isFull = true }
        #expect(try library.embedding(of: track, by: model) == nil, "another vector: it is placed anew")
    }

    @Test func aReaderIsNeverKeptWaiting() throws {
        for seed in 1...6 { try library.write("\(seed).wav", seed: UInt64(seed)) }
        // A snapshot that is held open through the whole ingest sees the catalog as it was; a new one sees it grow.
        var counts: [Int] = []
        try library.catalog.read { snapshot in
            _ = try snapshot.trackCount()
            _ = try library.ingest { _ in
            } observing: { event in
                guard case .file = event else { return }
                counts.append((try? library.catalog.read { try $0.trackCount() }) ?? -1)
            }
            let before = try snapshot.trackCount()
            #expect(before == 0)
        }
        #expect(counts.count == 6 && counts.last == 6 && counts.allSatisfy { $0 > 0 })
    }

    @Test(arguments: [1, 2, 8]) func theResultIsTheSameOnAnyNumberOfThreads(workers: Int) throws {
        for seed in 1...5 { try library.write("\(seed).wav", seed: UInt64(seed)) }
        _ = try library.ingest { $0.workerCount = workers }
        let other = try IngestedLibrary()
        for seed in 1...5 { try other.write("\(seed).wav", seed: UInt64(seed)) }
        _ = try other.ingest { $0.workerCount = 1 }
        #expect(try library.rows() == other.rows())
    }
}
