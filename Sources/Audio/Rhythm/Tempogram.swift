import CSignal
import Glibc

/// Local autocorrelation of onset strength over 8 seconds, averaged over the track and over slots of it.
///
/// librosa's `feature.tempogram`: each column is the autocorrelation of 344 windowed values divided by its maximum,
/// which is the value at lag zero, hence the energy. The inverse transform of a mean is the mean of the inverse
/// transforms, so that only one is made. In double precision: where a lag has next to no correlation, the logarithm of
/// the tempo's score would look at rounding noise.
package struct Tempogram: Sendable {
    /// ⌊8 s · 22,050 Hz / 512⌋ frames.
    package static let lagCount = 344
    /// Frames of a slot: half of a 30-second window.
    package static let slotFrames = WindowFeatures.hopFrames
    private static let transformLength = 720

    /// Mean normalised autocorrelation by lag over all frames.
    package let mean: [Double]
    /// Sums of the power spectra of the slots.
    private let slots: [[Double]]
    private let slotFrameCounts: [Int]

    /// `origin` is the frame at which the first slot begins; frames before count for the whole only.
    package init(onsetStrength: [Float], origin: Int = 0) {
        let count = onsetStrength.count
        let transform = PreciseTransform(length: Self.transformLength)
        let padded = Self.padded(onsetStrength)
        let window = WindowFunction.preciseHann(Self.lagCount)
        var slots: [[Double]] = []
        var counts: [Int] = []
        var current = [Double](repeating: 0, count: transform.binCount)
        var inSlot = 0
        for frame in 0..<count {
            if frame == origin || (frame > origin && (frame - origin) % Self.slotFrames == 0) {
                if inSlot > 0 {
                    slots.append(current)
                    counts.append(inSlot)
                } else if frame == origin && frame == 0 {
                    // Nothing lies before the first slot.
                    slots.append(current)
                    counts.append(0)
                }
                current = [Double](repeating: 0, count: transform.binCount)
                inSlot = 0
            }
            padded.withUnsafeBufferPointer { values in
                guard let base = values.baseAddress else { return }
                catalog_multiply_precise(base + frame, window, Self.lagCount, transform.signal)
            }
            let energy = catalog_square_sum(transform.signal, Self.lagCount)
            inSlot += 1
            guard energy > Double.leastNormalMagnitude else { continue }
            transform.forward()
            catalog_add_power(transform.spectrum, transform.binCount, 1 / energy, &current)
        }
        slots.append(current)
        counts.append(inSlot)
        self.slots = slots
        slotFrameCounts = counts
        mean = Self.autocorrelation(of: slots[...], frameCount: count)
    }

    /// The slots after the origin; slot 0 of `slots` is what lies before.
    package var slotCount: Int { slots.count - 1 }

    /// The mean over a range of slots.
    package func mean(ofSlots range: Range<Int>) -> [Double] {
        let inside = range.clamped(to: 0..<slotCount)
        let frames = slotFrameCounts[inside.lowerBound + 1..<inside.upperBound + 1].reduce(0, +)
        return Self.autocorrelation(
            of: slots[inside.lowerBound + 1..<inside.upperBound + 1], frameCount: max(1, frames))
    }

    private static func autocorrelation(of slots: ArraySlice<[Double]>, frameCount: Int) -> [Double] {
        let transform = PreciseTransform(length: transformLength)
        for bin in 0..<transform.binCount {
            let sum = slots.reduce(0.0) { $0 + $1[bin] }
            transform.spectrum[2 * bin] = sum / Double(frameCount)
        }
        transform.inverse()
        return (0..<lagCount).map { transform.signal[$0] / Double(transformLength) }
    }

    /// Half a window more on both sides, in a straight line down to zero.
    private static func padded(_ values: [Float]) -> [Float] {
        let reach = lagCount / 2
        let first = values.first ?? 0
        let last = values.last ?? 0
        let rise = (0..<reach).map { first * Float($0) / Float(reach) }
        let fall = (0..<reach).map { last * Float(reach - 1 - $0) / Float(reach) }
        // One value more, so that the last frame's window may be read whole.
        return rise + values + fall + [0]
    }
}
