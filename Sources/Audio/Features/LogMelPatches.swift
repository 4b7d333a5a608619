/// Square pictures of the mel spectrogram for networks, made when they are asked for.
///
/// A patch is 128 bands × 128 frames (2.97 s), band after band from low to high, each a row of frames: decibels below the
/// track's loudest band, from 0 (80 dB below or less) to 1. Behind the end of a short track it is 0.
package struct LogMelPatches: Sendable {
    package static let bandCount = MelStore.bandCount
    package static let frameCount = 128
    package static let valueCount = bandCount * frameCount

    package let mel: MelStore

    package init(mel: MelStore) { self.mel = mel }

    /// Frames of the whole track.
    package var trackFrameCount: Int { mel.frameCount }

    /// First frames of the patches that lie `hopFrames` apart: only whole ones, at least one.
    package func starts(hopFrames: Int) -> [Int] {
        precondition(hopFrames > 0, "patches advance")
        return Array(stride(from: 0, through: max(0, mel.frameCount - Self.frameCount), by: hopFrames))
    }

    /// The patch that begins at a frame.
    package func patch(at first: Int) -> [Float] {
        [Float](unsafeUninitializedCapacity: Self.valueCount) { buffer, count in
            write(first, into: buffer)
            count = Self.valueCount
        }
    }

    /// Writes the patch that begins at a frame into `valueCount` floats.
    package func write(_ first: Int, into patch: UnsafeMutableBufferPointer<Float>) {
        precondition(first >= 0 && first < mel.frameCount, "a patch begins inside the track")
        precondition(patch.count >= Self.valueCount, "a patch has room")
        let end = min(mel.frameCount, first + Self.frameCount)
        let floor = mel.floorDecibels
        withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.valueCount) { rows in
            guard let base = rows.baseAddress else { return }
            mel.read(first..<end, into: base)
            for band in 0..<Self.bandCount {
                for frame in 0..<Self.frameCount {
                    let isInside = frame < end - first
                    let level = isInside ? rows[frame * Self.bandCount + band] : floor
                    patch[band * Self.frameCount + frame] = min(
                        1, max(0, (level - floor) / MelStore.rangeDecibels))
                }
            }
        }
    }
}
