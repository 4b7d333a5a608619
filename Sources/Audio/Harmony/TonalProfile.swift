import Glibc

/// What key and chords are heard from: twelve saliences for every four frames of a constant-Q transform.
///
/// Magnitudes are averaged over four frames (93 ms), compressed (log(1 + 1,000·x), so that quiet notes count), freed
/// of the broad part that noise and drums add (less the mean of one octave around, not below zero), and of part of
/// what the third and fifth partial of a lower note add; then folded to pitch classes.
///
/// The transform follows a recording's tuning within a third of a semitone, its own resolution. Which of the three bins of a
/// semitone notes lie in is told by the saliences themselves, once all are known: the one that has most of their energy.
/// A recording a third of a semitone off then has its notes in the middle of their classes and not on the edge, where a
/// codec decides.
package struct TonalProfile: Sendable {
    /// Saliences, C to B, of each group of frames; empty until the end of the signal.
    package private(set) var chroma = ChromaSequence()
    private var sum = [Float](repeating: 0, count: ConstantQBasis.rowCount)
    private var summed = 0
    /// Saliences of the bins of one octave, group after group.
    private var saliences: [Float] = []
    /// Energy of the lowest, the middle and the highest bin of all semitones.
    private var energies = [Double](repeating: 0, count: binsPerSemitone)

    package static let framesPerGroup = 4
    /// Seconds between groups.
    package static let stepSeconds =
        Double(framesPerGroup * ConstantQTransform.hop) / ConstantQBasis.sampleRate
    private static let gain: Float = 1_000
    private static let halfOctave = ConstantQBasis.binsPerOctave / 2
    private static let binsPerOctave = ConstantQBasis.binsPerOctave
    private static let binsPerSemitone = ConstantQBasis.binsPerOctave / ChromaSequence.classCount
    private static let overtoneShare: Float = 0.3
    /// Bins between a note and its third and its fifth partial.
    private static let overtones = [57, 84]
    /// Bins that count: six octaves from C1.
    private static let binCount = 6 * ConstantQBasis.binsPerOctave

    package init() {}

    /// Takes one frame of `ConstantQTransform.rowCount` magnitudes.
    package mutating func add(_ magnitudes: UnsafePointer<Float>) {
        for bin in sum.indices { sum[bin] += magnitudes[bin] }
        summed += 1
        if summed == Self.framesPerGroup { endGroup() }
    }

    /// Ends the signal: a last group may have fewer frames.
    package mutating func finish() {
        if summed > 0 { endGroup() }
        // A bin that is the upper one of the class below, or the lower one of the class above, is nearest to these notes.
        let shift = energies[2] > max(energies[0], energies[1]) ? 1 : energies[0] > energies[1] ? -1 : 0
        chroma.reserveFrames(saliences.count / Self.binsPerOctave)
        var frame = [Float](repeating: 0, count: ChromaSequence.classCount)
        for group in stride(from: 0, to: saliences.count, by: Self.binsPerOctave) {
            for pitchClass in frame.indices { frame[pitchClass] = 0 }
            for bin in 0..<Self.binsPerOctave {
                let place = (bin + 1 - shift + Self.binsPerOctave) / Self.binsPerSemitone
                frame[place % ChromaSequence.classCount] += saliences[group + bin]
            }
            chroma.append(frame)
        }
        saliences = []
    }

    private mutating func endGroup() {
        let compressed = sum.map { log1pf(Self.gain * $0 / Float(summed)) }
        let sharpened = Self.withoutLocalMean(compressed)
        let group = saliences.count
        saliences.append(contentsOf: repeatElement(0, count: Self.binsPerOctave))
        for bin in 0..<Self.binCount {
            var value = sharpened[bin]
            for overtone in Self.overtones where bin >= overtone {
                value -= Self.overtoneShare * sharpened[bin - overtone]
            }
            guard value > 0 else { continue }
            saliences[group + bin % Self.binsPerOctave] += value
        }
        for bin in 0..<Self.binsPerOctave {
            let salience = Double(saliences[group + bin])
            energies[(bin + 1) % Self.binsPerSemitone] += salience * salience
        }
        for bin in sum.indices { sum[bin] = 0 }
        summed = 0
    }

    /// What rises above the mean of half an octave on either side; the ends repeat.
    private static func withoutLocalMean(_ values: [Float]) -> [Float] {
        let last = values.count - 1
        var total: Float = 0
        for offset in -halfOctave...halfOctave { total += values[min(last, max(0, offset))] }
        var result = values
        for bin in values.indices {
            result[bin] = max(0, values[bin] - total / Float(2 * halfOctave + 1))
            total += values[min(last, bin + halfOctave + 1)] - values[max(0, bin - halfOctave)]
        }
        return result
    }
}
