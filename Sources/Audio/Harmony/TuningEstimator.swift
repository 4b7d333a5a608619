import CHarmony
import Glibc

/// How far a recording is tuned from A = 440 Hz: the mode of its spectral peaks' residuals, as librosa defines
/// `estimate_tuning` (peaks of each frame above a tenth of its maximum, parabolic interpolation, those of at least the
/// median height, a histogram with steps of 0.01).
///
/// Feed every frame's spectrum in order, powers for `chroma_stft` and magnitudes for `chroma_cqt`, then ask.
package struct TuningEstimator: Sendable {
    package let binsPerOctave: Int
    private let frameLength: Int
    private let sampleRate: Double
    private var heights: [Float] = []
    private var steps: [UInt8] = []

    /// Peaks that are kept, 5 bytes each: about half an hour of dense music. Later peaks are ignored.
    package static let mostPeaks = 4_000_000
    package static let stepCount = 100
    private static let lowestHz = 150.0
    private static let highestHz = 4_000.0
    private static let threshold: Float = 0.1

    package init(binsPerOctave: Int, frameLength: Int = 2048, sampleRate: Double = 22_050) {
        precondition(binsPerOctave > 0 && frameLength > 4, "an octave and a frame have bins")
        self.binsPerOctave = binsPerOctave
        self.frameLength = frameLength
        self.sampleRate = sampleRate
    }

    package var peakCount: Int { heights.count }

    /// Takes the `frameLength / 2 + 1` values of one frame.
    package mutating func add(_ spectrum: UnsafePointer<Float>) {
        guard heights.count < Self.mostPeaks else { return }
        let binCount = frameLength / 2 + 1
        let floor = Self.threshold * harmony_maximum(spectrum, binCount)
        let width = sampleRate / Double(frameLength)
        let first = max(1, Int((Self.lowestHz / width).rounded(.up)))
        let end = min(binCount - 1, Int((min(Self.highestHz, sampleRate / 2) / width).rounded(.up)))
        for bin in first..<max(first, end) {
            let value = spectrum[bin]
            guard value > floor, value > spectrum[bin - 1], value >= spectrum[bin + 1] else { continue }
            append(bin: bin, left: spectrum[bin - 1], value: value, right: spectrum[bin + 1])
        }
    }

    private mutating func append(bin: Int, left: Float, value: Float, right: Float) {
        let curvature = right + left - 2 * value
        let slope = (right - left) / 2
        let shift: Float = abs(slope) >= abs(curvature) ? 0 : -slope / curvature
        let hz = Float((Double(bin) + Double(shift)) * sampleRate / Double(frameLength))
        let octaves = log2f(hz / 27.5)
        var residual = Double((Float(binsPerOctave) * octaves).truncatingRemainder(dividingBy: 1))
        if residual < 0 { residual += 1 }
        if residual >= 0.5 { residual -= 1 }
        heights.append(value + 0.5 * slope * shift)
        steps.append(Self.step(of: residual))
    }

    /// The histogram step, whose edges are the multiples of 0.01 as they are rounded to double.
    private static func step(of residual: Double) -> UInt8 {
        var step = min(stepCount - 1, max(0, Int(((residual + 0.5) * Double(stepCount)).rounded(.down))))
        if step + 1 < stepCount, residual >= edge(step + 1) { step += 1 }
        if step > 0, residual < edge(step) { step -= 1 }
        return UInt8(step)
    }

    private static func edge(_ step: Int) -> Double { -0.5 + Double(step) * 0.01 }

    /// The deviation in fractions of a bin, −0.5 ..< 0.5; 0 where nothing has a pitch.
    package func estimate() -> Double {
        guard !heights.isEmpty else { return 0 }
        let median = Self.median(of: heights)
        var counts = [Int](repeating: 0, count: Self.stepCount)
        for (height, step) in zip(heights, steps) where height >= median { counts[Int(step)] += 1 }
        var best = 0
        for step in counts.indices where counts[step] > counts[best] { best = step }
        return Self.edge(best)
    }

    /// Gives the memory of all peaks back.
    mutating func forget() {
        heights = []
        steps = []
    }

    private static func median(of values: [Float]) -> Float {
        let sorted = values.sorted()
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
}
