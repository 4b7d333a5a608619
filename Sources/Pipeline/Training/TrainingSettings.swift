import CatalogCore
import CatalogStore
import Learning

/// What every training run of a catalog is told.
package struct TrainingSettings: Sendable {
    package static let seedStandard: UInt64 = 1
    package static let threadsMax = 64

    package var seed: UInt64
    /// At most so many rounds over the tracks; nil: as many as fit the size of the library.
    package var epochsMax: Int?
    /// oneDNN's threads: part of what makes a run repeatable to the bit.
    package var threads: Int
    /// Whether convolutions multiply in half precision, where the CPU can.
    package var usesBFloat16 = false
    package var monitor: JobMonitor
    /// Where runs are written down and taken up again.
    package var journal: (any TrainingJournal)?
    package var now: @Sendable () -> Timestamp

    package init(
        seed: UInt64 = TrainingSettings.seedStandard, epochsMax: Int? = nil, threads: Int = 1,
        monitor: JobMonitor = .silent, now: @escaping @Sendable () -> Timestamp
    ) {
        precondition((1...TrainingSettings.threadsMax).contains(threads), "1...64 threads train")
        self.seed = seed
        self.epochsMax = epochsMax
        self.threads = threads
        self.monitor = monitor
        self.now = now
    }
}
