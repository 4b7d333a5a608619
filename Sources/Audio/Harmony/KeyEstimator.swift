import Glibc

/// Finds the key: the correlation of the mean tonal profile with key profiles, and the place that the tonic triad has
/// among the chords.
///
/// A key's score is the mean of the correlations with each profile, plus shares of the time that its tonic triad
/// sounds in all, at the beginning and at the end (`TriadShares`). Every part is continuous in the sound. Profiles and weights
/// were chosen by measurement (docs/features/key.md).
package struct KeyEstimator: Sendable {
    package var profiles: [KeyProfile]
    /// How much the share of time of the tonic triad adds.
    package var tonicWeight: Double
    /// How much the share of time of the tonic triad in the first and in the last seconds adds.
    package var openingWeight: Double
    package var closingWeight: Double
    /// What minor keys get added.
    package var minorBias: Double
    /// How far apart scores are for one to be e times as probable: fitted on the tunes that chose the weights.
    package var temperature: Double

    /// The level at which a group counts half, in root mean squares of all: what nearly is silence has only noise to tell.
    private static let quiet = 0.3

    package init(
        profiles: [KeyProfile] = [.kostkaPayne, .shaath], tonicWeight: Double = 0.3,
        openingWeight: Double = 0.1,
        closingWeight: Double = 0.05, minorBias: Double = 0.05, temperature: Double = 0.1
    ) {
        precondition(!profiles.isEmpty && temperature > 0, "there is a profile and a positive temperature")
        self.profiles = profiles
        self.tonicWeight = tonicWeight
        self.openingWeight = openingWeight
        self.closingWeight = closingWeight
        self.minorBias = minorBias
        self.temperature = temperature
    }

    /// The key of a tonal profile.
    package func estimate(_ chroma: ChromaSequence) -> KeyEstimate {
        let scores = scores(chroma)
        let order = scores.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }
        let best = order[0]
        let next = order[1]
        let total = scores.reduce(0) { $0 + exp(($1 - scores[best]) / temperature) }
        let isHeard = chroma.values.contains { $0 > 0 }
        return KeyEstimate(
            tonic: best % 12, isMinor: best >= 12, confidence: isHeard ? 1 / total : 0,
            runnerUpTonic: next % 12, runnerUpIsMinor: next >= 12)
    }

    /// The scores of 12 major and 12 minor keys from C.
    package func scores(_ chroma: ChromaSequence) -> [Double] {
        let weights = Self.weights(chroma)
        let mean = KeyProfile.standardize(Self.mean(chroma, weights: weights))
        var scores = [Double](repeating: 0, count: 24)
        for profile in profiles {
            let (major, minor) = profile.standardized
            for tonic in 0..<12 {
                for step in 0..<12 {
                    let heard = mean[(tonic + step) % 12] / Double(profiles.count)
                    scores[tonic] += major[step] * heard
                    scores[12 + tonic] += minor[step] * heard
                }
            }
        }
        let shares = TriadShares(chroma, weights: weights)
        for key in scores.indices {
            scores[key] += tonicWeight * shares.all[key]
            scores[key] += openingWeight * shares.opening[key] + closingWeight * shares.closing[key]
            if key >= 12 { scores[key] += minorBias }
        }
        return scores
    }

    /// How much each group counts: alike wherever something sounds, less where it is near silence; 1 on average.
    private static func weights(_ chroma: ChromaSequence) -> [Double] {
        let count = chroma.frameCount
        let energies = (0..<count).map { group in
            (0..<12).reduce(0.0) { $0 + Double(chroma[group, $1] * chroma[group, $1]) }
        }
        let half = quiet * quiet * energies.reduce(0, +) / Double(max(1, count))
        let weights = energies.map { $0 > 0 ? $0 / ($0 + half) : 0 }
        let mean = weights.reduce(0, +) / Double(max(1, count))
        return mean > 0 ? weights.map { $0 / mean } : weights
    }

    /// The mean of the groups, each at unit length, so that loud ones do not outweigh.
    private static func mean(_ chroma: ChromaSequence, weights: [Double]) -> [Double] {
        let rows = chroma.normalizedByLength()
        var sums = [Double](repeating: 0, count: 12)
        for group in 0..<rows.frameCount {
            for pitchClass in 0..<12 { sums[pitchClass] += weights[group] * Double(rows[group, pitchClass]) }
        }
        return sums
    }
}
