import CFingerprint
import CSampleKernels
import Glibc

/// Makes the fingerprint of a signal that comes in blocks at the rate of analysis.
///
/// Chromaprint listens at 11,025 Hz below 3,520 Hz. Every second sample behind a short low-pass is that signal, for a
/// tenth of the time that the library's own resampler takes.
final class FingerprintMaker {
    private static let chromaprintRateHz = 11_025
    private static let halfTapCount = 16
    private static let tapCount = 2 * halfTapCount
    private static let blockCount = 4_096

    private let context: OpaquePointer
    private let taps: [Float]
    private var line: [Float] = []
    private var integers = [Int16](repeating: 0, count: FingerprintMaker.blockCount)
    private var halved = [Float](repeating: 0, count: FingerprintMaker.blockCount)
    private var remaining = Int(Fingerprint.analysedSecondsMax) * FingerprintMaker.chromaprintRateHz

    init?() {
        guard let context = catalog_fingerprinter_new(Int32(Self.chromaprintRateHz)) else { return nil }
        self.context = context
        taps = Self.lowPass()
        line = [Float](repeating: 0, count: Self.halfTapCount)
    }

    deinit { catalog_fingerprinter_free(context) }

    var isSatisfied: Bool { remaining == 0 }

    func add(_ samples: UnsafeBufferPointer<Float>) {
        guard remaining > 0 else { return }
        line.append(contentsOf: samples)
        drain()
    }

    func finish() -> Fingerprint? {
        if remaining > 0 {
            line.append(contentsOf: [Float](repeating: 0, count: Self.halfTapCount))
            drain()
        }
        var words: UnsafeMutablePointer<UInt32>?
        var count: Int32 = 0
        guard catalog_fingerprinter_finish(context, &words, &count) == 1, let words else { return nil }
        defer { catalog_fingerprinter_give_back(words) }
        return count > 0
            ? Fingerprint(words: Array(UnsafeBufferPointer(start: words, count: Int(count)))) : nil
    }

    /// Halves the rate of what is complete and feeds it.
    private func drain() {
        while remaining > 0, line.count >= Self.tapCount {
            let available = (line.count - Self.tapCount) / 2 + 1
            let count = min(available, Self.blockCount, remaining)
            catalog_halve(line, taps, Self.tapCount, count, &halved)
            catalog_to_int16(halved, count, &integers)
            _ = catalog_fingerprinter_feed(context, integers, Int32(count))
            line.removeFirst(2 * count)
            remaining -= count
        }
    }

    /// A sinc at a quarter of the rate under a Blackman window, with a sum of 1.
    private static func lowPass() -> [Float] {
        let raw = (0..<tapCount).map { index -> Double in
            let distance = Double(index) - Double(tapCount - 1) / 2
            let sinc = sin(Double.pi * distance / 2) / (Double.pi * distance)
            let angle = 2 * Double.pi * Double(index) / Double(tapCount - 1)
            return sinc * (0.42 - 0.5 * cos(angle) + 0.08 * cos(2 * angle))
        }
        let sum = raw.reduce(0, +)
        return raw.map { Float($0 / sum) }
    }
}
