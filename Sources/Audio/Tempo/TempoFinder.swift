import Glibc

/// Finds the tempo: every tempo of a grid is judged by how periodic the sound is at fractions and multiples of its beat, in
/// all, low, middle and high bands, and by how common the tempo is.
///
/// A tempo's score is linear in 42 features, with weights fitted as a softmax over the grid on rendered music of known tempo
/// (docs/features/tempo.md); librosa and others decide between a tempo, its half and its double by one prior alone, and are
/// often an octave off. The scores are continuous in the sound: no tempo enters or leaves a list of candidates because a
/// codec moved a maximum.
package enum TempoFinder {
    /// Lags at which a tempo is judged, in beats.
    static let ratios = [1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 1, 4.0 / 3, 3.0 / 2, 2, 3, 4]
    /// How far a maximum may lie from where the tempo expects it, and the share of a lag over which one fades that has no
    /// room on the curve.
    private static let tolerance = 0.03
    private static let toleranceSteps = 13
    private static let fade = 0.06
    private static let lowest = 45.0
    private static let highest = 230.0
    /// The tempi that are judged lie this far apart, in natural logarithms.
    private static let step = 0.01
    /// Neighbours on either side whose probability counts for a tempo, the farther the less.
    private static let reach = 4
    /// A tempo counts as right within this.
    private static let rightWithin = 0.04
    /// The runner-up is this many steps away at least: a tenth.
    private static let apart = 10
    /// Music whose agreement rises less than this above its surroundings has no pulse: 0.004 to 0.006 without one, 0.03 and
    /// more with one. Which tempo is best is chance there, and a codec's choice.
    private static let leastContrast = 0.02
    /// Where it rises less than this, a codec moves the tempo by hundredths of a beat a minute instead of ten-thousandths.
    private static let clearContrast = 0.1
    /// The middle of what is common.
    static let middle = 120.0

    private static let grid = (0...Int(log(highest / lowest) / step)).map { lowest * exp(Double($0) * step) }

    /// The tempo of a recording; nil where nothing begins, or nothing that comes back.
    package static func estimate(_ onsets: OnsetBands) -> BestTempo? {
        guard let periodicity = Periodicity(onsets) else { return nil }
        let probabilities = probabilities(periodicity)
        let smooth = grid.indices.map { index in
            (-reach...reach).reduce(0.0) { sum, offset in
                guard grid.indices.contains(index + offset) else { return sum }
                return sum + probabilities[index + offset] * (1 - Double(abs(offset)) / Double(reach + 1))
            }
        }
        let most = { (indices: [Int]) in indices.max { (smooth[$0], $1) < (smooth[$1], $0) } ?? 0 }
        let best = most(Array(grid.indices))
        let other = most(grid.indices.filter { abs($0 - best) > apart })
        let probability = { (tempo: Double) in
            zip(grid, probabilities).reduce(0) { $0 + (abs($1.0 / tempo - 1) < rightWithin ? $1.1 : 0) }
        }
        let reading = TempoReading(near: grid[best], periodicity.curves[0])
        guard reading.contrast >= leastContrast else { return nil }
        let runnerUp = TempoReading(near: grid[other], periodicity.curves[0])
        return BestTempo(
            beatsPerMinute: told(reading), confidence: min(1, probability(grid[best])),
            runnerUpBeatsPerMinute: told(runnerUp), runnerUpConfidence: min(1, probability(grid[other])))
    }

    /// The tempi that are judged and their features, for fitting the weights.
    package static func judged(_ onsets: OnsetBands) -> [(beatsPerMinute: Double, features: [Double])] {
        guard let periodicity = Periodicity(onsets) else { return [] }
        return grid.map { ($0, features($0, periodicity)) }
    }

    /// To a tenth of a beat a minute, or to a whole one where the pulse is weak.
    private static func told(_ reading: TempoReading) -> Double {
        let parts = reading.contrast >= clearContrast ? 10.0 : 1
        return (reading.beatsPerMinute * parts).rounded() / parts
    }

    /// A softmax of the scores.
    private static func probabilities(_ periodicity: Periodicity) -> [Double] {
        let scores = grid.map { tempo in
            zip(features(tempo, periodicity), TempoWeights.values).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let largest = scores.max() ?? 0
        let odds = scores.map { exp($0 - largest) }
        let total = odds.reduce(0, +)
        return odds.map { $0 / total }
    }

    /// Ten periodicities for each of four curves, and two powers of the distance to the middle in octaves.
    private static func features(_ tempo: Double, _ periodicity: Periodicity) -> [Double] {
        let beat = OnsetBands.frames(ofBeatAt: tempo)
        var result: [Double] = []
        for curve in periodicity.curves {
            for ratio in ratios { result.append(maximum(curve, near: beat * ratio)) }
        }
        let octaves = log2(tempo / middle)
        return result + [octaves * octaves, abs(octaves * octaves * octaves)]
    }

    private static func maximum(_ curve: [Float], near lag: Double) -> Double {
        let room = (Periodicity.lastLag / (lag * (1 - tolerance)) - 1) / fade
        guard room > 0 else { return 0 }
        var result = -Double.infinity
        for step in 0..<toleranceSteps {
            let stretch = 1 - tolerance + 2 * tolerance * Double(step) / Double(toleranceSteps - 1)
            result = max(result, Periodicity.value(curve, at: lag * stretch))
        }
        return result * min(1, room)
    }
}
