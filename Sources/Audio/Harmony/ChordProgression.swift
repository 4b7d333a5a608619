/// The chords of a recording in time.
package struct ChordProgression: Equatable, Sendable {
    /// A chord of 25 (`Chord.index`) for each group of frames of the tonal profile.
    package let indices: [Int]

    /// A stretch of one chord.
    package struct Segment: Equatable, Sendable {
        package let chord: Chord
        package let startSeconds: Double
        package let endSeconds: Double
    }

    package init(indices: [Int]) { self.indices = indices }

    package var segments: [Segment] {
        var result: [Segment] = []
        var start = 0
        for position in indices.indices
        where position + 1 == indices.count || indices[position + 1] != indices[position] {
            result.append(
                Segment(
                    chord: Chord(index: indices[position]),
                    startSeconds: Double(start) * TonalProfile.stepSeconds,
                    endSeconds: Double(position + 1) * TonalProfile.stepSeconds))
            start = position + 1
        }
        return result
    }

    /// Changes from one chord to another in a minute; going into and out of silence is none.
    package var changesPerMinute: Double {
        let chords = indices.filter { $0 != Chord.none.index }
        guard !indices.isEmpty else { return 0 }
        let changes = zip(chords, chords.dropFirst()).count { $0 != $1 }
        return Double(changes) / (Double(indices.count) * TonalProfile.stepSeconds / 60)
    }

    /// The share of time of each of the 25 chords.
    package var histogram: [Float] {
        var result = [Float](repeating: 0, count: Chord.count)
        for index in indices { result[index] += 1 / Float(indices.count) }
        return result
    }
}
