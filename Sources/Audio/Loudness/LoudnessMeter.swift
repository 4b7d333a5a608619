import CLoudnessKernels
import CSampleKernels
import Glibc

/// Measures the loudness of one signal that comes in blocks, at its own rate.
///
/// The energy of each 100 ms is kept, weighted over the channels; every figure is a sum over these: momentary
/// loudness over four, short-term loudness over thirty (EBU Tech 3341).
final class LoudnessMeter {
    private static let stepsPerSecond = 10
    private static let momentarySteps = 4
    private static let shortTermSteps = 30

    private let channelCount: Int
    private let framesPerStep: Int
    private let weights: [Double]
    private var filter: catalog_filter
    /// Four inner values of the filter for each channel.
    private var states: [Double]
    private var stepEnergies: [Double] = []
    private var currentEnergy = 0.0
    private var currentFrames = 0
    private var samplePeak: Float = 0
    private let truePeak: TruePeakMeter

    init(sampleRateHz: Int, channelCount: Int) {
        self.channelCount = channelCount
        framesPerStep = max(1, (sampleRateHz + Self.stepsPerSecond / 2) / Self.stepsPerSecond)
        weights = Self.weights(channelCount: channelCount)
        filter = KWeighting.filter(sampleRateHz: Double(sampleRateHz))
        states = [Double](repeating: 0, count: 4 * channelCount)
        truePeak = TruePeakMeter(sampleRateHz: sampleRateHz, channelCount: channelCount)
    }

    /// Takes the next interleaved frames.
    func add(_ block: UnsafeBufferPointer<Float>) {
        guard let base = block.baseAddress else { return }
        let blockPeak = Float(bitPattern: catalog_peak_bits(base, block.count))
        samplePeak = max(samplePeak, blockPeak)
        truePeak.add(block, blockPeak: blockPeak)
        let frames = block.count / channelCount
        var start = 0
        while start < frames {
            let count = min(frames - start, framesPerStep - currentFrames)
            currentEnergy += energy(base + start * channelCount, frames: count)
            currentFrames += count
            start += count
            if currentFrames == framesPerStep {
                stepEnergies.append(currentEnergy / Double(framesPerStep))
                currentEnergy = 0
                currentFrames = 0
            }
        }
    }

    func finish() -> Loudness {
        let momentary = means(over: Self.momentarySteps, every: 1)
        let shortTerm = means(over: Self.shortTermSteps, every: Self.stepsPerSecond)
        let peak = max(samplePeak, truePeak.peak)
        return Loudness(
            integratedLUFS: Self.integrated(momentary), rangeLU: Self.range(shortTerm),
            samplePeakDBFS: Self.decibels(samplePeak), truePeakDBTP: Self.decibels(peak),
            momentaryMaxLUFS: momentary.max().flatMap(Self.loudness),
            shortTermMaxLUFS: means(over: Self.shortTermSteps, every: 1).max().flatMap(Self.loudness),
            shortTermCurveLUFS: curve())
    }

    private func energy(_ frames: UnsafePointer<Float>, frames count: Int) -> Double {
        var sum = 0.0
        for channel in 0..<channelCount where weights[channel] > 0 {
            sum += states.withUnsafeMutableBufferPointer { states in
                weights[channel]
                    * catalog_filtered_energy(
                        &filter, frames, count, UInt32(channelCount), UInt32(channel),
                        states.baseAddress.map { $0 + 4 * channel })
            }
        }
        return sum
    }

    /// The mean energy over `count` steps, for each window that fits.
    private func means(over count: Int, every hop: Int) -> [Double] {
        guard stepEnergies.count >= count else { return [] }
        return stride(from: 0, through: stepEnergies.count - count, by: hop).map { start in
            stepEnergies[start..<start + count].reduce(0, +) / Double(count)
        }
    }

    private func curve() -> [Float] {
        let ends = stride(from: Self.stepsPerSecond, through: stepEnergies.count, by: Self.stepsPerSecond)
        return ends.map { end in
            let window = stepEnergies[max(0, end - Self.shortTermSteps)..<end]
            let loudness = Self.loudness(window.reduce(0, +) / Double(window.count)) ?? Loudness.silenceLUFS
            return Float(max(loudness, Loudness.silenceLUFS))
        }
    }

    /// Gated twice: at -70 LUFS, and 10 LU below the mean of what that gate leaves (BS.1770-4 annex 1).
    private static func integrated(_ energies: [Double]) -> Double? {
        let audible = energies.filter { $0 >= absoluteGate }
        guard !audible.isEmpty else { return nil }
        let gate = audible.reduce(0, +) / Double(audible.count) / 10
        let kept = audible.filter { $0 >= gate }
        guard !kept.isEmpty else { return nil }
        return loudness(kept.reduce(0, +) / Double(kept.count))
    }

    /// Gated at -70 LUFS and 20 LU below the mean, then from the 10th to the 95th percentile (EBU Tech 3342).
    private static func range(_ energies: [Double]) -> Double {
        let audible = energies.filter { $0 >= absoluteGate }
        guard !audible.isEmpty else { return 0 }
        let gate = audible.reduce(0, +) / Double(audible.count) / 100
        let kept = audible.filter { $0 >= gate }.sorted()
        guard !kept.isEmpty else { return 0 }
        func percentile(_ share: Double) -> Double { kept[Int(Double(kept.count - 1) * share + 0.5)] }
        guard let low = loudness(percentile(0.1)), let high = loudness(percentile(0.95)) else { return 0 }
        return high - low
    }

    private static let absoluteGate = pow(10, (Loudness.silenceLUFS + 0.691) / 10)

    private static func loudness(_ energy: Double) -> Double? {
        energy > 0 ? -0.691 + 10 * log10(energy) : nil
    }

    private static func decibels(_ magnitude: Float) -> Double? {
        magnitude > 0 ? 20 * log10(Double(magnitude)) : nil
    }

    /// The weights of BS.1770-4 tables 3 and 4, for the usual orders of channels: surrounds 1.41, the low-frequency
    /// channel none, back channels 1.
    private static func weights(channelCount: Int) -> [Double] {
        switch channelCount {
        case 4: [1, 1, 1.41, 1.41]
        case 5: [1, 1, 1, 1.41, 1.41]
        case 6: [1, 1, 1, 0, 1.41, 1.41]
        case 7: [1, 1, 1, 0, 1, 1.41, 1.41]
        case 8: [1, 1, 1, 0, 1, 1, 1.41, 1.41]
        default: [Double](repeating: 1, count: channelCount)
        }
    }
}
