import CatalogStore
import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// `catalog train --journal`: event files for TensorBoard, and a training that goes on where it was ended.
@Suite struct TrainingJournalTests {
    private let world: ModelsWorld

    init() throws {
        world = try ModelsWorld()
        try world.fill(artists: 12, tracksPerArtist: 4)
    }

    private func train(_ epochs: Int, _ journal: String?) throws -> CatalogBinary.Result {
        try world.catalog.run(
            ["train", "embedding", "--epochs", "\(epochs)", "--threads", "1"]
                + (journal.map { ["--journal", $0] } ?? []))
    }

    private func checksum(version: Int) throws -> [UInt8] {
        try world.store.read { snapshot in
            let record = try #require(try snapshot.models(named: "embedding").first { $0.version == version })
            return record.checksum
        }
    }

    @Test func aTrainingThatWasEndedGoesOnToTheSameModel() throws {
        #expect(try train(12, nil).exitCode == 0)
        // A machine with much to do may end the training before the signal comes: then again.
        var (folder, exitCode, attempt) = ("", Int32(0), 0)
        while exitCode != 1 && attempt < 5 {
            attempt += 1
            folder = world.folder.file("journal-\(attempt)")
            let program = try world.catalog.start(
                ["train", "embedding", "--epochs", "12", "--threads", "1", "--journal", folder])
            let checkpoint = folder + "/embedding-16-0.0/checkpoint"
            while !FileManager.default.fileExists(atPath: checkpoint) { usleep(2_000) }
            program.signal(SIGINT)
            exitCode = program.result().exitCode
        }
        #expect(exitCode == 1)
        let first = folder + "/embedding-16-0.0/checkpoint"
        let version = try world.store.read { try $0.models(named: "embedding").count } + 1
        let resumed = try train(12, folder)
        #expect(resumed.exitCode == 0, "\(resumed)")
        #expect(try checksum(version: 1) == checksum(version: version))
        #expect(!FileManager.default.fileExists(atPath: first))
        let events = try Data(
            contentsOf: URL(filePath: folder + "/embedding-16-0.0/events.out.tfevents.catalog"))
        #expect(events.count > 1_000)
    }

    /// What came to its end is not gone on with: the next training learns from the tracks of its day.
    @Test func trainingAllLeavesNoCheckpoints() throws {
        let folder = world.folder.file("journal")
        let result = try world.catalog.run("train", "all", "--epochs", "1", "--journal", folder)
        #expect(result.exitCode == 1 && result.standardOutput.contains("embedding"), "\(result)")
        let runs = try FileManager.default.contentsOfDirectory(atPath: folder)
        #expect(!runs.isEmpty)
        for run in runs {
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(run)")
            #expect(files == ["events.out.tfevents.catalog"], "\(run)")
        }
    }

    @Test func aCheckpointOfAnotherRunIsASentence() throws {
        let folder = world.folder.file("journal")
        let run = folder + "/embedding-16-0.0"
        try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
        try Data("not a checkpoint".utf8).write(to: URL(filePath: run + "/checkpoint"))
        let result = try train(2, folder)
        #expect(result.exitCode == 2 && result.standardError.contains("Remove it to begin anew"), "\(result)")
    }
}
