import CatalogCore

/// Melodies from one motif: stated, repeated on the next chord, turned over, brought home.
struct Melody {
    /// Where the notes of a bar start, in beats; the last sounds until the bar ends.
    let rhythms: [[Double]]
    let key: DemoKey
    /// The lowest note that the tonic may be.
    let lowest: Int
    /// Scale steps above the tonic that the tune keeps within.
    var steps: ClosedRange<Int> = -2...9

    /// The tune over one chord a bar, phrase by phrase of four bars.
    func compose(over chords: [DemoChord], beatsPerBar: Double, random: inout SplitMix64) -> [Score.Note] {
        guard !chords.isEmpty, !rhythms.isEmpty else { return [] }
        let opening = rhythms[random.index(below: rhythms.count)]
        let answer = rhythms[random.index(below: rhythms.count)]
        let contour = makeContour(length: max(opening.count, answer.count), random: &random)
        var notes: [Score.Note] = []
        var step = 2 * random.index(below: 3)
        for (bar, chord) in chords.enumerated() {
            let place = bar % 4
            let isLast = bar == chords.count - 1
            if place == 3 || isLast {
                notes += cadence(bar: bar, chord: chord, beatsPerBar: beatsPerBar, isLast: isLast, from: step)
                continue
            }
            let rhythm = place == 2 ? answer : opening
            let direction = place == 2 ? -1 : 1
            for (index, onset) in rhythm.enumerated() {
                let end = index + 1 < rhythm.count ? rhythm[index + 1] : beatsPerBar
                step = clamp(step + direction * contour[index])
                let isStrong = onset == 0 || end - onset >= 1
                if isStrong { step = nearestChordStep(to: step, in: chord) }
                notes.append(
                    Score.Note(
                        beat: Double(bar) * beatsPerBar + onset, duration: (end - onset) * 0.92,
                        pitch: pitch(of: step, in: chord), velocity: onset == 0 ? 0.9 : 0.72))
            }
        }
        return notes
    }

    private func makeContour(length: Int, random: inout SplitMix64) -> [Int] {
        let moves = [1, 1, 1, -1, -1, -1, 2, -2, 0, 3]
        return (0..<length).map { $0 == 0 ? 0 : moves[random.index(below: moves.count)] }
    }

    /// The bar that ends a phrase: one long chord note; the tonic where the tune ends.
    private func cadence(
        bar: Int, chord: DemoChord, beatsPerBar: Double, isLast: Bool, from step: Int
    ) -> [Score.Note] {
        let tonicStep = step > 4 ? 7 : 0
        let target = isLast ? tonicStep : nearestChordStep(to: step, in: chord)
        let start = Double(bar) * beatsPerBar
        return [
            Score.Note(
                beat: start, duration: beatsPerBar * 0.8, pitch: pitch(of: target, in: chord), velocity: 0.85)
        ]
    }

    private func clamp(_ step: Int) -> Int {
        if step > steps.upperBound { return step - 4 }
        return step < steps.lowerBound ? step + 4 : step
    }

    private func nearestChordStep(to step: Int, in chord: DemoChord) -> Int {
        let candidates = (step - 3...step + 3).filter {
            steps.contains($0) && chord.contains(key.note(step: $0, above: lowest))
        }
        return candidates.min { (abs($0 - step), $0) < (abs($1 - step), $1) } ?? step
    }

    /// The scale's note, raised or lowered where the chord has its neighbour (the leading note over V in minor).
    private func pitch(of step: Int, in chord: DemoChord) -> Int {
        let note = key.note(step: step, above: lowest)
        if chord.contains(note) { return note }
        if chord.contains(note + 1) && !key.scale.contains(((note + 1 - key.tonic) % 12 + 12) % 12) {
            return note + 1
        }
        return note
    }
}
