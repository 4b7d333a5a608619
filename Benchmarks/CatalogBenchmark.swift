import CatalogCore
import CatalogStore
import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// How fast the catalog keeps what people do, and how fast a big one answers.
///
///     Benchmarks catalog FOLDER [--tracks 1000000] [--events 10000000] [--commit HASH]
///
/// FOLDER is for a file of some gigabytes, which is removed at the end.
enum CatalogBenchmark {
    private static let seed: UInt64 = 1
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)

    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else {
            return print("usage: catalog FOLDER [--tracks N] [--events N]")
        }
        let trackCount = number("--tracks", in: arguments) ?? 1_000_000
        let eventCount = number("--events", in: arguments) ?? 10_000_000
        let path = folder + "/benchmark-\(seed).catalog"
        defer {
            for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
        }
        var figures: [(String, Double)] = [("tracks", Double(trackCount)), ("events", Double(eventCount))]
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        let users = try catalog.write { transaction in
            try (0..<1_000).map { try transaction.addUser(named: "listener \($0)", at: now) }
        }
        let before = processorSeconds()
        figures.append(("tracks imported per second", try fill(catalog, trackCount: trackCount)))
        figures.append(
            ("tracks imported per processor second", Double(trackCount) / (processorSeconds() - before)))
        let events = try fill(catalog, users, trackCount, eventCount)
        figures.append(("events imported per second", events.perSecond))
        figures.append(("events imported per processor second", events.perProcessorSecond))
        for writers in [1, 8, 64] {
            let rate = try acknowledge(catalog, users, writers: writers, trackCount: trackCount)
            figures.append(("acknowledged events per second, \(writers) writers", rate))
        }
        figures += try open(path, trackCount: trackCount)
        figures += try search(catalog)
        figures += try readVectors(catalog, trackCount: trackCount)
        report(figures, commit: text("--commit", in: arguments) ?? "")
    }

    // MARK: Filling

    private static let syllables = [
        "ba", "lo", "mi", "ne", "ra", "to", "su", "ki", "ve", "da", "fo", "gu", "he", "ja", "po", "qui", "ri",
        "sha",
        "tu", "wo", "xe", "yo", "za", "chi", "el", "an", "or", "in", "un", "es",
    ]

    private static func word(_ random: inout SplitMix64) -> String {
        // Squared, so that some words are common and most are rare.
        let count = 2 + random.index(below: 3)
        return (0..<count).map { _ in
            let share = random.uniform()
            return syllables[Int(share * share * Double(syllables.count))]
        }.joined()
    }

    private static func fill(_ catalog: Catalog, trackCount: Int) throws -> Double {
        var random = SplitMix64(seed: seed)
        let artists = (0..<max(1, trackCount / 10)).map { _ in word(&random) + " " + word(&random) }
        let start = ContinuousClock.now
        for first in stride(from: 0, to: trackCount, by: 50_000) {
            var tracks: [NewTrack] = []
            for _ in first..<min(trackCount, first + 50_000) {
                let title = (0..<1 + random.index(below: 4)).map { _ in word(&random) }.joined(separator: " ")
                let artist = random.index(below: artists.count)
                var track = NewTrack(
                    title: title, artists: [artists[artist]],
                    album: "Album \(artists[artist]) \(random.index(below: 3))",
                    durationMs: 100_000 + random.index(below: 200_000))
                track.popularity = Double(random.index(below: 100))
                tracks.append(track)
            }
            let batch = tracks
            try catalog.write { transaction in
                for track in batch { _ = try transaction.insert(track, at: now) }
            }
        }
        return Double(trackCount) / seconds(since: start)
    }

    /// The time of the writes alone, without that of making the events up.
    private static func fill(
        _ catalog: Catalog, _ users: [UserID], _ trackCount: Int, _ eventCount: Int
    ) throws -> (perSecond: Double, perProcessorSecond: Double) {
        var random = SplitMix64(seed: seed ^ 1)
        var elapsed = 0.0
        var processor = 0.0
        // As histories are imported: user by user, in the order of time.
        let perUser = eventCount / users.count
        // Users share a transaction, as they do in an import of a whole service: as many events as `feedback import`
        // puts on disk at once.
        let usersPerBatch = max(1, 250_000 / max(1, perUser))
        for first in stride(from: 0, to: users.count, by: usersPerBatch) {
            var events: [NewEvent] = []
            for user in users[first..<min(users.count, first + usersPerBatch)] {
                var time = now.milliseconds
                for _ in 0..<perUser {
                    time += Int64(60_000 + random.index(below: 600_000))
                    let share = random.uniform()
                    let track = TrackID(Int64(share * share * Double(trackCount)) + 1)
                    let kind: EventKind = [.play, .play, .play, .skip, .like][random.index(below: 5)]
                    var event = NewEvent(
                        user: user, track: track, kind: kind, time: Timestamp(milliseconds: time))
                    event.playedMs = 100_000
                    event.source = "import"
                    events.append(event)
                }
            }
            let batch = events
            let start = ContinuousClock.now
            let processorStart = processorSeconds()
            let added = try catalog.write { try $0.add(batch) }.count(where: \.isAdded)
            elapsed += seconds(since: start)
            processor += processorSeconds() - processorStart
            precondition(added == batch.count, "all events are new")
        }
        let count = Double(perUser * users.count)
        return (count / elapsed, count / processor)
    }

    private static func acknowledge(
        _ catalog: Catalog, _ users: [UserID], writers: Int, trackCount: Int
    ) throws -> Double {
        let perWriter = max(40, 3_000 / writers)
        let failures = Mutex(0)
        let start = ContinuousClock.now
        let group = DispatchGroup()
        for writer in 0..<writers {
            group.enter()
            // Queues of their own, since a queue's pool would not run 64 that wait.
            DispatchQueue(label: "writer \(writer)").async {
                var random = SplitMix64(seed: seed ^ UInt64(1_000 * writers + writer))
                for index in 0..<perWriter {
                    let event = NewEvent(
                        user: users[writer], track: TrackID(Int64(random.index(below: trackCount)) + 1),
                        kind: .play,
                        time: Timestamp(milliseconds: Int64(writers * 1_000_000 + index)))
                    do {
                        _ = try catalog.write { try $0.add(event) }
                    } catch {
                        failures.withLock { $0 += 1 }
                    }
                }
                group.leave()
            }
        }
        group.wait()
        precondition(failures.withLock { $0 } == 0, "every event is acknowledged")
        return Double(perWriter * writers) / seconds(since: start)
    }

    // MARK: Asking

    private static func open(_ path: String, trackCount: Int) throws -> [(String, Double)] {
        var random = SplitMix64(seed: seed ^ 2)
        var times: [Double] = []
        for _ in 0..<20 {
            let id = TrackID(Int64(random.index(below: trackCount)) + 1)
            let start = ContinuousClock.now
            let catalog = try Catalog(opening: path)
            try catalog.read { snapshot in
                _ = try snapshot.track(id)
                _ = try snapshot.artists(of: id)
                _ = try snapshot.descriptors(of: id)
                _ = try snapshot.files(of: id)
                _ = try snapshot.genres(of: id)
            }
            times.append(seconds(since: start) * 1_000)
        }
        times.sort()
        return [("open and show, ms, median", times[10]), ("open and show, ms, worst of 20", times[19])]
    }

    private static func search(_ catalog: Catalog) throws -> [(String, Double)] {
        var random = SplitMix64(seed: seed ^ 3)
        var figures: [(String, Double)] = []
        let kinds: [(String, (inout SplitMix64) -> String)] = [
            ("one word", { word(&$0) }), ("two words", { word(&$0) + " " + word(&$0) }),
            ("first letter", { String(word(&$0).prefix(1)) }),
            ("three letters", { String(word(&$0).prefix(3)) }),
            ("a mistyped word", { random in String(word(&random).dropLast()) + "x" + word(&random) }),
            ("two mistyped words", { word(&$0) + "xq " + word(&$0) + "qx" }),
        ]
        for (name, make) in kinds {
            var times: [Double] = []
            for _ in 0..<50 {
                let text = make(&random)
                let start = processorSeconds()
                _ = try catalog.read { try $0.search(text) }
                times.append((processorSeconds() - start) * 1_000)
            }
            times.sort()
            figures.append(("search, \(name), processor ms, median", times[25]))
            figures.append(("search, \(name), processor ms, 95 %", times[47]))
        }
        return figures
    }

    private static func readVectors(_ catalog: Catalog, trackCount: Int) throws -> [(String, Double)] {
        let dimension = 64
        let model = try catalog.write { transaction in
            let model = try transaction.add(
                NewModel(name: "benchmark", kind: "embedding", seed: seed, weights: []), at: now)
            var random = SplitMix64(seed: seed ^ 4)
            let start = random.uniformFloat()
            for track in 1...trackCount {
                let values = [Float](repeating: start + Float(track), count: dimension)
                try transaction.setEmbedding(
                    of: TrackID(Int64(track)), to: Embedding(model: model, values: values))
            }
            return model
        }
        var best = Double.infinity
        for _ in 0..<3 {
            let start = ContinuousClock.now
            let matrix = try catalog.read { try $0.embeddingMatrix(of: model) }
            best = min(best, seconds(since: start))
            precondition(matrix.rowCount == trackCount, "every track has its row")
        }
        return [("read all embeddings of 64, seconds", best)]
    }

    // MARK: Reporting

    private static func report(_ figures: [(String, Double)], commit: String) {
        let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let flags = ["avx2", "avx512f"].filter { cpu.contains(" \($0) ") }
        for (name, value) in figures { print("\(name): \(value)") }
        let fields = figures.map { "\"\($0.0)\":\(($0.1 * 1_000).rounded() / 1_000)" }.joined(separator: ",")
        let cores = ProcessInfo.processInfo.activeProcessorCount
        print(
            "{\"benchmark\":\"catalog\",\"commit\":\"\(commit)\",\"cores\":\(cores),"
                + "\"cpu\":\"\(flags.joined(separator: " "))\",\(fields)}")
    }

    /// Processor time of this process, which other programs on the machine do not lengthen.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        let duration = ContinuousClock.now - start
        return Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
    }

    private static func text(_ name: String, in arguments: [String]) -> String? {
        guard let index = arguments.firstIndex(of: name), index + 1 < arguments.count else { return nil }
        return arguments[index + 1]
    }

    private static func number(_ name: String, in arguments: [String]) -> Int? {
        text(name, in: arguments).flatMap { Int($0) }
    }
}
