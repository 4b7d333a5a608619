import FoundationEssentials
import Learning
import Synchronization

/// A folder in which each training run has one of its own: `events.out.tfevents.catalog` for TensorBoard, and while it is
/// not at its end `checkpoint`.
package final class TrainingFolder: TrainingJournal {
    private static let eventName = "events.out.tfevents.catalog"
    private static let checkpointName = "checkpoint"

    private let path: String
    private let startSeconds: Double
    private let runs = Mutex<Set<String>>([])

    /// Makes the folder where it is not there.
    package init(path: String, startSeconds: Double) throws {
        self.path = path
        self.startSeconds = startSeconds
        try Self.make(path)
    }

    package func checkpoint(of run: String) throws -> TrainingCheckpoint? {
        let file = "\(path)/\(run)/\(Self.checkpointName)"
        guard FileManager.default.fileExists(atPath: file) else { return nil }
        do {
            return try TrainingCheckpoint(decoding: ModelFile.read(path: file))
        } catch let error as LearningError {
            throw TrainingError(.unreadable, "\(file): \(error.description) Remove it to begin anew.")
        }
    }

    package func keep(_ checkpoint: TrainingCheckpoint, of run: String) throws {
        let folder = "\(path)/\(run)"
        try Self.make(folder)
        runs.withLock { _ = $0.insert(run) }
        try Self.write(
            checkpoint.history.eventFile(startSeconds: startSeconds).bytes, to: "\(folder)/\(Self.eventName)")
        try Self.write(checkpoint.encoded(), to: "\(folder)/\(Self.checkpointName)")
    }

    /// When a training is at its end there is nothing to go on from.
    package func forgetCheckpoints() {
        for run in runs.withLock({ $0 }) {
            try? FileManager.default.removeItem(atPath: "\(path)/\(run)/\(Self.checkpointName)")
        }
    }

    private static func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw TrainingError(.unreadable, "The folder \(folder) cannot be made: \(error).")
        }
    }

    /// Whole or not at all: what a `kill` interrupts is the file before.
    private static func write(_ bytes: [UInt8], to file: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw TrainingError(.unreadable, "\(file) cannot be written: \(error).")
        }
    }
}
