import Glibc

/// What key and chords are heard from: twelve saliences for every four frames of a constant-Q transform.
///
/// Magnitudes are averaged over four frames (93 ms), compressed (log(1 + 1,000·x), so that quiet notes count), freed
/// of the broad part that noise and drums add (less the mean of one octave around, not below zero), and of part of
/// what the third and fifth partial of a lower note add; then folded to pitch classes.
///
/// The transform is tuned to A = 440 Hz whatever the recording is tuned to: a tuning that is estimated moves in steps, and a codec
/// may change it. A bin belongs to the classes around it by how far it lies from the notes themselves: a Gaussian of that
/// distance, where the notes are found from all saliences, as the angle of their mean on a circle of one semitone.
package struct TonalProfile: Sendable {
    /// Saliences, C to B, of each group of frames; empty until the end of the signal.
    package private(set) var chroma = ChromaSequence()
    private var sum = [Float](repeating: 0, count: ConstantQBasis.rowCount)
    private var summed = 0
    /// Saliences of the bins of one octave, group after group.
    private var saliences: [Float] = []
    /// Energy of each of these bins.
    private var energies = [Double](repeating: 0, count: binsPerOctave)

    package static let framesPerGroup = 4
    /// Seconds between groups.
    package static let stepSeconds =
        Double(framesPerGroup * ConstantQTransform.hop) / ConstantQBasis.sampleRate
    private static let gain: Float = 1_000
    private static let halfOctave = ConstantQBasis.binsPerOctave / 2
    private static let binsPerOctave = ConstantQBasis.binsPerOctave
    private static let binsPerSemitone = Double(ConstantQBasis.binsPerOctave / ChromaSequence.classCount)
    private static let overtoneShare: Float = 0.3
    /// Bins between a note and its third and its fifth partial.
    private static let overtones = [57, 84]
    /// Bins that count: five octaves from C2. Below, recordings have more rumble and codecs more noise than notes.
    private static let bins = binsPerOctave..<6 * binsPerOctave
    /// How many bins from a note a bin counts for it by exp(−½).
    private static let width = 0.7
    /// How much the tuning of A = 440 Hz is favoured where notes have no common one.
    private static let standardShare = 0.05

    package init() {}

    /// Takes one frame of `ConstantQTransform.rowCount` magnitudes of a transform whose tuning is 0.
    package mutating func add(_ magnitudes: UnsafePointer<Float>) {
        for bin in sum.indices { sum[bin] += magnitudes[bin] }
        summed += 1
        if summed == Self.framesPerGroup { endGroup() }
    }

    /// Ends the signal: a last group may have fewer frames.
    package mutating func finish() {
        if summed > 0 { endGroup() }
        let shares = classShares()
        chroma.reserveFrames(saliences.count / Self.binsPerOctave)
        var frame = [Float](repeating: 0, count: ChromaSequence.classCount)
        for group in stride(from: 0, to: saliences.count, by: Self.binsPerOctave) {
            for pitchClass in frame.indices {
                let first = pitchClass * Self.binsPerOctave
                frame[pitchClass] = (0..<Self.binsPerOctave).reduce(0) {
                    $0 + shares[first + $1] * saliences[group + $1]
                }
            }
            chroma.append(frame)
        }
        saliences = []
    }

    /// How much each bin of an octave counts for each class, class after class.
    private func classShares() -> [Float] {
        let notes = notesAboveStandard()
        return (0..<ChromaSequence.classCount).flatMap { pitchClass in
            (0..<Self.binsPerOctave).map { bin in
                let place = Double(bin) - notes - Double(pitchClass) * Self.binsPerSemitone
                let distance = place.remainder(dividingBy: Double(Self.binsPerOctave)) / Self.width
                return Float(exp(-distance * distance / 2))
            }
        }
    }

    /// How far the notes lie above those of A = 440 Hz, in bins: half a semitone at most.
    private func notesAboveStandard() -> Double {
        var real = Self.standardShare * energies.reduce(0, +)
        var imaginary = 0.0
        for (bin, energy) in energies.enumerated() {
            let angle = 2 * Double.pi * Double(bin) / Self.binsPerSemitone
            real += energy * cos(angle)
            imaginary += energy * sin(angle)
        }
        return atan2(imaginary, real) / (2 * Double.pi) * Self.binsPerSemitone
    }

    private mutating func endGroup() {
        let compressed = sum.map { log1pf(Self.gain * $0 / Float(summed)) }
        let sharpened = Self.withoutLocalMean(compressed)
        let group = saliences.count
        saliences.append(contentsOf: repeatElement(0, count: Self.binsPerOctave))
        for bin in Self.bins {
            var value = sharpened[bin]
            for overtone in Self.overtones where bin >= overtone {
                value -= Self.overtoneShare * sharpened[bin - overtone]
            }
            guard value > 0 else { continue }
            saliences[group + bin % Self.binsPerOctave] += value
        }
        for bin in 0..<Self.binsPerOctave {
            let salience = Double(saliences[group + bin])
            energies[bin] += salience * salience
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
