/// How well two fingerprints lie on each other.
package struct FingerprintMatch: Sendable, Equatable {
    /// The overlap that a comparison needs: fewer words agree by chance.
    package static let overlapCountMin = 40
    /// The shift that is tried to either side, about 15 s: another silence in front, an intro cut off.
    package static let shiftMax = 120
    /// At most this share of the bits differs between two encodings of one recording.
    package static let errorRateMax = 0.15

    /// The share of bits that differ at the best alignment, 0...0.5 and a little above.
    package let bitErrorRate: Double
    /// The words by which the second lags behind the first.
    package let shift: Int
    /// The words that lie on each other.
    package let overlapCount: Int

    /// 1 for equal fingerprints, 0 for what chance gives.
    package var score: Double { max(0, 1 - 2 * bitErrorRate) }

    package var isSameRecording: Bool { bitErrorRate <= Self.errorRateMax }

    /// Compares at every shift and keeps the best; nil where either is too short to tell.
    ///
    /// Words of digital silence say nothing about the recording and are left out of the count.
    package static func compare(_ first: Fingerprint, _ second: Fingerprint) -> FingerprintMatch? {
        var best: FingerprintMatch?
        // The nearest shifts first, so that of two equal ones the smaller wins.
        for distance in 0...shiftMax {
            for shift in distance == 0 ? [0] : [distance, -distance] {
                guard let match = compare(first.words, second.words, shift: shift) else { continue }
                if match.bitErrorRate < (best?.bitErrorRate ?? .infinity) { best = match }
            }
        }
        return best
    }

    private static func compare(_ first: [UInt32], _ second: [UInt32], shift: Int) -> FingerprintMatch? {
        let start = max(0, -shift)
        let end = min(first.count, second.count - shift)
        guard end - start >= overlapCountMin else { return nil }
        let needed = max(overlapCountMin, min(first.count, second.count) / 2)
        guard end - start >= needed else { return nil }
        var differing = 0
        var informative = 0
        for index in start..<end {
            let left = first[index]
            let right = second[index + shift]
            if index > start && left == first[index - 1] && right == second[index + shift - 1] { continue }
            differing += (left ^ right).nonzeroBitCount
            informative += 1
        }
        guard informative >= overlapCountMin / 2 else { return nil }
        return FingerprintMatch(
            bitErrorRate: Double(differing) / Double(32 * informative), shift: shift,
            overlapCount: end - start)
    }
}
