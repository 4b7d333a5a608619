/// The mel spectrogram of a signal in decibels, 128 bands a frame. Values are `10 log₁₀ max(1e-10, power)`, not yet cut at
/// 80 dB below the loudest.
package final class MelStore: Sendable {
    package static let bandCount = 128
    /// What lies lower than this below the loudest band of the track is raised to it (librosa's `top_db`).
    package static let rangeDecibels: Float = 80

    /// The loudest band of all frames.
    package let loudestDecibels: Float
    /// The mean of the powers of all bands and frames.
    package let meanPower: Double
    private let rows: RowStore

    private init(rows: RowStore, loudestDecibels: Float, meanPower: Double) {
        self.rows = rows
        self.loudestDecibels = loudestDecibels
        self.meanPower = meanPower
    }

    package var frameCount: Int { rows.frameCount }

    /// The level that quieter bands are raised to.
    package var floorDecibels: Float { loudestDecibels - Self.rangeDecibels }

    /// Copies the rows of some frames, one behind another.
    package func read(_ frames: Range<Int>, into rows: UnsafeMutablePointer<Float>) {
        self.rows.read(frames, into: rows)
    }

    /// Takes rows in order.
    struct Writer {
        private var rows: RowStore.Writer
        private var loudest = -Float.infinity

        init(room: FrameRoom) { rows = RowStore.Writer(width: MelStore.bandCount, room: room) }

        mutating func append(_ row: UnsafePointer<Float>, loudest rowLoudest: Float) throws {
            try rows.append(row)
            loudest = max(loudest, rowLoudest)
        }

        /// `powerSum` is the sum of the powers of all rows.
        mutating func finish(powerSum: Double) throws -> MelStore {
            let count = max(1, rows.frameCount * MelStore.bandCount)
            return MelStore(
                rows: try rows.finish(), loudestDecibels: loudest, meanPower: powerSum / Double(count))
        }
    }
}
