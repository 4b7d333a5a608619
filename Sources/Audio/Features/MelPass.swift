import CSignal
import Glibc

/// The pass over the mel spectrogram, once its loudest band is known: MFCC and onset strength.
enum MelPass {
    private static let framesPerBlock = 512
    /// Frames by which onset strength is late, so that it peaks where the event is: one for the difference, two for
    /// half a frame (librosa's `center`).
    private static let delay = 1 + AnalysisFrame.length / (2 * AnalysisFrame.hop)

    static func run(_ mel: MelStore, into features: inout FrameFeatures, room: FrameRoom) throws {
        let count = mel.frameCount
        let width = MelStore.bandCount
        let rows = AlignedBuffer(count: (framesPerBlock + 1) * width)
        let rises = AlignedBuffer(count: width)
        let projected = AlignedBuffer(count: 32)
        var cepstrum = RowStore.Writer(width: FrameFeatures.mfccCount, room: room)
        var means = [Float](repeating: 0, count: min(delay, count))
        var medians = means
        means.reserveCapacity(count + delay)
        medians.reserveCapacity(count + delay)
        var first = 0
        while first < count {
            let end = min(count, first + framesPerBlock)
            // One row more than the block, so that its first frame has a frame before.
            mel.read(first..<end, into: rows.floats + width)
            for frame in first..<end {
                let row = rows.floats + (frame - first + 1) * width
                catalog_project32(row, cosines, width, mel.floorDecibels, projected.floats)
                try cepstrum.append(projected.floats)
                if frame > 0 {
                    let sum = catalog_rises(row, row - width, width, mel.floorDecibels, rises.floats)
                    means.append(sum / Float(width))
                    medians.append(catalog_median128(rises.floats))
                }
            }
            rows.floats.update(from: rows.floats + (end - first) * width, count: width)
            first = end
        }
        means.removeLast(means.count - count)
        medians.removeLast(medians.count - count)
        features.mfcc = try cepstrum.finish()
        features.onsetStrength = means
        features.medianOnsetStrength = medians
    }

    /// The orthonormal cosine transform (type II) of 128 bands, 32 columns a band of which 20 are used.
    private static let cosines: [Float] = {
        let bandCount = MelStore.bandCount
        var matrix = [Float](repeating: 0, count: 32 * bandCount)
        for band in 0..<bandCount {
            for coefficient in 0..<FrameFeatures.mfccCount {
                let angle = Double.pi * Double(coefficient) * (Double(band) + 0.5) / Double(bandCount)
                let scale = (coefficient == 0 ? 1 : 2) / Double(bandCount)
                matrix[32 * band + coefficient] = Float(scale.squareRoot() * cos(angle))
            }
        }
        return matrix
    }()
}
