/// How the level moves inside a window: the descriptors that told two hard-rock bands apart.
package struct LevelPattern: Sendable, Equatable {
    package let meanRMS: Double
    package let largestRMS: Double
    /// Share of the frames above the mean.
    package let shareAboveMean: Double
    /// How often the level passes its mean.
    package let meanCrossings: Int
    /// Frame-to-frame changes larger than `jumpShare` of the mean.
    package let largeJumps: Int

    package static let jumpShare = 0.25

    package init(rms: ArraySlice<Float>) {
        let mean = rms.isEmpty ? 0 : rms.reduce(0.0) { $0 + Double($1) } / Double(rms.count)
        var above = 0
        var crossings = 0
        var jumps = 0
        var previous: Float?
        for value in rms {
            if Double(value) > mean { above += 1 }
            if let previous {
                if (Double(value) > mean) != (Double(previous) > mean) { crossings += 1 }
                if abs(Double(value) - Double(previous)) > Self.jumpShare * mean { jumps += 1 }
            }
            previous = value
        }
        meanRMS = mean
        largestRMS = Double(rms.max() ?? 0)
        shareAboveMean = rms.isEmpty ? 0 : Double(above) / Double(rms.count)
        meanCrossings = crossings
        largeJumps = jumps
    }
}
