/// The constant-Q transform of a signal at 22,050 Hz: seven octaves from C1, 36 bins each, a frame every 512 samples,
/// with the values of librosa 0.11's `cqt(bins_per_octave=36, n_bins=252)`.
///
/// Runs as a stream: each octave is the same 36 filters over a signal of half the rate of the octave above
/// (C. Schörkhuber and A. Klapuri, Constant-Q transform toolbox for music processing, 2010). Memory does not grow with
/// the length: the lowest octave lags some seconds behind the highest.
package final class ConstantQTransform {
    private let octaves: [ConstantQOctave]
    private let resamplers: [HalfRateResampler]
    private var emitted = 0
    private var taken = 0
    private let tuningCount: Int
    private let rows: AlignedBuffer

    package static let hop = 512
    package static let rowCount = ConstantQBasis.rowCount
    /// Samples that are read from a source at once.
    package static let samplesPerBlock = 16_384
    /// Frames that are handed out at once, at most.
    package static let framesPerBlock = 64

    /// `tunings` in fractions of one of 36 bins an octave (`TuningEstimator`). A frame has `rowCount` rows for each, tuning after
    /// tuning.
    package init(tunings: [Double]) {
        precondition(!tunings.isEmpty, "a transform has a tuning")
        let basis = ConstantQBasis(tunings: tunings)
        octaves = (0..<ConstantQBasis.octaveCount).map {
            ConstantQOctave(basis: basis, hop: ConstantQTransform.hop >> $0)
        }
        resamplers = (1..<ConstantQBasis.octaveCount).map { _ in HalfRateResampler() }
        tuningCount = tunings.count
        rows = AlignedBuffer(count: Self.framesPerBlock * tunings.count * Self.rowCount)
    }

    /// 1 + ⌊samples / hop⌋.
    package static func frameCount(ofSamples count: Int) -> Int { 1 + count / hop }

    /// Calls `body` with the magnitudes of consecutive frames, `rowCount` floats for each tuning from low to high.
    package static func forEachBlock(
        of source: some SampleSource, tunings: [Double],
        body: (_ frames: Range<Int>, _ magnitudes: UnsafePointer<Float>) throws -> Void
    ) throws {
        let transform = ConstantQTransform(tunings: tunings)
        let block = AlignedBuffer(count: samplesPerBlock)
        var position = 0
        while position < source.sampleCount {
            let end = min(source.sampleCount, position + samplesPerBlock)
            try source.read(position..<end, into: block.floats)
            try transform.append(UnsafeBufferPointer(start: block.floats, count: end - position), body: body)
            position = end
        }
        try transform.finish(body: body)
    }

    /// Takes the next samples; `body` gets the frames that are complete.
    package func append(
        _ samples: UnsafeBufferPointer<Float>,
        body: (_ frames: Range<Int>, _ magnitudes: UnsafePointer<Float>) throws -> Void
    ) rethrows {
        taken += samples.count
        push(samples, octave: 0)
        try emit(body)
    }

    /// Ends the signal; `body` gets the last frames. Nothing may be appended after.
    package func finish(body: (_ frames: Range<Int>, _ magnitudes: UnsafePointer<Float>) throws -> Void)
        rethrows
    {
        for octave in octaves.indices.dropLast() {
            resamplers[octave].finish { push($0, octave: octave + 1) }
        }
        for octave in octaves { octave.finish(frameCount: Self.frameCount(ofSamples: taken)) }
        try emit(body)
    }

    private func push(_ samples: UnsafeBufferPointer<Float>, octave: Int) {
        octaves[octave].append(samples)
        guard octave + 1 < octaves.count, let from = samples.baseAddress else { return }
        resamplers[octave].process(from, count: samples.count) { push($0, octave: octave + 1) }
    }

    /// Hands out the frames that all octaves have.
    private func emit(_ body: (_ frames: Range<Int>, _ magnitudes: UnsafePointer<Float>) throws -> Void)
        rethrows
    {
        while true {
            let count = min(Self.framesPerBlock, octaves.map(\.waitingCount).min() ?? 0)
            guard count > 0 else { return }
            let width = ConstantQBasis.binsPerOctave
            for (index, octave) in octaves.enumerated() {
                let into = rows.floats + (octaves.count - 1 - index) * width
                octave.take(count) { magnitudes in
                    for row in 0..<count * tuningCount {
                        (into + row * Self.rowCount).update(from: magnitudes + row * width, count: width)
                    }
                }
            }
            try body(emitted..<emitted + count, rows.floats)
            emitted += count
        }
    }
}
