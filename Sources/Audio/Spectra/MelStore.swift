/// The mel spectrogram of a signal in decibels, 128 bands a frame: in memory up to a limit, beyond it in an unlinked
/// temporary file. Values are `10 log₁₀ max(1e-10, power)`, not yet cut at 80 dB below the loudest.
package final class MelStore: Sendable {
    package static let bandCount = 128
    /// Frames kept in memory, 64 MB; about 50 minutes.
    package static let framesInMemoryMax = 131_072
    /// What lies lower than this below the loudest band of the track is raised to it (librosa's `top_db`).
    package static let rangeDecibels: Float = 80

    package let frameCount: Int
    /// The loudest band of all frames.
    package let loudestDecibels: Float
    /// The mean of the powers of all bands and frames.
    package let meanPower: Double
    private let storage: SampleStorage

    private init(frameCount: Int, loudestDecibels: Float, meanPower: Double, storage: SampleStorage) {
        self.frameCount = frameCount
        self.loudestDecibels = loudestDecibels
        self.meanPower = meanPower
        self.storage = storage
    }

    /// The level that quieter bands are raised to.
    package var floorDecibels: Float { loudestDecibels - Self.rangeDecibels }

    /// Copies the rows of some frames, one behind another.
    package func read(_ frames: Range<Int>, into rows: UnsafeMutablePointer<Float>) {
        precondition(
            frames.lowerBound >= 0 && frames.upperBound <= frameCount, "frames lie inside the signal")
        let buffer = UnsafeMutableBufferPointer(start: rows, count: frames.count * Self.bandCount)
        if !frames.isEmpty { storage.read(from: frames.lowerBound * Self.bandCount, into: buffer) }
    }

    /// Takes rows in order and moves what is too long for memory to disk.
    struct Writer {
        private let storage = SampleStorage()
        private let folder: String
        private let name: String
        private let framesInMemoryMax: Int
        private var frameCount = 0
        private var waiting = 0
        private var loudest = -Float.infinity
        /// Frames that wait in memory for one write to disk.
        private static let framesPerWrite = 4096

        init(framesInMemoryMax: Int, folder: String, name: String) {
            self.framesInMemoryMax = framesInMemoryMax
            self.folder = folder
            self.name = name
        }

        mutating func append(_ row: UnsafePointer<Float>, loudest rowLoudest: Float) throws {
            storage.append(UnsafeBufferPointer(start: row, count: MelStore.bandCount))
            frameCount += 1
            waiting += 1
            loudest = max(loudest, rowLoudest)
            let isLong = frameCount > framesInMemoryMax
            if isLong && (storage.isInMemory || waiting >= Self.framesPerWrite) { try write() }
        }

        /// `powerSum` is the sum of the powers of all rows.
        mutating func finish(powerSum: Double) throws -> MelStore {
            if !storage.isInMemory {
                try write()
                storage.endSpilling()
            }
            return MelStore(
                frameCount: frameCount, loudestDecibels: loudest,
                meanPower: powerSum / Double(max(1, frameCount * MelStore.bandCount)), storage: storage)
        }

        private mutating func write() throws {
            try storage.spill(to: folder, file: name)
            waiting = 0
        }
    }
}
