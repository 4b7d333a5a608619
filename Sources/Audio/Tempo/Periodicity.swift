/// How alike the onsets are to themselves some frames later: autocorrelations of 12-second windows, averaged, for all
/// bands together, the lowest, the low middle and the high ones.
struct Periodicity {
    /// Four curves over lags in frames, 1 at lag 0: all bands, the lowest, the next three, the highest three.
    let curves: [[Float]]

    static let curveBands = [0..<8, 0..<1, 1..<4, 5..<8]
    static let windowFrames = 516
    static let hopFrames = 129
    /// Eight seconds.
    static let lagCount = 344
    /// The last lag that has points on either side.
    static let lastLag = Double(lagCount - 3)
    /// Frames whose mean is the background of the one in their middle.
    static let backgroundFrames = 17
    /// A transform that keeps the lags free of those that wrap around: 516 + 344 − 1 points at least.
    private static let transformLength = 1024
    /// Below this, nothing begins anywhere.
    private static let silence: Float = 1e-9

    /// Nil where there is nothing periodic to measure: no onsets at all.
    init?(_ onsets: OnsetBands) {
        let bandCount = OnsetBands.bandCount
        let bands = (0..<bandCount).map { Self.peaks(onsets, band: $0) }
        let frames = onsets.frameCount
        guard frames > 1 else { return nil }
        let starts = Array(stride(from: 0, to: max(1, frames - Self.windowFrames + 1), by: Self.hopFrames))
        // Bands are weighted by one over the root of their energy, so that none rules.
        let weights = bands.map { band in
            let energies = starts.map { Self.energy(Self.window(band, from: $0)) }
            return 1 / max(Self.silence, energies.reduce(0, +) / Float(starts.count)).squareRoot()
        }
        var curves = [[Float]](repeating: [Float](repeating: 0, count: Self.lagCount), count: 4)
        let correlator = Correlator(length: Self.transformLength, lagCount: Self.lagCount)
        for start in starts {
            let correlations = zip(bands, weights).map { band, weight in
                correlator.correlate(Self.window(band, from: start)).map { $0 * weight }
            }
            for (curve, range) in Self.curveBands.enumerated() {
                let total = range.reduce(Float(0)) { $0 + correlations[$1][0] }
                guard total > Self.silence else { continue }
                for lag in 0..<Self.lagCount {
                    let sum = range.reduce(Float(0)) { $0 + correlations[$1][lag] }
                    curves[curve][lag] += sum / total / Float(starts.count)
                }
            }
        }
        guard curves[0][0] > 0 else { return nil }
        self.curves = curves
    }

    /// A band's onsets above their background.
    private static func peaks(_ onsets: OnsetBands, band: Int) -> [Float] {
        let count = onsets.frameCount
        let values = (0..<count).map { onsets.values[$0 * OnsetBands.bandCount + band] }
        let half = backgroundFrames / 2
        return (0..<count).map { frame in
            let around = max(0, frame - half)...min(count - 1, frame + half)
            return max(0, values[frame] - values[around].reduce(0, +) / Float(backgroundFrames))
        }
    }

    /// A window of a band without its mean.
    private static func window(_ band: [Float], from start: Int) -> [Float] {
        let part = band[start..<min(band.count, start + windowFrames)]
        let mean = part.reduce(0, +) / Float(part.count)
        return part.map { $0 - mean }
    }

    private static func energy(_ values: [Float]) -> Float { values.reduce(0) { $0 + $1 * $1 } }

    /// A curve's value between lags, by the cubic through the two points on either side; lags beyond are those at the ends.
    static func value(_ curve: [Float], at lag: Double) -> Double {
        let clamped = min(max(1, lag), lastLag)
        let base = min(Int(clamped), lagCount - 3)
        let fraction = clamped - Double(base)
        let before = Double(curve[base - 1])
        let left = Double(curve[base])
        let right = Double(curve[base + 1])
        let after = Double(curve[base + 2])
        let cubic = 3 * (left - right) + after - before
        let square = 2 * before - 5 * left + 4 * right - after
        return left + fraction / 2 * (right - before + fraction * (square + fraction * cubic))
    }
}
