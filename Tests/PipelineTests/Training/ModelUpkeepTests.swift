import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import Learning
import Pipeline
import TestSupport
import Testing

/// What models in use say of tracks that come later, and of tracks that came while another was in use.
@Suite struct ModelUpkeepTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)
    /// Large enough to run, small enough for a test.
    private static let options = PatchOptions(
        configuration: PatchNetworkConfiguration(filters: [2, 2, 2], headUnits: 4), patchesPerTrackMax: 1)

    private let library: IngestedLibrary
    private var settings: TrainingSettings { TrainingSettings(epochsMax: 1, now: { Self.now }) }

    init() throws {
        library = try IngestedLibrary()
        for number in 0..<5 {
            try library.write("calm/\(number).wav", seed: UInt64(number), seconds: 3.2)
            try library.write("wild/\(number).wav", seed: UInt64(100 + number), seconds: 3.2)
        }
        _ = try library.ingest()
    }

    private func trainGenre() throws -> TrainingOutcome {
        try GenreTraining(
            library.catalog, settings: settings,
            labels: .folders(below: FilePath(library.path, relativeTo: "/")), options: Self.options
        ).train()
    }

    private func toldCount(_ model: ModelID) throws -> Int {
        try library.catalog.read { try $0.tracksTold(by: model).count }
    }

    @Test func tracksThatComeLaterAreToldAtOnceAndPromotionHearsOnlyWhatIsMissing() throws {
        let first = try trainGenre()
        #expect(first.isActivated)
        #expect(try toldCount(first.model) == 10)
        #expect(try library.ingest().remark?.contains("Told") != true)

        // Another version is taken into use: what came meanwhile is all that the first has not heard.
        let weights = try library.catalog.read { try $0.weights(of: first.model) }
        let second = try library.catalog.write { transaction in
            var model = NewModel(name: "genre", kind: "genre", seed: 1, weights: weights)
            model.parent = first.model
            return try transaction.add(model, at: Self.now)
        }
        let upkeep = ModelUpkeep(library.catalog, settings: settings)
        let record = try #require(try library.catalog.read { try $0.model(second) })
        #expect(try upkeep.promote(record) == 10)

        try library.write("wild/new.wav", seed: 300, seconds: 3.2)
        let report = try library.ingest()
        #expect(report.remark?.contains("Told the genres of 1 new track.") == true, "\(report)")
        #expect(try toldCount(second) == 11)
        #expect(try toldCount(first.model) == 10)
        let former = try upkeep.former(of: "genre")
        #expect(former.id == first.model)
        #expect(try upkeep.promote(former) == 1)
        #expect(try toldCount(first.model) == 11)
        #expect(try upkeep.promote(record) == 0)
    }

    @Test func aFileIsToldWhatItsTrackIsToldAndThreadsMayAskAtOnce() throws {
        let outcome = try trainGenre()
        let judge = try TrackJudge(library.catalog)
        let known = try judge.judge(filePath: library.path + "/calm/0.wav")
        let id = try #require(known.track)
        let stored = try library.catalog.read { try $0.labels(of: outcome.model, for: id) }
        #expect(known.genres.map(\.name) == stored.map(\.label))

        // The same audio under another catalog's eyes: heard, not looked up.
        let other = try IngestedLibrary()
        try other.write("x.wav", seed: 900, seconds: 3.2)
        let bytes = try library.catalog.read { snapshot in
            try ModelFile.encode(
                try #require(try snapshot.model(outcome.model)), weights: snapshot.weights(of: outcome.model))
        }
        let upkeep = ModelUpkeep(other.catalog, settings: settings)
        _ = try upkeep.promote(upkeep.take(ModelFile(decoding: bytes, name: "genre.model")))
        let stranger = try TrackJudge(other.catalog)
        let path = library.path + "/calm/0.wav"
        let answers = Parallel.mapChunks(of: 4, chunkSize: 1) { _, _ in
            try? stranger.judge(filePath: path, name: "Somebody - Something.wav")
        }
        for answer in answers {
            let answer = try #require(answer)
            #expect(answer.track == nil && answer.name.contains("Something"))
            #expect(answer.genres.map(\.name) == stored.map(\.label))
            for (genre, label) in zip(answer.genres, stored) {
                #expect(abs(genre.probability - label.probability) < 1e-5)
            }
            #expect(answer.obstacles[.critic]?.contains("no critic yet") == true)
            #expect(answer.obstacles[.genre] == nil)
        }
        let text = library.path + "/notes.mp3"
        try Data("no music".utf8).write(to: URL(filePath: text))
        #expect(throws: AudioError.self) { try stranger.judge(filePath: text) }
    }

    @Test func aModelThatCannotBeUsedStopsNoIngest() throws {
        try library.catalog.write { transaction in
            for name in ["genre", "mood", "critic"] {
                let model = NewModel(name: name, kind: name, seed: 1, weights: [1, 2, 3])
                try transaction.activate(try transaction.add(model, at: Self.now))
            }
        }
        try library.write("wild/new.wav", seed: 300, seconds: 3.2)
        let report = try library.ingest()
        #expect(report.ingested == 1)
        #expect(report.remark?.contains("cannot be read") == true, "\(report)")
        let judgement = try TrackJudge(library.catalog).judge(filePath: library.path + "/wild/new.wav")
        #expect(judgement.obstacles[.genre]?.contains("cannot be read") == true)
    }
}
