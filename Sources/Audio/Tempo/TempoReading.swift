/// A tempo measured near one that was judged: where up to 16 beats in a row agree most.
struct TempoReading {
    /// Where the parabola has its vertex that fits the agreement best around its maximum.
    let beatsPerMinute: Double
    /// How far the agreement rises above its mean around, in periodicities.
    let contrast: Double

    private static let mostBeats = 16
    /// How far from the tempo it is looked for, on either side, and in how many steps.
    private static let within = 0.03
    private static let steps = 60
    /// Steps on either side of the maximum that the parabola is fitted to, the sum of their squares s², and that of the
    /// squares of s² less its mean.
    private static let reach = 4
    private static let sumOfSquares = 60.0
    private static let sumOfCurves = 308.0
    private static let meanSquare = 20.0 / 3

    init(near tempo: Double, _ curve: [Float]) {
        let longest = OnsetBands.frames(ofBeatAt: tempo * (1 - Self.within))
        let beats = max(1, min(Self.mostBeats, Int(Periodicity.lastLag / longest)))
        let stretch = { (step: Double) in 1 + Self.within * step / Double(Self.steps) }
        let agreement = (-Self.steps...Self.steps).map { step in
            let beat = OnsetBands.frames(ofBeatAt: tempo * stretch(Double(step)))
            let sum = (1...beats).reduce(0) { $0 + Periodicity.value(curve, at: Double($1) * beat) }
            return sum / Double(beats)
        }
        var best = 0
        for index in agreement.indices where agreement[index] > agreement[best] { best = index }
        contrast = agreement[best] - agreement.reduce(0, +) / Double(agreement.count)
        beatsPerMinute = tempo * stretch(Double(best - Self.steps) + Self.vertex(of: agreement, near: best))
    }

    /// Steps from a maximum to the vertex.
    private static func vertex(of values: [Double], near best: Int) -> Double {
        guard best >= reach, best + reach < values.count else { return 0 }
        var slope = 0.0
        var curvature = 0.0
        for step in -reach...reach {
            slope += Double(step) * values[best + step] / sumOfSquares
            curvature += (Double(step * step) - meanSquare) * values[best + step] / sumOfCurves
        }
        let limit = Double(reach)
        return curvature < 0 ? min(limit, max(-limit, -slope / (2 * curvature))) : 0
    }
}
