import CSignal

/// RMS and zero-crossing rate from sums over hops: a centred frame is four hops, so that each sample is looked at once.
///
/// RMS pads with zeros, the zero-crossing rate with the edge value, which has no crossings; the first sample of a frame
/// never counts as one (librosa's `pad=False`).
struct HopMeter {
    private struct Hop {
        var energy: Float = 0
        var changes = 0
        /// The crossing between the sample before the hop and its first one.
        var startsWithChange = 0
    }

    private var hops: [Hop] = []
    private let sampleCount: Int
    private static let hopsPerFrame = AnalysisFrame.length / AnalysisFrame.hop

    init(sampleCount: Int) { self.sampleCount = sampleCount }

    /// Takes the samples of the next frame, in order from frame 0.
    mutating func measure(frame: Int, samples: UnsafeMutablePointer<Float>) -> (
        rms: Float, crossingRate: Float
    ) {
        if frame == 0 {
            hops = (0..<Self.hopsPerFrame).map { hop(number: $0, frame: 0, samples: samples) }
        } else {
            hops.removeFirst()
            hops.append(hop(number: Self.hopsPerFrame - 1, frame: frame, samples: samples))
        }
        let energy = (hops[0].energy + hops[1].energy) + (hops[2].energy + hops[3].energy)
        let changes = hops.reduce(0) { $0 + $1.changes } - hops[0].startsWithChange
        let length = Float(AnalysisFrame.length)
        return ((energy / length).squareRoot(), Float(changes) / length)
    }

    private func hop(number: Int, frame: Int, samples: UnsafeMutablePointer<Float>) -> Hop {
        let start = samples + number * AnalysisFrame.hop
        // The place of the hop's first sample in the signal.
        let place = (frame + number) * AnalysisFrame.hop - AnalysisFrame.length / 2
        var result = Hop(energy: catalog_dot(start, start, AnalysisFrame.hop))
        guard place + AnalysisFrame.hop > 0 else { return result }
        // Before the signal are zeros here where the definition has the edge value: that crossing is none.
        if number > 0 && place > 0 && place < sampleCount {
            result.startsWithChange = catalog_sign_changes(start, 1)
        }
        let first = max(0, 1 - place)
        let end = min(AnalysisFrame.hop, sampleCount - place)
        if end > first { result.changes = catalog_sign_changes(start + first, end - first) }
        return result
    }
}
