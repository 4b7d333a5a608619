import CHarmony
import Glibc

/// Maps the power spectrum of a 2,048-point frame to twelve pitch classes: Gaussian bumps around each semitone, weighted
/// by an octave Gaussian around A5 (D. Ellis, Chroma feature analysis and synthesis, 2007; librosa's `chroma_stft`).
package struct ChromaFilterBank: Sendable {
    /// Twelve rows of `binCount` weights.
    package let weights: [Float]
    package let binCount: Int

    private static let centreOctave = 5.0
    private static let octaveWidth = 2.0

    /// `tuning` in fractions of a semitone.
    package init(tuning: Double, frameLength: Int = 2048, sampleRate: Double = 22_050) {
        let classes = ChromaSequence.classCount
        let reference = 440.0 * exp2(tuning / Double(classes)) / 16
        var positions = (1..<frameLength).map {
            Double(classes) * log2(Double($0) * sampleRate / Double(frameLength) / reference)
        }
        positions.insert(positions[0] - 1.5 * Double(classes), at: 0)
        binCount = frameLength / 2 + 1
        var weights = [Float](repeating: 0, count: classes * binCount)
        for bin in 0..<binCount {
            let width = max(positions[bin + 1] - positions[bin], 1)
            var column = (0..<classes).map { pitchClass in
                let away = Self.wrapped(positions[bin] - Double(pitchClass))
                let scaled = 2 * away / width
                return exp(-0.5 * scaled * scaled)
            }
            let norm = column.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let octave = (positions[bin] / Double(classes) - Self.centreOctave) / Self.octaveWidth
            for pitchClass in 0..<classes { column[pitchClass] *= exp(-0.5 * octave * octave) / norm }
            // Positions count from A; rows count from C.
            for pitchClass in 0..<classes {
                weights[pitchClass * binCount + bin] = Float(column[(pitchClass + 3) % classes])
            }
        }
        self.weights = weights
    }

    /// A distance in semitones, brought to −6 ..< 6.
    private static func wrapped(_ distance: Double) -> Double {
        let remainder = (distance + 6).truncatingRemainder(dividingBy: 12)
        return (remainder < 0 ? remainder + 12 : remainder) - 6
    }

    /// Adds the frame of one power spectrum of `binCount` values to unnormalised chroma.
    package func append(power: UnsafePointer<Float>, to chroma: inout ChromaSequence) {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: ChromaSequence.classCount) { sums in
            guard let base = sums.baseAddress else { return }
            apply(power: power, into: base)
            chroma.append(base)
        }
    }

    /// Writes the twelve numbers of one power spectrum.
    func apply(power: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>) {
        harmony_product(weights, binCount, ChromaSequence.classCount, power, binCount, row)
    }
}
