import Audio
import CatalogCore
import Glibc
import Testing

@Suite struct FourierTransformTests {
    @Test(arguments: [1, 2, 3, 8, 45, 687, 1024])
    func agreesWithTheDefinition(length: Int) {
        var random = SplitMix64(seed: UInt64(length))
        let transform = FourierTransform.ofLength(length)
        let signal = AlignedBuffer(count: length)
        for index in 0..<length { signal[index] = random.uniformFloat() - 0.5 }
        let original = signal.values
        let spectrum = AlignedBuffer(count: transform.spectrumCount)
        transform.forward(signal.floats, into: spectrum.floats)
        #expect(signal.values == original)
        for bin in 0..<transform.binCount {
            var real = 0.0
            var imaginary = 0.0
            for (index, value) in original.enumerated() {
                let angle = 2 * Double.pi * Double(index * bin % length) / Double(length)
                real += Double(value) * cos(angle)
                imaginary -= Double(value) * sin(angle)
            }
            #expect(abs(Double(spectrum[2 * bin]) - real) < 1e-4)
            #expect(abs(Double(spectrum[2 * bin + 1]) - imaginary) < 1e-4)
        }
        transform.inverse(spectrum.floats, into: signal.floats)
        for (back, value) in zip(signal.values, original) {
            #expect(abs(back / Float(length) - value) < 1e-5)
        }
    }

    @Test func aBlockBoundaryChangesNothing() throws {
        var random = SplitMix64(seed: 7)
        let signal = (0..<200 * 512 + 77).map { _ in random.uniformFloat() - 0.5 }
        let stft = ShortTimeFourierTransform()
        let all = try stft.powers(of: signal)
        #expect(all.count == 201)
        try stft.forEachFrame(130..<140, of: signal) { frame, _, spectrum in
            for bin in 0..<1025 {
                let power =
                    spectrum[2 * bin] * spectrum[2 * bin] + spectrum[2 * bin + 1] * spectrum[2 * bin + 1]
                #expect(power == all[frame][bin])
            }
        }
    }

    @Test(arguments: [0, 1, 511, 512, 3000])
    func shortSignalsAreZeroPadded(count: Int) throws {
        let signal = [Float](repeating: 1, count: count)
        let stft = ShortTimeFourierTransform()
        let rows = try stft.powers(of: signal)
        #expect(rows.count == 1 + count / 512)
        // The first frame holds the signal from its middle on: its DC is the sum of the window there.
        let window = WindowFunction.periodicHann(2048)
        let sum = window[1024..<min(2048, 1024 + count)].reduce(0, +)
        #expect(abs(rows[0][0].squareRoot() - sum) < 1e-2)
    }
}
