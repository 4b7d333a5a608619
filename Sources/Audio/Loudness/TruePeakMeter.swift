import CLoudnessKernels
import Glibc

/// The largest magnitude of the signal between its samples (ITU-R BS.1770-4 annex 2): four times oversampled below
/// 96 kHz, twice below 192 kHz, by a 49-tap sinc under a Hann window.
final class TruePeakMeter {
    private static let tapCount = 49

    private(set) var peak: Float = 0
    private let channelCount: Int
    private let coefficients: [Float]
    /// 1 at rates that are high enough as they are.
    private let factor: Int
    private let phaseTapCount: Int
    /// The largest gain that the interpolation can have: what is smaller by it than the peak cannot raise the peak.
    private let gainMax: Float
    /// The last frames of the block before, and behind them the block.
    private let line: UnsafeMutableBufferPointer<Float>
    private let historyCount: Int
    private var historyPeak: Float = 0

    init(sampleRateHz: Int, channelCount: Int) {
        self.channelCount = channelCount
        factor = sampleRateHz < 96_000 ? 4 : sampleRateHz < 192_000 ? 2 : 1
        phaseTapCount = Self.tapCount / factor
        let phases = Self.phases(factor: factor)
        coefficients = phases.flatMap { $0 }
        gainMax = phases.map { $0.reduce(0) { $0 + $1.magnitude } }.max() ?? 0
        historyCount = Self.tapCount * channelCount
        line = .allocate(capacity: historyCount + blockFrameCountMax * channelCount)
        line.initialize(repeating: 0)
    }

    deinit { line.deallocate() }

    /// Takes the next frames; `blockPeak` is the largest magnitude among them.
    func add(_ block: UnsafeBufferPointer<Float>, blockPeak: Float) {
        peak = max(peak, blockPeak)
        guard factor > 1, let base = line.baseAddress, let source = block.baseAddress else { return }
        (base + historyCount).update(from: source, count: block.count)
        if max(blockPeak, historyPeak) * gainMax > peak {
            let start = base + historyCount - (phaseTapCount - 1) * channelCount
            let channels = UInt32(channelCount)
            let between =
                factor == 4
                ? catalog_peak_of_four(start, block.count, channels, coefficients)
                : catalog_peak_of_two(start, block.count, channels, coefficients)
            peak = max(peak, between)
        }
        base.update(from: base + block.count, count: historyCount)
        historyPeak = block.count >= historyCount ? blockPeak : max(historyPeak, blockPeak)
    }

    /// The coefficients of the phases between the samples, oldest frame first; the phase at the samples is left out.
    private static func phases(factor: Int) -> [[Float]] {
        guard factor > 1 else { return [] }
        var phases: [[Float]] = []
        for phase in 1..<factor {
            var row: [Float] = []
            for tap in stride(from: phase, to: tapCount, by: factor) {
                let distance = Double(tap) - Double(tapCount - 1) / 2
                let angle = distance * Double.pi / Double(factor)
                let sinc = distance.magnitude > 1e-9 ? sin(angle) / angle : 1
                let window = 0.5 * (1 - cos(2 * Double.pi * Double(tap) / Double(tapCount - 1)))
                row.append(Float(sinc * window))
            }
            phases.append(row.reversed())
        }
        return phases
    }
}
