import CatalogCore
import CatalogStore
import FoundationEssentials
import Glibc
import Learning
import Recommend
import TestSupport
import Testing

/// The file beside a catalog: mapped where it is the catalog's own, made anew where it is not, never needed.
@Suite struct IndexFileTests {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)

    private func answer(_ library: Library) throws -> [Recommendation] {
        var query = Query()
        query.user = library.users[2]
        query.hearing = .unheard
        query.filter = try FilterParser.parse("duration 100..300")
        return try RecommendationEngine(library.catalog, now: Self.now).answer(query, now: Self.now)
            .recommendations
    }

    private func token(_ library: Library) throws -> String? {
        try library.catalog.read { try $0.setting("recommend.index") }
    }

    @Test func aSecondProgramMapsWhatTheFirstMade() throws {
        let library = try Library()
        let first = try answer(library)
        #expect(!first.isEmpty)
        let made = try token(library)
        #expect(made != nil && access(library.path + "-recommend", R_OK) == 0)
        #expect(try answer(library) == first)
        #expect(try token(library) == made)
        // Events do not make it old: they are read beside it.
        _ = try library.add(.ban, first[0].track, user: 2)
        #expect(try !answer(library).map(\.track).contains(first[0].track))
        #expect(try token(library) == made)
    }

    /// So many tracks that their vectors lie in cells.
    @Test func aLargeIndexAnswersFromItsFileAsItWasMade() throws {
        let library = try Library(trackCount: 17_000, heardCount: 200)
        var query = Query()
        query.tracks = [library.tracks[300]]
        query.dials.people = 0
        let made = try RecommendationEngine(library.catalog, now: Self.now)
        let answer = try made.answer(query, now: Self.now).recommendations
        let places = try answer.map { try library.index(of: $0.track) }
        #expect(!places.isEmpty && places.allSatisfy { abs($0 - 300) < 200 && $0 % 2 == 0 })
        let mapped = try RecommendationEngine(library.catalog, now: Self.now)
        #expect(mapped.index.stamp == made.index.stamp)
        let beside = try FileManager.default.contentsOfDirectory(atPath: library.folder.path)
        #expect(!beside.contains { $0.contains("scratch") || $0.contains("part") }, "\(beside)")
        let models = mapped.index.models
        #expect(models.sound?.cells != nil && models.factors?.items.cells != nil)
        #expect(try mapped.answer(query, now: Self.now).recommendations == answer)
        query.user = library.users[0]
        query.tracks = []
        #expect(try mapped.answer(query, now: Self.now) == made.answer(query, now: Self.now))
    }

    @Test func whatChangesTheTracksMakesItAnew() throws {
        let library = try Library()
        _ = try answer(library)
        let made = try token(library)
        let fresh = try library.catalog.write { transaction in
            try transaction.insert(
                NewTrack(title: "New", artists: ["Artist 0"], durationMs: 200_000), at: Self.now)
        }
        #expect(try answer(library).map(\.track).contains(fresh))
        #expect(try token(library) != made)
    }

    @Test(arguments: [0, 1, 2, 3]) func aFileThatIsNotItsOwnIsNotRead(kind: Int) throws {
        let library = try Library()
        let whole = try answer(library)
        let path = library.path + "-recommend"
        switch kind {
        case 0: #expect(truncate(path, 1_000) == 0)
        case 1: #expect(unlink(path) == 0)
        case 2:
            // The catalog of before a backup was restored does not know the file.
            try library.catalog.write { try $0.set("recommend.index", to: "1234") }
        default:
            let descriptor = open(path, O_WRONLY)
            #expect(pwrite(descriptor, "nonsense", 8, 40) == 8)
            close(descriptor)
        }
        #expect(try answer(library) == whole)
    }

    @Test func withoutAPlaceToWriteAnswersAreTheSame() throws {
        let library = try Library()
        let whole = try answer(library)
        let path = library.path + "-recommend"
        #expect(unlink(path) == 0 && mkdir(path, 0o755) == 0)
        #expect(mkdir("\(library.path).\(getpid()).scratch", 0o755) == 0)
        // Folders stand where the files would be: what is learned and made is in memory, and serves from there.
        #expect(try answer(library) == whole)
    }

    @Test func aLogThatOutgrowsWhatWasLearnedIsLearnedAnew() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        let before = engine.index.stamp
        try library.catalog.write { transaction in
            for number in 0..<200 {
                let time = Timestamp(milliseconds: Self.now.milliseconds + Int64(number))
                _ = try transaction.add(
                    NewEvent(
                        user: library.users[number % 8], track: library.tracks[number % 24], kind: .play,
                        time: time))
            }
        }
        _ = try engine.answer(Query(), now: Self.now)
        #expect(engine.index.stamp.learnedEvent > before.learnedEvent)
    }

    /// Listings may go on in a former index; what of its file was read for answers goes with its time.
    @Test func anIndexOfFormerTimesTakesNoMemory() throws {
        let library = try Library(trackCount: 3_900)
        _ = try RecommendationEngine(library.catalog, now: Self.now)
        // To map what another made is quick, so that what is new is not kept waiting.
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        let first = engine.index.stamp
        func play(_ count: Int) throws {
            try library.catalog.write { transaction in
                for number in 0..<count {
                    let time = Timestamp(milliseconds: Self.now.milliseconds + Int64(number))
                    let event = NewEvent(
                        user: library.users[number % 8], track: library.tracks[number], kind: .play,
                        time: time)
                    _ = try transaction.add(event)
                }
            }
        }
        // One answer after the other: one that is under way while an index is replaced reads the former one.
        func ask(until isThere: () throws -> Bool) throws {
            let end = ContinuousClock.now + .seconds(120)
            while try !isThere(), ContinuousClock.now < end {
                _ = try engine.answer(Query(), now: Self.now)
                for _ in 0..<100 where try !isThere() { usleep(20_000) }
            }
        }
        // First its trends alone are made anew, over the same file, and then all of it.
        try play(2_100)
        try ask { engine.index.stamp.token != first.token }
        #expect(engine.index.stamp.token != first.token && engine.index.table.count == 3_900)
        #expect(try formerIndexKib(library) > 0)
        _ = try library.catalog.write { transaction in
            try transaction.insert(
                NewTrack(title: "New", artists: ["Artist 0"], durationMs: 200_000), at: Self.now)
        }
        try ask { engine.index.table.count == 3_901 }
        #expect(engine.index.table.count == 3_901)
        for _ in 0..<500 where try formerIndexKib(library) > 0 { usleep(20_000) }
        #expect(try formerIndexKib(library) == 0)
    }

    /// How much of index files that others took the place of is in this process's memory.
    private func formerIndexKib(_ library: Library) throws -> Int {
        guard let file = fopen("/proc/self/smaps", "r") else { throw TestFailure("memory has a map") }
        defer { fclose(file) }
        var isFormer = false
        var sum = 0
        var buffer = [CChar](repeating: 0, count: 8_192)
        while fgets(&buffer, Int32(buffer.count), file) != nil {
            let line = String(
                decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let words = line.split(whereSeparator: \.isWhitespace)
            // What a mapping is starts with its addresses; what it takes follows in lines of a name and a size.
            if words.first?.hasSuffix(":") == false {
                isFormer = line.contains(library.folder.path) && line.hasSuffix("-recommend (deleted)\n")
            } else if isFormer, words.first == "Rss:" {
                sum += Int(words[1]) ?? 0
            }
        }
        return sum
    }

    @Test func tunedWeightsHoldAtOnce() throws {
        let library = try Library()
        let engine = try RecommendationEngine(library.catalog, now: Self.now)
        _ = try library.add(.like, library.tracks[21], user: 2)
        var query = Query()
        query.user = library.users[2]
        let before = try engine.answer(query, now: Self.now)
        var weights = SignalWeights.standard
        try weights.set("like=0,play=0.01")
        let text = weights.storedText
        try library.catalog.write { try $0.set(SignalWeights.settingName, to: text) }
        #expect(try engine.answer(query, now: Self.now) != before)
    }
}
