import Audio
import CHarmony
import CatalogCore
import Glibc
import Testing

/// What the constant-Q transform promises of itself.
@Suite struct ConstantQTransformTests {
    @Test(arguments: [0, 40, 100, 180, 251])
    func aTonePeaksInItsRow(_ row: Int) throws {
        let hz = ConstantQBasis.lowestHz * exp2(Double(row) / 36)
        let tone = (0..<66_150).map { Float(0.5 * sin(2 * .pi * hz * Double($0) / 22_050)) }
        let magnitudes = try HarmonySignals.constantQ(tone, tuning: 0)
        let middle = 64 * ConstantQTransform.rowCount
        let frame = magnitudes[middle..<middle + ConstantQTransform.rowCount]
        let loudest = frame.indices.max { frame[$0] < frame[$1] }
        #expect(loudest == middle + row)
    }

    @Test func twoTuningsAtOnceAreAsEachAlone() throws {
        let samples = HarmonySignals.noise(seconds: 2.1, seed: 4)
        let alone = try [0.3, 0].map { try HarmonySignals.constantQ(samples, tuning: $0) }
        var together: [[Float]] = [[], []]
        try ConstantQTransform.forEachBlock(of: samples, tunings: [0.3, 0]) { frames, rows in
            for row in 0..<2 * frames.count {
                let from = rows + row * ConstantQTransform.rowCount
                together[row % 2] += UnsafeBufferPointer(start: from, count: ConstantQTransform.rowCount)
            }
        }
        #expect(together == alone)
    }

    @Test(arguments: [1, 511, 512, 4_096, 30_000])
    func blocksOfAnySizeGiveTheSameBits(_ size: Int) throws {
        let samples = HarmonySignals.noise(seconds: 2.1, seed: 3)
        let whole = try HarmonySignals.constantQ(samples, tuning: 0.1)
        let transform = ConstantQTransform(tunings: [0.1])
        var parts: [Float] = []
        let take = { (frames: Range<Int>, rows: UnsafePointer<Float>) in
            parts += UnsafeBufferPointer(start: rows, count: frames.count * ConstantQTransform.rowCount)
        }
        samples.withUnsafeBufferPointer { samples in
            for start in stride(from: 0, to: samples.count, by: size) {
                let end = min(samples.count, start + size)
                transform.append(UnsafeBufferPointer(rebasing: samples[start..<end]), body: take)
            }
        }
        transform.finish(body: take)
        #expect(parts == whole)
    }

    @Test(arguments: [0, 1, 2, 511, 512, 513, 3_000])
    func aShortSignalHasItsFrames(_ count: Int) throws {
        let samples = Array(HarmonySignals.noise(seconds: 1, seed: 5).prefix(count))
        let magnitudes = try HarmonySignals.constantQ(samples, tuning: 0)
        #expect(magnitudes.count == (1 + count / 512) * ConstantQTransform.rowCount)
        #expect(magnitudes.allSatisfy { $0.isFinite })
    }

    @Test func aLongSignalKeepsItsFramesInOrder() throws {
        let samples = HarmonySignals.noise(seconds: 40, seed: 6)
        let magnitudes = try HarmonySignals.constantQ(samples, tuning: 0)
        #expect(magnitudes.count == (1 + samples.count / 512) * ConstantQTransform.rowCount)
        // The middle of a long signal is what the same samples give alone.
        let part = Array(samples[512 * 512..<512 * 1_024])
        let alone = try HarmonySignals.constantQ(part, tuning: 0)
        let row = 200
        for frame in 200..<300 {
            let inside = magnitudes[(512 + frame) * ConstantQTransform.rowCount + row]
            #expect(abs(inside - alone[frame * ConstantQTransform.rowCount + row]) < 1e-4)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func theKernelAgreesWithItsTwin(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let frames = 1 + random.index(below: Int(HARMONY_LANES))
        let stride = 300
        let spectra = (0..<frames * stride).map { _ in Float(random.normal()) }
        let rows = 9
        let first = (0..<rows).map { _ in Int32(20 + random.index(below: 60)) }
        let count = (0..<rows).map { _ in Int32(1 + random.index(below: 30)) }
        let weights = (0..<2 * Int(count.reduce(0, +))).map { _ in Float(random.normal()) }
        var magnitudes = [Float](repeating: 0, count: frames * rows)
        harmony_constant_q(
            spectra, stride, frames, 20, 120, first, count, weights, rows, &magnitudes, rows)
        for frame in 0..<frames {
            var next = 0
            for row in 0..<rows {
                var real: Float = 0
                var imaginary: Float = 0
                for bin in Int(first[row])..<Int(first[row] + count[row]) {
                    let (a, b) = (weights[next], weights[next + 1])
                    let (x, y) = (spectra[frame * stride + 2 * bin], spectra[frame * stride + 2 * bin + 1])
                    real += a * x - b * y
                    imaginary += a * y + b * x
                    next += 2
                }
                // Bit for bit: nothing is fused or reordered.
                #expect(magnitudes[frame * rows + row] == (real * real + imaginary * imaginary).squareRoot())
            }
        }
    }

    @Test(arguments: [0, 1, 15, 16, 17, 1_025])
    func theLargestAndTheProductAgreeWithTheirTwins(_ count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        let values = (0..<count).map { _ in random.uniformFloat() }
        #expect(harmony_maximum(values, count) == values.max() ?? 0)
        let matrix = (0..<3 * count).map { _ in Float(random.normal()) }
        var sums = [Float](repeating: 0, count: 3)
        harmony_product(matrix, count, 3, values, count, &sums)
        for row in 0..<3 {
            let exact = (0..<count).reduce(0.0) { $0 + Double(matrix[row * count + $1]) * Double(values[$1]) }
            #expect(abs(Double(sums[row]) - exact) < 1e-4)
        }
    }
}
