/// Hears chords: the path through 24 triads and none that agrees best with the tonal profile and changes rarely.
///
/// A group's agreement with a triad is the cosine between its saliences and the triad's three classes; none agrees
/// by a constant with every group, and fully with a silent one; a change costs a constant. The best path is found by
/// dynamic programming (T. Fujishima, Realtime chord recognition of musical sound, 1999; A. Sheh and D. Ellis, Chord
/// segmentation and recognition using EM-trained hidden Markov models, 2003).
package enum ChordRecognizer {
    /// How well none agrees: a little less than a lone note with its triads (1/√3).
    package static let agreementOfNone: Float = 0.55
    /// What a change of chord costs, in cosines.
    package static let changeCost: Float = 0.4
    /// The length of a group's saliences below which it is silent.
    package static let silence: Float = 0.1

    /// The chord of each group.
    package static func recognize(_ chroma: ChromaSequence) -> ChordProgression {
        guard chroma.frameCount > 0 else { return ChordProgression(indices: []) }
        var scores = [Float](repeating: 0, count: Chord.count)
        // From which chord the best path to each group and chord comes.
        var origins = [UInt8](repeating: 0, count: chroma.frameCount * Chord.count)
        var agreement = [Float](repeating: 0, count: Chord.count)
        for frame in 0..<chroma.frameCount {
            agree(chroma, frame, into: &agreement)
            let best = largest(scores)
            let changed = scores[best] - changeCost
            for chord in 0..<Chord.count {
                let stays = frame == 0 || scores[chord] >= changed
                origins[frame * Chord.count + chord] = UInt8(stays ? chord : best)
                scores[chord] = (stays ? scores[chord] : changed) + agreement[chord]
            }
            // Scores are compared with each other only: keeping them small keeps their precision.
            let base = scores[largest(scores)]
            for chord in 0..<Chord.count { scores[chord] -= base }
        }
        var path = [Int](repeating: 0, count: chroma.frameCount)
        var chord = largest(scores)
        for frame in path.indices.reversed() {
            path[frame] = chord
            chord = Int(origins[frame * Chord.count + chord])
        }
        return ChordProgression(indices: path)
    }

    /// How well each chord agrees with a group.
    static func agree(_ chroma: ChromaSequence, _ frame: Int, into agreement: inout [Float]) {
        var power: Float = 0
        for pitchClass in 0..<ChromaSequence.classCount {
            power += chroma[frame, pitchClass] * chroma[frame, pitchClass]
        }
        guard power > silence * silence else {
            for chord in 0..<Chord.count { agreement[chord] = 0 }
            agreement[Chord.none.index] = 1
            return
        }
        let scale = 1 / (3 * power).squareRoot()
        for root in 0..<12 {
            let outer = chroma[frame, root] + chroma[frame, (root + 7) % 12]
            agreement[root] = (outer + chroma[frame, (root + 4) % 12]) * scale
            agreement[12 + root] = (outer + chroma[frame, (root + 3) % 12]) * scale
        }
        agreement[Chord.none.index] = agreementOfNone
    }

    private static func largest(_ values: [Float]) -> Int {
        var best = 0
        for index in values.indices where values[index] > values[best] { best = index }
        return best
    }
}
