import Glibc

/// The filters of one octave of a constant-Q transform with 36 bins an octave, in the frequency domain.
///
/// As librosa defines `cqt`: complex sinusoids under periodic Hann windows of length Q·rate/frequency, with unit L1
/// norm, centred in 1,024 samples, transformed, times length / 1,024, without the smallest bins that hold less than a
/// hundredth of a filter's L1 norm, divided by √length. Since the rate halves from octave to octave as the
/// frequencies do, one octave's filters serve all seven. Filters of several tunings may share the spectra.
package struct ConstantQBasis: Sendable {
    /// First bin of each row, rows from low to high, tuning after tuning.
    package let first: [Int32]
    package let count: [Int32]
    /// Real and imaginary weights, row after row.
    package let weights: [Float]
    /// Bins that any row uses.
    package let bins: Range<Int>

    package static let binsPerOctave = 36
    package static let octaveCount = 7
    package static let rowCount = binsPerOctave * octaveCount
    package static let frameLength = 1024
    package static let sampleRate = 22_050.0
    /// C1, 33 semitones below A = 440 Hz less two octaves.
    package static let lowestHz = 440 * exp2(-45.0 / 12)
    private static let sparsity = 0.01

    /// `tunings` in fractions of one of 36 bins an octave.
    package init(tunings: [Double]) {
        let step = exp2(2.0 / Double(Self.binsPerOctave))
        let quality = (step + 1) / (step - 1)
        var rows: [Row] = []
        for tuning in tunings {
            for bin in 0..<Self.binsPerOctave {
                let position = Double(Self.rowCount - Self.binsPerOctave + bin) + tuning
                let hz = Self.lowestHz * exp2(position / Double(Self.binsPerOctave))
                rows.append(Row(hz: hz, length: quality * Self.sampleRate / hz))
            }
        }
        first = rows.map(\.first)
        count = rows.map { Int32($0.weights.count / 2) }
        weights = rows.flatMap(\.weights)
        let low = rows.map { Int($0.first) }.min() ?? 0
        let high = rows.map { Int($0.first) + $0.weights.count / 2 }.max() ?? 0
        bins = low..<high
    }

    /// One filter: where its bins start, and their weights.
    private struct Row {
        let first: Int32
        let weights: [Float]

        init(hz: Double, length: Double) {
            let (real, imaginary) = Self.spectrum(hz: hz, length: length)
            let scale = length / Double(frameLength)
            let magnitudes = zip(real, imaginary).map { hypot(Double($0) * scale, Double($1) * scale) }
            let sorted = magnitudes.sorted()
            let total = magnitudes.reduce(0, +)
            var sum = 0.0
            let smallest = sorted.first { value in
                sum += value / total
                return sum >= sparsity
            }
            let kept = magnitudes.indices.filter { magnitudes[$0] >= (smallest ?? 0) }
            let start = kept.first ?? 0
            let end = (kept.last ?? 0) + 1
            let factor = Float(scale / length.squareRoot())
            var weights: [Float] = []
            for bin in start..<end {
                let isKept = magnitudes[bin] >= (smallest ?? 0)
                weights += isKept ? [real[bin] * factor, imaginary[bin] * factor] : [0, 0]
            }
            first = Int32(start)
            self.weights = weights
        }

        /// The transform of the windowed sinusoid.
        private static func spectrum(hz: Double, length: Double) -> (real: [Float], imaginary: [Float]) {
            let from = Int((-length / 2).rounded(.down))
            let count = Int((length / 2).rounded(.down)) - from
            let window = WindowFunction.periodicHann(count).map(Double.init)
            let norm = window.reduce(0, +)
            let offset = (frameLength - count) / 2
            let cosines = AlignedBuffer(count: frameLength)
            let sines = AlignedBuffer(count: frameLength)
            for index in 0..<count {
                let angle = 2 * Double.pi * hz / sampleRate * Double(from + index)
                cosines[offset + index] = Float(window[index] / norm * cos(angle))
                sines[offset + index] = Float(window[index] / norm * sin(angle))
            }
            let transform = FourierTransform.ofLength(frameLength)
            let even = AlignedBuffer(count: transform.spectrumCount)
            let odd = AlignedBuffer(count: transform.spectrumCount)
            transform.forward(cosines.floats, into: even.floats)
            transform.forward(sines.floats, into: odd.floats)
            // The transform of a + ib is A + iB.
            let bins = 0..<transform.binCount
            return (bins.map { even[2 * $0] - odd[2 * $0 + 1] }, bins.map { even[2 * $0 + 1] + odd[2 * $0] })
        }
    }
}
