/// Autocorrelations by way of the power spectrum.
final class Correlator {
    private let transform: FourierTransform
    private let signal: AlignedBuffer
    private let spectrum: AlignedBuffer
    private let lagCount: Int

    init(length: Int, lagCount: Int) {
        transform = .ofLength(length)
        signal = AlignedBuffer(count: length)
        spectrum = AlignedBuffer(count: transform.spectrumCount)
        self.lagCount = lagCount
    }

    /// Σ x[i]·x[i + lag], each divided by the share of the samples that take part.
    func correlate(_ values: [Float]) -> [Float] {
        precondition(values.count + lagCount <= transform.length + 1, "no lag wraps around")
        signal.floats.update(repeating: 0, count: signal.count)
        for (index, value) in values.enumerated() { signal.floats[index] = value }
        transform.forward(signal.floats, into: spectrum.floats)
        for bin in 0..<transform.binCount {
            let real = spectrum.floats[2 * bin]
            let imaginary = spectrum.floats[2 * bin + 1]
            spectrum.floats[2 * bin] = real * real + imaginary * imaginary
            spectrum.floats[2 * bin + 1] = 0
        }
        transform.inverse(spectrum.floats, into: signal.floats)
        let scale = 1 / Float(transform.length)
        return (0..<lagCount).map { lag in
            lag < values.count
                ? signal.floats[lag] * scale * Float(values.count) / Float(values.count - lag) : 0
        }
    }
}
