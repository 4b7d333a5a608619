import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import TestSupport
import Testing

/// Training, rating and models, with the real program.
@Suite struct ModelsTests {
    private let world: ModelsWorld
    private var catalog: CatalogBinary { world.catalog }
    private var store: Catalog { world.store }
    private var folder: TemporaryFolder { world.folder }

    init() throws { world = try ModelsWorld() }

    @Test func tooLittleIsASentenceEach() throws {
        try world.fill(artists: 2, tracksPerArtist: 1)
        for (arguments, text) in [
            (["train", "embedding"], "there are 2: ingest 38 more"),
            (["train", "critic"], "needs 50 heard tracks"),
            (["train", "genre"], "two genres with 3 heard tracks each"),
            (["train", "mood"], "there are 0"),
            (["rate", "1"], "There is no critic yet"),
            (["models", "show", "embedding"], "There is no model `embedding`"),
            (["models", "rollback", "critic"], "No model of the kind `critic` is in use"),
        ] {
            let result = try catalog.run(arguments)
            #expect(result.exitCode == 2 && result.standardError.contains(text), "\(arguments): \(result)")
            #expect(result.standardOutput.isEmpty)
        }
        let all = try catalog.run("train", "all")
        #expect(all.exitCode == 1 && all.standardError.contains("ingest 38 more"), "\(all)")
        #expect(try catalog.run("models", "list").exitCode == 1)
    }

    @Test func modelsAreTrainedComparedRolledBackMovedAndPruned() throws {
        try world.fill(artists: 12, tracksPerArtist: 5)
        let first = try catalog.run(["train", "embedding"] + ModelsWorld.quick)
        #expect(first.exitCode == 0 && first.standardOutput.contains("the first of its kind"), "\(first)")
        let second = try catalog.run(
            ["train", "embedding", "--format", "json", "--seed", "9"] + ModelsWorld.quick)
        #expect(second.standardOutput.contains(#""version":2"#), "\(second)")
        #expect(second.standardOutput.contains("held-out"))
        let critic = try catalog.run(["train", "critic", "--from", "popularity"] + ModelsWorld.quick)
        #expect(critic.exitCode == 0 && critic.standardOutput.contains("mean absolute error"), "\(critic)")
        #expect(try catalog.run("models", "list", "-f", "csv").lines.count == 4)

        let rated = try catalog.run("rate", "7")
        #expect(rated.exitCode == 0, "\(rated)")
        for text in ["At least", "At most", "timbre", "four of five", "Closest are"] {
            #expect(rated.standardOutput.contains(text), "\(text) in\n\(rated.standardOutput)")
        }
        let json = try catalog.run("rate", "7", "-f", "json").standardOutput
        #expect(
            json.contains(#""lower":"#) && json.contains(#""upper":"#) && json.contains(#""contributions":["#)
        )

        #expect(try catalog.run("models", "promote", "embedding@2").exitCode == 0)
        let back = try catalog.run("models", "rollback", "embedding")
        #expect(back.standardOutput.contains("Version 1 of `embedding` is in use now."), "\(back)")
        #expect(try catalog.run("models", "show", "embedding").standardOutput.contains("neighbor precision"))

        let file = folder.file("critic.model")
        #expect(try catalog.run("models", "export", "critic", file).exitCode == 0)
        #expect(try catalog.run("models", "import", file).standardOutput.contains("version 2 of `critic`"))
        let bytes = try Data(contentsOf: URL(filePath: file))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: folder.file("half.model")))
        let half = try catalog.run("models", "import", folder.file("half.model"))
        #expect(half.exitCode == 2 && half.standardError.contains("ends too early"), "\(half)")
        try Data("not a model".utf8).write(to: URL(filePath: folder.file("text.model")))
        #expect(
            try catalog.run("models", "import", folder.file("text.model")).standardError.contains(
                "no model of this"))

        let pruned = try catalog.run("models", "prune", "--keep", "0", "-f", "csv")
        #expect(pruned.lines.count == 3, "\(pruned)")
        #expect(try catalog.run("models", "list", "-f", "csv").lines.count == 3)
    }

    @Test func genresAreLearntFromFolders() throws {
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        for (genre, kind) in [("tones", 0), ("noises", 1)] {
            try FileManager.default.createDirectory(
                atPath: folder.file("music/" + genre), withIntermediateDirectories: true)
            for number in 0..<6 {
                let samples =
                    kind == 0
                    ? TestSignal.sine(hz: 200 + 50 * Double(number), seconds: 3.2, sampleRateHz: 22_050)
                    : TestSignal.noise(seed: UInt64(number), seconds: 3.2, sampleRateHz: 22_050)
                let path = folder.file("music/\(genre)/\(number).wav")
                try AudioWriter.write(
                    samples, channelCount: 1, sampleRateHz: 22_050, format: .wav16, to: path)
                try store.write { transaction in
                    let track = try transaction.insert(
                        NewTrack(title: "\(genre) \(number)", artists: ["\(genre) by \(number)"]), at: now)
                    var file = CatalogStore.AudioFile(
                        path: Array(path.utf8), source: .folder, sizeBytes: 1, modifiedNs: 0, outcome: .ok,
                        firstSeen: now)
                    file.track = track
                    _ = try transaction.upsert(file)
                }
            }
        }
        let arguments = [
            "train", "genre", "--labels", "folders", "--folder", folder.file("music"), "--epochs", "1",
            "--patches", "1",
        ]
        let result = try catalog.run(arguments)
        #expect(result.exitCode == 0 && result.standardOutput.contains("the first of its kind"), "\(result)")
        try store.read { snapshot throws in
            let model = try #require(try snapshot.activeModel(named: "genre"))
            let labels = try snapshot.labels(of: model.id, for: TrackID(1))
            #expect(Set(labels.map(\.label)) == ["tones", "noises"])
            #expect(abs(labels.reduce(0) { $0 + $1.probability } - 1) < 1e-3)
        }
        try FileManager.default.removeItem(atPath: folder.file("music/noises"))
        let single = try catalog.run(arguments)
        #expect(single.exitCode == 2 && !single.standardError.isEmpty, "\(single)")
    }
}
