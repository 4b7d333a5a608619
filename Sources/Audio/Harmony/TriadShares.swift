import Glibc

/// The share of time of each of the 24 triads in all, at the beginning and at the end, as the key is found from it.
///
/// The chords that are told are decisions, and where two triads agree nearly alike a codec may turn them for seconds. Here
/// each group of frames is shared among all chords by a softmax of their agreements (the mean of about half a second), so that
/// what hardly changes the sound hardly changes the shares.
struct TriadShares {
    let all: [Double]
    let opening: [Double]
    let closing: [Double]

    static let count = Chord.count - 1
    /// Groups of frames that are the beginning, or the end: about two seconds.
    private static let edgeGroups = 20
    /// Groups on either side that are averaged with one.
    private static let reach = 4
    /// How much better a chord agrees for it to be e times as probable.
    private static let temperature = 0.03

    /// `weights` tell how much each group counts, 1 on average.
    init(_ chroma: ChromaSequence, weights: [Double]) {
        let probabilities = Self.probabilities(chroma)
        func mean(_ groups: Range<Int>) -> [Double] {
            var sums = [Double](repeating: 0, count: Self.count)
            for group in groups {
                for triad in sums.indices {
                    sums[triad] += weights[group] * probabilities[group * Chord.count + triad]
                }
            }
            return sums.map { $0 / Double(max(1, groups.count)) }
        }
        let count = chroma.frameCount
        all = mean(0..<count)
        opening = mean(0..<min(count, Self.edgeGroups))
        closing = mean(max(0, count - Self.edgeGroups)..<count)
    }

    /// The probability of each chord in each group.
    private static func probabilities(_ chroma: ChromaSequence) -> [Double] {
        var agreements: [Float] = []
        agreements.reserveCapacity(chroma.frameCount * Chord.count)
        var agreement = [Float](repeating: 0, count: Chord.count)
        for group in 0..<chroma.frameCount {
            ChordRecognizer.agree(chroma, group, into: &agreement)
            agreements += agreement
        }
        let bell = (-reach...reach).map { 0.5 + 0.5 * cos(Double.pi * Double($0) / Double(reach + 1)) }
        let kernel = bell.map { $0 / bell.reduce(0, +) / temperature }
        var result = [Double](repeating: 0, count: agreements.count)
        for group in 0..<chroma.frameCount {
            let row = group * Chord.count..<(group + 1) * Chord.count
            for (offset, share) in kernel.enumerated() {
                let other = min(chroma.frameCount - 1, max(0, group + offset - reach)) * Chord.count
                for chord in 0..<Chord.count {
                    result[row.lowerBound + chord] += share * Double(agreements[other + chord])
                }
            }
            let largest = result[row].max() ?? 0
            for index in row { result[index] = exp(result[index] - largest) }
            let total = result[row].reduce(0, +)
            for index in row { result[index] /= total }
        }
        return result
    }
}
