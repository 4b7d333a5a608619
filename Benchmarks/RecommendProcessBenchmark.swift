import CatalogCore
import CatalogStore
import Dispatch
import Glibc

/// `catalog recommend --artist` as a whole process, on a made catalog with 64-dimensional embeddings.
enum RecommendProcessBenchmark {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)
    private static let dimension = 64
    private static let runCount = 9

    static func run(_ arguments: [String]) throws {
        guard arguments.count >= 2 else {
            return print("usage: recommend-process BINARY FOLDER [TRACKS]")
        }
        let trackCount = arguments.count > 2 ? Int(arguments[2]) ?? 100_000 : 100_000
        let path = arguments[1] + "/recommend-\(trackCount).catalog"
        if access(path, F_OK) != 0 { try make(path, trackCount: trackCount) }
        var wall: [Double] = []
        var processor: [Double] = []
        for number in 0..<runCount {
            let artist = "Artist \(number * 37)"
            let before = childSeconds()
            let start = DispatchTime.now().uptimeNanoseconds
            try launch(arguments[0], ["-C", path, "recommend", "--artist", artist, "-f", "json"])
            wall.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
            processor.append((childSeconds() - before) * 1_000)
        }
        wall.sort()
        processor.sort()
        print(
            "{\"benchmark\":\"recommend-process\",\"tracks\":\(trackCount),\"dimension\":\(dimension),"
                + "\"wall_ms_min\":\(wall[0]),\"wall_ms_median\":\(wall[runCount / 2]),"
                + "\"processor_ms_min\":\(processor[0]),\"processor_ms_median\":\(processor[runCount / 2])}")
    }

    private static func make(_ path: String, trackCount: Int) throws {
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        let model = try catalog.write { transaction in
            var model = NewModel(name: "embedding", kind: "embedding", seed: 1, weights: [1])
            model.dimension = dimension
            let id = try transaction.add(model, at: now)
            try transaction.activate(id)
            return id
        }
        var generator = SplitMix64(seed: 11)
        for first in stride(from: 0, to: trackCount, by: 5_000) {
            try catalog.write { transaction in
                for index in first..<min(trackCount, first + 5_000) {
                    let artist = index / 10
                    var track = NewTrack(
                        title: "Song \(index)", artists: ["Artist \(artist)"], durationMs: 200_000)
                    track.year = 1960 + index % 60
                    track.popularity = Double(index % 100)
                    let id = try transaction.insert(track, at: now)
                    let values = (0..<dimension).map { place in
                        Float(generator.normal()) + (place == artist % dimension ? 2 : 0)
                    }
                    try transaction.setEmbedding(of: id, to: Embedding(model: model, values: values))
                }
            }
        }
    }

    private static func launch(_ binary: String, _ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        let words = ([binary] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child = pid_t()
        guard posix_spawn(&child, binary, &actions, nil, words, environ) == 0 else {
            throw CatalogError(.invalid, "\(binary) cannot be started")
        }
        var status: Int32 = 0
        waitpid(child, &status, 0)
        guard status == 0 else { throw CatalogError(.invalid, "\(binary) ended with status \(status >> 8)") }
    }

    private static func childSeconds() -> Double {
        var usage = rusage()
        getrusage(RUSAGE_CHILDREN.rawValue, &usage)
        let times = [usage.ru_utime, usage.ru_stime]
        return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }
}
