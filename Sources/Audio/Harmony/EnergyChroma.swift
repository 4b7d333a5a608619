/// Chroma energy normalised statistics of unnormalised chroma, as a stream: shares of each frame in steps at 0.05, 0.1, 0.2
/// and 0.4, smoothed over 43 frames, with unit length (M. Müller and S. Ewert, Chroma toolbox, 2011; librosa's
/// `chroma_cens`).
struct EnergyChroma {
    /// The steps of the last `windowFrames` frames, each at its number modulo that.
    private var ring = [Float](repeating: 0, count: windowFrames * width)
    private var taken = 0
    private var given = 0

    private static let width = ChromaSequence.classCount
    private static let steps: [Float] = [0.4, 0.2, 0.1, 0.05]
    private static let windowFrames = 43
    private static let half = windowFrames / 2
    private static let weights: [Double] = {
        let window = WindowFunction.symmetricHann(windowFrames)
        let sum = window.reduce(0, +)
        return window.map { $0 / sum }
    }()

    /// Takes a frame of twelve numbers; hands out the one that has its whole neighbourhood now.
    mutating func append(
        _ chroma: UnsafePointer<Float>, emit: (UnsafePointer<Float>) throws -> Void
    ) rethrows {
        let place = taken % Self.windowFrames * Self.width
        ring.withUnsafeMutableBufferPointer { ring in
            guard let row = ring.baseAddress.map({ $0 + place }) else { return }
            row.update(from: chroma, count: Self.width)
            ChromaSequence.divideBySum(row)
            for pitchClass in 0..<Self.width {
                let share = row[pitchClass]
                row[pitchClass] = Self.steps.reduce(0) { $0 + (share > $1 ? 0.25 : 0) }
            }
        }
        taken += 1
        if taken > given + Self.half { try emitNext(emit) }
    }

    /// Hands out the last frames.
    mutating func finish(emit: (UnsafePointer<Float>) throws -> Void) rethrows {
        while given < taken { try emitNext(emit) }
    }

    private mutating func emitNext(_ emit: (UnsafePointer<Float>) throws -> Void) rethrows {
        var sums = SIMD16<Double>()
        for frame in max(0, given - Self.half)..<min(taken, given + Self.half + 1) {
            let weight = Self.weights[frame - given + Self.half]
            let row = frame % Self.windowFrames * Self.width
            for pitchClass in 0..<Self.width { sums[pitchClass] += weight * Double(ring[row + pitchClass]) }
        }
        given += 1
        try withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.width) { smoothed in
            guard let base = smoothed.baseAddress else { return }
            for pitchClass in 0..<Self.width { base[pitchClass] = Float(sums[pitchClass]) }
            ChromaSequence.divideByLength(base)
            try emit(base)
        }
    }
}
