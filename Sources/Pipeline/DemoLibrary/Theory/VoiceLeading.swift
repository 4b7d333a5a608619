/// Chords as a player's hand finds them: each voicing near the one before.
enum VoiceLeading {
    /// One voicing for each chord inside `range`, close position, moving as little as possible.
    static func voicings(of chords: [DemoChord], within range: ClosedRange<Int>) -> [[Int]] {
        var previous: [Int]?
        return chords.map { chord in
            let candidates = closePositions(of: chord, within: range)
            let centre = Double(range.lowerBound + range.upperBound) / 2
            let best = candidates.min { left, right in
                cost(left, after: previous, centre: centre) < cost(right, after: previous, centre: centre)
            }
            let voicing = best ?? chord.pitchClasses.map { range.lowerBound + $0 }
            previous = voicing
            return voicing
        }
    }

    private static func closePositions(of chord: DemoChord, within range: ClosedRange<Int>) -> [[Int]] {
        var positions: [[Int]] = []
        for lowest in range where chord.contains(lowest) {
            var notes = [lowest]
            var note = lowest + 1
            while notes.count < chord.intervals.count {
                if chord.contains(note) { notes.append(note) }
                note += 1
            }
            if let top = notes.last, range.contains(top) { positions.append(notes) }
        }
        return positions
    }

    private static func cost(_ notes: [Int], after previous: [Int]?, centre: Double) -> Double {
        let mean = Double(notes.reduce(0, +)) / Double(notes.count)
        let drift = abs(mean - centre) * 0.25
        guard let previous else { return drift }
        let motion = notes.reduce(0) { sum, note in sum + (previous.map { abs($0 - note) }.min() ?? 0) }
        return Double(motion) + drift
    }
}
