import CSignal
import CatalogCore
import Glibc
import Testing

/// The C kernels against plain Swift that says the same one number after another: whatever SIMD level runs, the bits
/// have to be those of the definition's order of operations.
@Suite struct SignalKernelTests {
    private static let lanes = CATALOG_LANES

    private static func numbers(_ count: Int, seed: UInt64) -> [Float] {
        var random = SplitMix64(seed: seed)
        // Many powers of two, ties and zeros.
        return (0..<count).map { _ in
            let value = random.uniformFloat() * Float(exp2(Double(random.index(below: 30)) - 20))
            return random.index(below: 9) == 0 ? 0 : (value * 64).rounded() / 64
        }
    }

    @Test(arguments: [1, 2, 3])
    func mediansAreThoseOfSorting(seed: UInt64) {
        let count = 48
        let inputs = Self.numbers(CATALOG_MEDIAN_INPUTS * count, seed: seed)
        var outputs = [Float](repeating: -1, count: CATALOG_MEDIAN_OUTPUTS * count)
        inputs.withUnsafeBufferPointer { input in
            outputs.withUnsafeMutableBufferPointer { output in
                guard let from = input.baseAddress, let to = output.baseAddress else { return }
                let rows = (0..<CATALOG_MEDIAN_INPUTS).map { Optional(from + $0 * count) }
                let results = (0..<CATALOG_MEDIAN_OUTPUTS).map { Optional(to + $0 * count) }
                catalog_median31(rows, count, results)
            }
        }
        for output in 0..<CATALOG_MEDIAN_OUTPUTS {
            for column in 0..<count {
                let window = (output..<output + 31).map { inputs[$0 * count + column] }.sorted()
                #expect(outputs[output * count + column] == window[15])
            }
        }
    }

    @Test func tilesTransposeThereAndBack() {
        let count = 20
        let rows = Self.numbers(Self.lanes * count, seed: 4)
        var tile = [Float](repeating: 0, count: rows.count)
        var back = tile
        rows.withUnsafeBufferPointer { input in
            guard let from = input.baseAddress else { return }
            catalog_rows_to_tile((0..<Self.lanes).map { Optional(from + $0 * count) }, count, &tile)
        }
        for lane in 0..<Self.lanes {
            for index in 0..<count { #expect(tile[index * Self.lanes + lane] == rows[lane * count + index]) }
        }
        back.withUnsafeMutableBufferPointer { output in
            guard let to = output.baseAddress else { return }
            catalog_tile_to_rows(tile, count, (0..<Self.lanes).map { Optional(to + $0 * count) })
        }
        #expect(back == rows)
    }

    @Test func extremesAreMeansOfTheSortedEnds() {
        for (count, kept) in [(19, 1), (75, 2), (150, 3), (299, 6), (430, 9), (149, 12)] {
            let tile = Self.numbers(count * Self.lanes, seed: UInt64(count))
            var low = [Float](repeating: 0, count: Self.lanes)
            var high = low
            catalog_extremes(tile, count, kept, &low, &high)
            for lane in 0..<Self.lanes {
                let sorted = (0..<count).map { tile[$0 * Self.lanes + lane] }.sorted()
                #expect(low[lane] == sorted.prefix(kept).reduce(0, +) / Float(kept))
                #expect(high[lane] == sorted.suffix(kept).reduce(0, +) / Float(kept))
            }
        }
    }

    @Test func logarithmsAreWithinOneUnitInTheLastPlace() {
        var worst = 0.0
        for block in 0..<2000 {
            let values = (0..<Self.lanes).map { lane in
                Float(bitPattern: UInt32(0x0080_0000 + (block * Self.lanes + lane) * 66_000))
            }
            guard values.allSatisfy({ $0.isNormal }) else { break }
            var results = [Float](repeating: 0, count: Self.lanes)
            catalog_logarithms(values, Self.lanes, &results)
            for (value, result) in zip(values, results) {
                let exact = log(Double(value))
                worst = max(worst, abs(Double(result) - exact) / Double(Float(exact).ulp))
            }
        }
        #expect(worst < 1)
        var ones = [Float](repeating: 1, count: 20)
        catalog_decibels(&ones, 20, 1e-10)
        #expect(ones.allSatisfy { $0 == 0 })
    }

    @Test func shapesHaveTheBitsOfOneFrameAfterAnother() {
        let bins = 1025
        let tile = Self.numbers(bins * Self.lanes, seed: 6)
        var shape = catalog_shape()
        catalog_spectral_shape(tile, bins, 0.85, 1e-10, &shape)
        for lane in 0..<Self.lanes {
            let spectrum = (0..<bins).map { tile[$0 * Self.lanes + lane] }
            var total: Float = 0
            var weighted: Float = 0
            for (bin, value) in spectrum.enumerated() {
                total += value
                weighted += value * Float(bin)
            }
            let centroid = weighted / total
            var spread: Float = 0
            var running: Float = 0
            var rolloff: Float = 0
            for (bin, value) in spectrum.enumerated() {
                let away = Float(bin) - centroid
                spread += value * (away * away)
                running += value
                if running < total * 0.85 { rolloff += 1 }
            }
            #expect(value(shape.centroid, lane) == centroid)
            #expect(value(shape.bandwidth, lane) == (spread / total).squareRoot())
            #expect(value(shape.rolloff, lane) == rolloff)
        }
    }

    @Test func sumsHaveTheBitsOfSixteenRunningSums() {
        let left = Self.numbers(1025, seed: 8)
        let right = Self.numbers(1025, seed: 9)
        var sums = [Float](repeating: 0, count: 16)
        for index in 0..<1024 { sums[index % 16] += left[index] * right[index] }
        for width in [8, 4, 2, 1] { for lane in 0..<width { sums[lane] += sums[lane + width] } }
        #expect(catalog_dot(left, right, 1025) == sums[0] + left[1024] * right[1024])
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func middleOf128(seed: UInt64) {
        let values = Self.numbers(128, seed: seed)
        let sorted = values.sorted()
        #expect(catalog_median128(values) == (sorted[63] + sorted[64]) * 0.5)
    }

    @Test func signsChangeWhereTheDefinitionSaysSo() {
        let samples: [Float] = [1, -1, -1e-11, 0, -0.5, 0.5, -1e-9, -1e-12, 3]
        // Values of at most 1e-10 count as zero, and zero as positive.
        let negative = samples.map { $0 < -1e-10 }
        let expected = zip(negative, negative.dropFirst()).count { $0 != $1 }
        samples.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            #expect(catalog_sign_changes(base + 1, samples.count - 1) == expected)
        }
    }

    private func value<Lanes>(_ lanes: Lanes, _ lane: Int) -> Float {
        withUnsafeBytes(of: lanes) { $0.load(fromByteOffset: 4 * lane, as: Float.self) }
    }
}
