import CHarmony

/// One octave of a running constant-Q transform: takes samples at its rate, gives the magnitudes of its rows, 36 for each tuning.
final class ConstantQOctave {
    private let basis: ConstantQBasis
    private let hop: Int
    private let transform = FourierTransform.ofLength(ConstantQBasis.frameLength)
    private let spectra: AlignedBuffer
    /// Samples from `start` on; what no later frame covers is dropped.
    private var samples: AlignedBuffer
    private var held: Int
    private var start: Int
    private var nextFrame = 0
    /// Frames that wait for the other octaves, the magnitudes of all rows each.
    private(set) var waiting: [Float] = []

    /// Floats from one spectrum to the next: a multiple of 16 bytes, as transforms ask.
    private let stride: Int

    private static let half = ConstantQBasis.frameLength / 2
    private static let lanes = Int(HARMONY_LANES)

    init(basis: ConstantQBasis, hop: Int) {
        self.basis = basis
        self.hop = hop
        stride = (transform.spectrumCount + 3) / 4 * 4
        spectra = AlignedBuffer(count: Self.lanes * stride)
        samples = AlignedBuffer(count: 4 * ConstantQBasis.frameLength)
        // Frame 0 is centred on sample 0: zeros before it.
        held = Self.half
        start = -Self.half
    }

    /// Takes samples and makes the frames that they complete.
    func append(_ block: UnsafeBufferPointer<Float>) {
        grow(by: block.count)
        if let from = block.baseAddress { (samples.floats + held).update(from: from, count: block.count) }
        held += block.count
        makeFrames(upTo: .max)
    }

    /// Pads the signal's end and makes the frames up to `frameCount`.
    func finish(frameCount: Int) {
        let missing = (frameCount - 1) * hop + Self.half - (start + held)
        if missing > 0 {
            grow(by: missing)
            (samples.floats + held).update(repeating: 0, count: missing)
            held += missing
        }
        makeFrames(upTo: frameCount)
    }

    /// Hands out the first `count` waiting frames and forgets them.
    func take(_ count: Int, body: (UnsafePointer<Float>) -> Void) {
        let floats = count * basis.first.count
        waiting.withUnsafeBufferPointer { rows in
            if let rows = rows.baseAddress { body(rows) }
        }
        waiting.removeFirst(floats)
    }

    var waitingCount: Int { waiting.count / basis.first.count }

    private func makeFrames(upTo limit: Int) {
        while nextFrame < limit {
            let ready = (start + held - nextFrame * hop - Self.half) / hop + 1
            guard start + held >= nextFrame * hop + Self.half else { break }
            let count = min(Self.lanes, min(ready, limit - nextFrame))
            // Whole groups only, so that a signal gives the same groups however it is cut into blocks.
            guard count == Self.lanes || limit != .max else { break }
            make(count)
        }
    }

    private func make(_ count: Int) {
        for lane in 0..<count {
            let from = samples.floats + ((nextFrame + lane) * hop - Self.half - start)
            transform.forward(from, into: spectra.floats + lane * stride)
        }
        let rows = basis.first.count
        let old = waiting.count
        waiting.append(contentsOf: repeatElement(0, count: count * rows))
        waiting.withUnsafeMutableBufferPointer { waiting in
            guard let base = waiting.baseAddress else { return }
            harmony_constant_q(
                spectra.floats, stride, count, basis.bins.lowerBound, basis.bins.upperBound,
                basis.first, basis.count, basis.weights, rows, base + old, rows)
        }
        nextFrame += count
    }

    /// Makes room, dropping samples before the next frame.
    private func grow(by count: Int) {
        guard held + count > samples.count else { return }
        // A multiple of 8 floats, so that frames stay on their boundaries.
        let stale = max(0, min(held, nextFrame * hop - Self.half - start)) / 8 * 8
        let room =
            held - stale + count > samples.count
            ? AlignedBuffer(count: 2 * (held - stale + count)) : samples
        room.floats.update(from: samples.floats + stale, count: held - stale)
        samples = room
        held -= stale
        start += stale
    }
}
