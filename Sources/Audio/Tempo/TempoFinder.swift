import Glibc

/// Finds the tempo: candidates from the autocorrelation of onsets, each judged by how periodic the sound is at
/// fractions and multiples of its beat, in all, low, middle and high bands, and by how common the tempo is.
///
/// A candidate's score is linear in 42 features, with weights fitted as a softmax over the candidates of rendered
/// music of known tempo (docs/features/tempo.md); librosa and others decide between a tempo, its half and its double
/// by one prior alone, and are often an octave off.
package enum TempoFinder {
    /// Lags at which a candidate is judged, in beats.
    static let ratios = [1.0 / 4, 1.0 / 3, 1.0 / 2, 2.0 / 3, 1, 4.0 / 3, 3.0 / 2, 2, 3, 4]
    /// How far a maximum may lie from where the candidate expects it.
    private static let tolerance = 0.03
    private static let toleranceSteps = 7
    private static let lowest = 45.0
    private static let highest = 230.0
    /// The grid on which candidates are looked for, and how many of its maxima are taken with their multiples.
    private static let gridLowest = 40.0
    private static let gridHighest = 250.0
    private static let gridCount = 400
    private static let mostMaxima = 6
    private static let multiples = [1, 2, 1.0 / 2, 3, 1.0 / 3, 3.0 / 2, 2.0 / 3]
    /// Candidates closer than this are one.
    private static let closeness = 0.03
    /// A tempo counts as right within this.
    private static let rightWithin = 0.04
    /// Beats over which the final tempo is measured, at most.
    private static let mostBeats = 16
    /// How far from the candidate it is looked for, and in how many steps.
    private static let measuredWithin = 0.02
    private static let measuringSteps = 81

    /// The tempo of a recording; nil where nothing begins.
    package static func estimate(_ onsets: OnsetBands) -> BestTempo? {
        guard let periodicity = Periodicity(onsets) else { return nil }
        let candidates = candidates(periodicity.curves[0])
        guard !candidates.isEmpty else { return nil }
        let scores = candidates.map { score($0, periodicity) }
        let largest = scores.max() ?? 0
        let weights = scores.map { exp($0 - largest) }
        let total = weights.reduce(0, +)
        let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        let best = candidates[order[0]]
        let isNear = { (one: Double, other: Double) in abs(one / other - 1) < rightWithin }
        let probability = { (tempo: Double) in
            zip(candidates, weights).reduce(0) { $0 + (isNear($1.0, tempo) ? $1.1 / total : 0) }
        }
        let other = order.map { candidates[$0] }.first { !isNear($0, best) }
        return BestTempo(
            beatsPerMinute: measured(best, periodicity.curves[0]),
            confidence: min(1, probability(best)),
            runnerUpBeatsPerMinute: measured(other ?? best, periodicity.curves[0]),
            runnerUpConfidence: other.map { min(1, probability($0)) } ?? 0)
    }

    /// The candidates of a recording and their features, for fitting the weights.
    package static func candidates(_ onsets: OnsetBands) -> [(beatsPerMinute: Double, features: [Double])] {
        guard let periodicity = Periodicity(onsets) else { return [] }
        return candidates(periodicity.curves[0]).map { ($0, features($0, periodicity)) }
    }

    /// Frames of a beat.
    private static func beat(_ beatsPerMinute: Double) -> Double {
        60 * OnsetBands.framesPerSecond / beatsPerMinute
    }

    /// Maxima of the periodicity at one, two and four beats, and their multiples.
    static func candidates(_ curve: [Float]) -> [Double] {
        let step = log(gridHighest / gridLowest) / Double(gridCount - 1)
        let grid = (0..<gridCount).map { gridLowest * exp(Double($0) * step) }
        let comb = grid.map { tempo in
            let weights = [(1.0, 1.0), (2, 0.7), (4, 0.5)]
            return weights.reduce(0) { $0 + $1.1 * value(curve, at: $1.0 * beat(tempo)) }
        }
        let maxima = (1..<gridCount - 1).filter { comb[$0] >= comb[$0 - 1] && comb[$0] > comb[$0 + 1] }
            .sorted { (comb[$0], $1) > (comb[$1], $0) }.prefix(mostMaxima)
        var found: [Double] = []
        for index in maxima {
            for multiple in multiples {
                let tempo = grid[index] * multiple
                guard tempo >= lowest, tempo <= highest else { continue }
                if found.allSatisfy({ abs(tempo / $0 - 1) > closeness }) { found.append(tempo) }
            }
        }
        return found.map { tempo in
            best(near: tempo, within: 0.025, steps: 21) { near in
                [1.0, 2, 4].reduce(0) { $0 + value(curve, at: $1 * beat(near)) }
            }
        }
    }

    /// The score of a candidate.
    static func score(_ tempo: Double, _ periodicity: Periodicity) -> Double {
        zip(features(tempo, periodicity), TempoWeights.values).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// Ten periodicities for each of four curves, and two powers of the distance to 120 beats a minute in octaves.
    static func features(_ tempo: Double, _ periodicity: Periodicity) -> [Double] {
        var result: [Double] = []
        for curve in periodicity.curves {
            for ratio in ratios { result.append(maximum(curve, near: beat(tempo) * ratio)) }
        }
        let octaves = log2(tempo / 120)
        return result + [octaves * octaves, abs(octaves * octaves * octaves)]
    }

    private static func maximum(_ curve: [Float], near lag: Double) -> Double {
        let last = Double(curve.count - 2)
        guard lag * (1 - tolerance) <= last else { return 0 }
        var result = -Double.infinity
        for step in 0..<toleranceSteps {
            let stretch = 1 - tolerance + 2 * tolerance * Double(step) / Double(toleranceSteps - 1)
            result = max(result, Periodicity.value(curve, at: min(max(1, lag * stretch), last)))
        }
        return result
    }

    /// The tempo near a candidate at which the most beats in a row agree, to a tenth of a beat a minute.
    private static func measured(_ tempo: Double, _ curve: [Float]) -> Double {
        let beats = max(1, min(mostBeats, Int(Double(curve.count - 2) / (beat(tempo) * 1.02))))
        let grid = (0..<measuringSteps).map {
            tempo * (1 - measuredWithin + 2 * measuredWithin * Double($0) / Double(measuringSteps - 1))
        }
        let agreement = grid.map { near in
            (1...beats).reduce(0) { $0 + value(curve, at: Double($1) * beat(near)) }
        }
        var best = 0
        for index in agreement.indices where agreement[index] > agreement[best] { best = index }
        let exact = grid[best] + (grid[1] - grid[0]) * vertex(of: agreement, near: best)
        return (exact * 10).rounded() / 10
    }

    /// Steps from a maximum to the vertex of the parabola that fits it and two points on either side best.
    private static func vertex(of values: [Double], near best: Int) -> Double {
        guard best >= 2, best + 2 < values.count else { return 0 }
        var slope = 0.0
        var curvature = 0.0
        for step in -2...2 {
            slope += Double(step) * values[best + step] / 10
            curvature += Double(step * step - 2) * values[best + step] / 14
        }
        return curvature < 0 ? min(2, max(-2, -slope / (2 * curvature))) : 0
    }

    private static func value(_ curve: [Float], at lag: Double) -> Double {
        Periodicity.value(curve, at: min(lag, Double(curve.count - 2)))
    }

    private static func best(near tempo: Double, within share: Double, steps: Int, score: (Double) -> Double)
        -> Double
    {
        var result = tempo
        var most = -Double.infinity
        for step in 0..<steps {
            let near = tempo * (1 - share + 2 * share * Double(step) / Double(steps - 1))
            let value = score(near)
            if value > most {
                most = value
                result = near
            }
        }
        return result
    }
}
