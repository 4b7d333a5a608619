/// Rows of equal width, one for each frame of a signal: in memory up to a limit, beyond it in an unlinked temporary file, so
/// that a day of music needs no more memory than an hour.
package final class RowStore: Sendable {
    /// Frames kept in memory; about 50 minutes. The 128 bands of a mel spectrogram are 64 MB by then.
    package static let framesInMemoryMax = 131_072
    private static let framesPerRead = 4096

    package let width: Int
    package let frameCount: Int
    private let storage: SampleStorage

    private init(width: Int, frameCount: Int, storage: SampleStorage) {
        self.width = width
        self.frameCount = frameCount
        self.storage = storage
    }

    /// No rows.
    convenience init(width: Int) { self.init(width: width, frameCount: 0, storage: SampleStorage()) }

    /// Copies the rows of some frames, one behind another.
    package func read(_ frames: Range<Int>, into rows: UnsafeMutablePointer<Float>) {
        precondition(
            frames.lowerBound >= 0 && frames.upperBound <= frameCount, "frames lie inside the signal")
        let buffer = UnsafeMutableBufferPointer(start: rows, count: frames.count * width)
        if !frames.isEmpty { storage.read(from: frames.lowerBound * width, into: buffer) }
    }

    /// Lends all rows in blocks, in order.
    package func forEachBlock(_ body: (_ frames: Range<Int>, _ rows: UnsafePointer<Float>) throws -> Void)
        rethrows
    {
        if let memory = storage.memory { return try body(0..<frameCount, memory) }
        let rows = AlignedBuffer(count: min(frameCount, Self.framesPerRead) * width)
        var first = 0
        while first < frameCount {
            let frames = first..<min(frameCount, first + Self.framesPerRead)
            read(frames, into: rows.floats)
            try body(frames, rows.floats)
            first = frames.upperBound
        }
    }

    /// One number of every row.
    package func column(_ index: Int) -> [Float] {
        precondition(index >= 0 && index < width, "a column is inside the rows")
        return [Float](unsafeUninitializedCapacity: frameCount) { column, count in
            forEachBlock { frames, rows in
                for frame in frames { column[frame] = rows[(frame - frames.lowerBound) * width + index] }
            }
            count = frameCount
        }
    }

    /// Takes rows in order and moves what is too long for memory to disk.
    struct Writer {
        private let width: Int
        private let room: FrameRoom
        private let storage = SampleStorage()
        private var waiting = 0
        private(set) var frameCount = 0
        /// Frames that wait in memory for one write to disk.
        private static let framesPerWrite = 4096

        init(width: Int, room: FrameRoom) {
            self.width = width
            self.room = room
        }

        /// Throws where the temporary folder has no room.
        mutating func append(_ row: UnsafePointer<Float>) throws {
            storage.append(UnsafeBufferPointer(start: row, count: width))
            frameCount += 1
            waiting += 1
            let isLong = frameCount > room.framesInMemoryMax
            if isLong && (storage.isInMemory || waiting >= Self.framesPerWrite) { try write() }
        }

        mutating func finish() throws -> RowStore {
            if !storage.isInMemory {
                try write()
                storage.endSpilling()
            }
            return RowStore(width: width, frameCount: frameCount, storage: storage)
        }

        private mutating func write() throws {
            try storage.spill(to: room.temporaryFolder, file: room.name)
            waiting = 0
        }
    }
}
