import Glibc

/// Finds the key: the correlation of the mean tonal profile with key profiles, and the place that the tonic triad has
/// among the chords.
///
/// A key's score is the mean of the correlations with each profile, plus shares of the time that its tonic triad
/// sounds in all, at the beginning and at the end. Profiles and weights were chosen by measurement (docs/features/key.md).
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

    /// Groups of frames that are the beginning, or the end: about two seconds.
    private static let edgeGroups = 20

    package init(
        profiles: [KeyProfile] = [.kostkaPayne, .shaath], tonicWeight: Double = 0.3,
        openingWeight: Double = 0.07,
        closingWeight: Double = 0.05, minorBias: Double = 0.04, temperature: Double = 0.1
    ) {
        precondition(!profiles.isEmpty && temperature > 0, "there is a profile and a positive temperature")
        self.profiles = profiles
        self.tonicWeight = tonicWeight
        self.openingWeight = openingWeight
        self.closingWeight = closingWeight
        self.minorBias = minorBias
        self.temperature = temperature
    }

    /// The key of a tonal profile with its chords.
    package func estimate(_ chroma: ChromaSequence, chords: ChordProgression) -> KeyEstimate {
        let scores = scores(chroma, chords: chords)
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
    package func scores(_ chroma: ChromaSequence, chords: ChordProgression) -> [Double] {
        let mean = KeyProfile.standardize(Self.mean(chroma))
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
        let indices = chords.indices[...]
        for (weight, part) in [
            (tonicWeight, indices), (openingWeight, indices.prefix(Self.edgeGroups)),
            (closingWeight, indices.suffix(Self.edgeGroups)),
        ] {
            for index in part where index < 24 { scores[index] += weight / Double(part.count) }
        }
        for key in 12..<24 { scores[key] += minorBias }
        return scores
    }

    /// The mean of the groups, each at unit length, so that loud ones do not outweigh.
    private static func mean(_ chroma: ChromaSequence) -> [Double] {
        let rows = chroma.normalizedByLength()
        var sums = [Double](repeating: 0, count: 12)
        for frame in 0..<rows.frameCount {
            for pitchClass in 0..<12 { sums[pitchClass] += Double(rows[frame, pitchClass]) }
        }
        return sums
    }
}
