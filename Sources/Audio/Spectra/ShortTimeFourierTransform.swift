/// Spectra of overlapping frames, as librosa defines them: frame *t* is centred on sample *t*·hop, samples before
/// and after the signal are zeros, the window is periodic Hann unless another is given, nothing is scaled.
///
/// One value serves one thread at a time, since it owns its work space.
package final class ShortTimeFourierTransform {
    package let frameLength: Int
    package let hop: Int
    package let transform: FourierTransform
    private let window: AlignedBuffer
    private let windowed: AlignedBuffer
    private let spectrum: AlignedBuffer
    /// The samples that the frames of one block cover, zeros outside the signal.
    private let stretch: AlignedBuffer

    /// Frames whose samples are read at once.
    package static let framesPerBlock = 64

    package init(frameLength: Int = 2048, hop: Int = 512, window: [Float]? = nil) {
        precondition(frameLength > 1 && hop > 0, "a frame and a hop have samples")
        precondition(window == nil || window?.count == frameLength, "a window is as long as a frame")
        self.frameLength = frameLength
        self.hop = hop
        transform = .ofLength(frameLength)
        self.window = AlignedBuffer(count: frameLength)
        for (index, value) in (window ?? WindowFunction.periodicHann(frameLength)).enumerated() {
            self.window.floats[index] = value
        }
        windowed = AlignedBuffer(count: frameLength)
        spectrum = AlignedBuffer(count: transform.spectrumCount)
        stretch = AlignedBuffer(count: frameLength + (Self.framesPerBlock - 1) * hop)
    }

    package var binCount: Int { transform.binCount }

    /// 1 + ⌊samples / hop⌋.
    package func frameCount(ofSamples count: Int) -> Int { 1 + count / hop }

    /// Calls `body` for each frame of a range, in order: the frame's number, its samples (`frameLength`, before the
    /// window) and its interleaved spectrum (`2 · binCount` floats). Both are valid during the call only.
    package func forEachFrame(
        _ frames: Range<Int>, of source: some SampleSource,
        body: (_ frame: Int, _ samples: UnsafeMutablePointer<Float>, _ spectrum: UnsafeMutablePointer<Float>)
            throws -> Void
    ) throws {
        try forEachStretch(frames, of: source) { frame, samples in
            multiply(samples)
            transform.forward(windowed.floats, into: spectrum.floats)
            try body(frame, samples, spectrum.floats)
        }
    }

    /// Calls `body` for each frame of a range, in order, with its samples only.
    package func forEachStretch(
        _ frames: Range<Int>, of source: some SampleSource,
        body: (_ frame: Int, _ samples: UnsafeMutablePointer<Float>) throws -> Void
    ) throws {
        precondition(
            frames.lowerBound >= 0 && frames.upperBound <= frameCount(ofSamples: source.sampleCount),
            "frames lie inside the signal")
        var first = frames.lowerBound
        while first < frames.upperBound {
            let end = min(first + Self.framesPerBlock, frames.upperBound)
            try read(first..<end, of: source)
            for frame in first..<end { try body(frame, stretch.floats + (frame - first) * hop) }
            first = end
        }
    }

    /// Fills the stretch with what the frames cover.
    private func read(_ frames: Range<Int>, of source: some SampleSource) throws {
        let start = frames.lowerBound * hop - frameLength / 2
        let count = frameLength + (frames.count - 1) * hop
        let inside = max(0, start)..<max(0, min(source.sampleCount, start + count))
        guard inside.lowerBound < inside.upperBound else {
            stretch.floats.update(repeating: 0, count: count)
            return
        }
        let leading = inside.lowerBound - start
        stretch.floats.update(repeating: 0, count: leading)
        try source.read(inside, into: stretch.floats + leading)
        let written = leading + inside.count
        (stretch.floats + written).update(repeating: 0, count: count - written)
    }

    private func multiply(_ samples: UnsafeMutablePointer<Float>) {
        let factors = window.floats
        let products = windowed.floats
        for index in 0..<frameLength { products[index] = samples[index] * factors[index] }
    }
}

extension ShortTimeFourierTransform {
    /// The power |X|² of all frames of a short signal, one row of `binCount` for each frame.
    package func powers(of source: some SampleSource) throws -> [[Float]] {
        var rows: [[Float]] = []
        try forEachFrame(0..<frameCount(ofSamples: source.sampleCount), of: source) { _, _, spectrum in
            rows.append(
                (0..<binCount).map { bin in
                    let real = spectrum[2 * bin]
                    let imaginary = spectrum[2 * bin + 1]
                    return real * real + imaginary * imaginary
                })
        }
        return rows
    }
}
