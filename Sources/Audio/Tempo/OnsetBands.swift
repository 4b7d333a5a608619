import CSignal
import Glibc

/// How much sound begins in each of eight bands of sixteen mel bands, frame by frame: what the tempo is found from.
///
/// A mel band's power p is compressed by log₁₀(1 + 100·p/mean), where the mean is that of all bands and frames: a copy of
/// the recording at another level has the same onsets, and what lies 20 dB below the mean, where codecs leave their
/// noise, hardly counts. A band's onset is the mean of what its mel bands rose since the frame before.
package struct OnsetBands: Sendable {
    /// Frame after frame, `bandCount` numbers each.
    package private(set) var values: [Float] = []
    private var previous: [Float] = []
    private var levels = [Float](repeating: 0, count: melCount)
    private let offsetDecibels: Float

    package static let bandCount = 8
    package static let melCount = MelStore.bandCount
    package static let framesPerSecond = AnalysisFrame.framesPerSecond
    /// A hundred over the mean power, in decibels.
    private static let gainDecibels: Float = 20
    private static let framesPerBlock = 512

    /// Nothing yet, of a recording whose mel bands have this power on average.
    package init(meanPower: Double) {
        offsetDecibels = Self.gainDecibels - Float(10 * log10(max(meanPower, 1e-10)))
    }

    /// The onsets of a whole mel spectrogram.
    package init(_ mel: MelStore) {
        self.init(meanPower: mel.meanPower)
        values.reserveCapacity(mel.frameCount * Self.bandCount)
        let rows = AlignedBuffer(count: Self.framesPerBlock * Self.melCount)
        var first = 0
        while first < mel.frameCount {
            let end = min(mel.frameCount, first + Self.framesPerBlock)
            mel.read(first..<end, into: rows.floats)
            for row in 0..<end - first { add(melDecibels: rows.floats + row * Self.melCount) }
            first = end
        }
    }

    /// Frames from beat to beat.
    static func frames(ofBeatAt beatsPerMinute: Double) -> Double { 60 * framesPerSecond / beatsPerMinute }

    package var frameCount: Int { values.count / Self.bandCount }

    /// Takes the `melCount` powers of the next frame as decibels, 10·log₁₀ of them.
    package mutating func add(melDecibels: UnsafePointer<Float>) {
        catalog_compressed(melDecibels, Self.melCount, offsetDecibels, &levels)
        let width = Self.melCount / Self.bandCount
        for band in 0..<Self.bandCount {
            var rise: Float = 0
            if !previous.isEmpty {
                for mel in band * width..<(band + 1) * width { rise += max(0, levels[mel] - previous[mel]) }
            }
            values.append(rise / Float(width))
        }
        if previous.isEmpty { previous = levels } else { swap(&previous, &levels) }
    }
}
