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

    /// Adds the frame of one constant-Q column.
    package mutating func append(constantQ magnitudes: UnsafePointer<Float>) {
        let base = values.count
        values.append(contentsOf: repeatElement(0, count: Self.classCount))
        values.withUnsafeMutableBufferPointer { values in
            if let row = values.baseAddress { Self.fold(constantQ: magnitudes, into: row + base) }
        }
    }

    /// Adds one constant-Q column to a row of zeros: a class takes the three bins around each of its semitones.
    static func fold(constantQ magnitudes: UnsafePointer<Float>, into row: UnsafeMutablePointer<Float>) {
        for bin in 0..<ConstantQBasis.rowCount { row[(bin + 1) / 3 % classCount] += magnitudes[bin] }
    }

    /// Adds a frame of twelve numbers.
    package mutating func append(_ frame: UnsafePointer<Float>) {
        values.append(contentsOf: UnsafeBufferPointer(start: frame, count: Self.classCount))
    }

    /// Each frame divided by its largest value; a silent frame stays zero. With `append(constantQ:)` this is
    /// librosa's `chroma_cqt`.
    package func normalizedByMaximum() -> ChromaSequence { eachRow(Self.divideByMaximum) }

    /// Each frame divided by its Euclidean norm.
    package func normalizedByLength() -> ChromaSequence { eachRow(Self.divideByLength) }

    private func eachRow(_ change: (UnsafeMutablePointer<Float>) -> Void) -> ChromaSequence {
        var result = values
        result.withUnsafeMutableBufferPointer { rows in
            guard let base = rows.baseAddress else { return }
            for frame in 0..<frameCount { change(base + frame * Self.classCount) }
        }
        return ChromaSequence(values: result)
    }

    static func divideByMaximum(_ row: UnsafeMutablePointer<Float>) {
        divide(row, by: fold(row) { max($0, abs($1)) })
    }

    static func divideBySum(_ row: UnsafeMutablePointer<Float>) {
        divide(row, by: fold(row) { $0 + abs($1) })
    }

    static func divideByLength(_ row: UnsafeMutablePointer<Float>) {
        divide(row, by: fold(row) { $0 + $1 * $1 }.squareRoot())
    }

    private static func fold(_ row: UnsafeMutablePointer<Float>, _ add: (Float, Float) -> Float) -> Float {
        (0..<classCount).reduce(0) { add($0, row[$1]) }
    }

    private static func divide(_ row: UnsafeMutablePointer<Float>, by norm: Float) {
        guard norm >= .leastNormalMagnitude else { return }
        for pitchClass in 0..<classCount { row[pitchClass] /= norm }
    }

    /// librosa's `chroma_cens` of unnormalised chroma (`EnergyChroma`).
    package func energyNormalized() -> ChromaSequence {
        var result = ChromaSequence()
        result.reserveFrames(frameCount)
        var statistics = EnergyChroma()
        values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return }
            for frame in 0..<frameCount {
                statistics.append(base + frame * Self.classCount) { result.append($0) }
            }
        }
        statistics.finish { result.append($0) }
        return result
    }

    /// Tonal centroids, six numbers a frame (`centroid`).
    package func tonalCentroids() -> [Float] {
        values.withUnsafeBufferPointer { values in
            guard let base = values.baseAddress else { return [] }
            return (0..<frameCount).flatMap { frame in
                (0..<Self.centroidCount).map { Self.centroid($0, of: base + frame * Self.classCount) }
            }
        }
    }

    /// One axis of the circles of fifths, minor thirds and major thirds, two each, of a frame's shares (C. Harte, M. Sandler,
    /// M. Gasser, Detecting harmonic change in musical audio, 2006; librosa's `tonnetz`).
    static func centroid(_ axis: Int, of row: UnsafePointer<Float>) -> Float {
        withUnsafeTemporaryAllocation(of: Float.self, capacity: classCount) { shares in
            guard let base = shares.baseAddress else { return 0 }
            base.initialize(from: row, count: classCount)
            divideBySum(base)
            return (0..<classCount).reduce(0) { $0 + circles[axis * classCount + $1] * base[$1] }
        }
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
