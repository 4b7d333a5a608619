import Glibc

/// Twelve numbers, C to B, for each frame of a signal.
package struct ChromaSequence: Equatable, Sendable {
    /// Frame after frame.
    package private(set) var values: [Float]

    package static let classCount = 12

    package init(values: [Float] = []) {
        precondition(values.count % Self.classCount == 0, "a frame has twelve numbers")
        self.values = values
    }

    package var frameCount: Int { values.count / Self.classCount }

    package subscript(frame: Int, pitchClass: Int) -> Float { values[frame * Self.classCount + pitchClass] }

    package mutating func reserveFrames(_ count: Int) { values.reserveCapacity(count * Self.classCount) }

    /// Adds the frame of one constant-Q column: a class takes the three bins around each of its semitones.
    package mutating func append(constantQ magnitudes: UnsafePointer<Float>) {
        let base = values.count
        values.append(contentsOf: repeatElement(0, count: Self.classCount))
        values.withUnsafeMutableBufferPointer { values in
            for bin in 0..<ConstantQBasis.rowCount {
                values[base + (bin + 1) / 3 % Self.classCount] += magnitudes[bin]
            }
        }
    }

    /// Adds a frame of twelve numbers.
    package mutating func append(_ frame: UnsafePointer<Float>) {
        values.append(contentsOf: UnsafeBufferPointer(start: frame, count: Self.classCount))
    }

    /// Each frame divided by its largest value; a silent frame stays zero. With `append(constantQ:)` this is
    /// librosa's `chroma_cqt`.
    package func normalizedByMaximum() -> ChromaSequence { divided { $0.reduce(0) { max($0, abs($1)) } } }

    /// Each frame divided by the sum of its absolute values.
    package func normalizedBySum() -> ChromaSequence { divided { $0.reduce(0) { $0 + abs($1) } } }

    /// Each frame divided by its Euclidean norm.
    package func normalizedByLength() -> ChromaSequence {
        divided { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    }

    private func divided(by norm: (ArraySlice<Float>) -> Float) -> ChromaSequence {
        var result = values
        for frame in 0..<frameCount {
            let range = frame * Self.classCount..<(frame + 1) * Self.classCount
            let length = norm(values[range])
            guard length >= .leastNormalMagnitude else { continue }
            for index in range { result[index] /= length }
        }
        return ChromaSequence(values: result)
    }

    /// Chroma energy normalised statistics of unnormalised chroma: shares of each frame in steps at 0.05, 0.1, 0.2
    /// and 0.4, smoothed over 43 frames, with unit length (M. Müller and S. Ewert, Chroma toolbox, 2011;
    /// librosa's `chroma_cens`).
    package func energyNormalized() -> ChromaSequence {
        var quantized = normalizedBySum().values
        for index in quantized.indices {
            let value = quantized[index]
            quantized[index] = Self.quantizationSteps.reduce(0) { $0 + (value > $1 ? 0.25 : 0) }
        }
        let window = WindowFunction.symmetricHann(Self.smoothingFrames)
        let sum = window.reduce(0, +)
        let half = Self.smoothingFrames / 2
        var smoothed = [Float](repeating: 0, count: values.count)
        for frame in 0..<frameCount {
            var sums = [Double](repeating: 0, count: Self.classCount)
            for offset in max(-half, -frame)...min(half, frameCount - 1 - frame) {
                let weight = window[offset + half] / sum
                for pitchClass in 0..<Self.classCount {
                    sums[pitchClass] +=
                        weight * Double(quantized[(frame + offset) * Self.classCount + pitchClass])
                }
            }
            for pitchClass in 0..<Self.classCount {
                smoothed[frame * Self.classCount + pitchClass] = Float(sums[pitchClass])
            }
        }
        return ChromaSequence(values: smoothed).normalizedByLength()
    }

    private static let quantizationSteps: [Float] = [0.4, 0.2, 0.1, 0.05]
    private static let smoothingFrames = 43

    /// Tonal centroids, six numbers a frame: the fifths, minor thirds and major thirds circles (C. Harte, M. Sandler,
    /// M. Gasser, Detecting harmonic change in musical audio, 2006; librosa's `tonnetz`).
    package func tonalCentroids() -> [Float] {
        let shares = normalizedBySum()
        var result = [Float](repeating: 0, count: frameCount * Self.centroidCount)
        for frame in 0..<frameCount {
            for row in 0..<Self.centroidCount {
                var sum: Float = 0
                for pitchClass in 0..<Self.classCount {
                    sum += Self.circles[row * Self.classCount + pitchClass] * shares[frame, pitchClass]
                }
                result[frame * Self.centroidCount + row] = sum
            }
        }
        return result
    }

    package static let centroidCount = 6
    private static let circles: [Float] = {
        let scales = [7.0 / 6, 7.0 / 6, 3.0 / 2, 3.0 / 2, 2.0 / 3, 2.0 / 3]
        let radii = [1, 1, 1, 1, 0.5, 0.5]
        return (0..<centroidCount).flatMap { row in
            (0..<classCount).map { pitchClass in
                let turn = scales[row] * Double(pitchClass) - (row % 2 == 0 ? 0.5 : 0)
                return Float(radii[row] * cos(.pi * turn))
            }
        }
    }()
}
