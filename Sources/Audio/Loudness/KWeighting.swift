import CLoudnessKernels
import Glibc

/// The K-weighting filter of ITU-R BS.1770-4 for any sample rate, as a state space that takes eight samples at once.
///
/// The recommendation tabulates 48 kHz; the analogue prototypes behind that table (a shelf of 4 dB above 1,682 Hz and
/// a high-pass at 38 Hz) give the same coefficients by the bilinear transform.
enum KWeighting {
    static func filter(sampleRateHz: Double) -> catalog_filter {
        let (shelfB, shelfA) = shelf(sampleRateHz: sampleRateHz)
        let (passB, passA) = highPass(sampleRateHz: sampleRateHz)
        var filter = catalog_filter()
        let b = product(shelfB, passB)
        let a = product(shelfA, passA)
        filter.b = (b[0], b[1], b[2], b[3], b[4])
        filter.a = (a[0], a[1], a[2], a[3], a[4])
        unroll(&filter, b: b, a: a)
        return filter
    }

    private static func shelf(sampleRateHz: Double) -> (b: [Double], a: [Double]) {
        let k = tan(Double.pi * 1_681.974450955533 / sampleRateHz)
        let quality = 0.7071752369554196
        let high = pow(10, 3.999843853973347 / 20)
        let band = pow(high, 0.4996667741545416)
        let scale = 1 + k / quality + k * k
        return (
            [
                (high + band * k / quality + k * k) / scale, 2 * (k * k - high) / scale,
                (high - band * k / quality + k * k) / scale,
            ],
            [1, 2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale]
        )
    }

    private static func highPass(sampleRateHz: Double) -> (b: [Double], a: [Double]) {
        let k = tan(Double.pi * 38.13547087602444 / sampleRateHz)
        let quality = 0.5003270373238773
        let scale = 1 + k / quality + k * k
        return ([1, -2, 1], [1, 2 * (k * k - 1) / scale, (1 - k / quality + k * k) / scale])
    }

    private static func product(_ left: [Double], _ right: [Double]) -> [Double] {
        var result = [Double](repeating: 0, count: left.count + right.count - 1)
        for (i, x) in left.enumerated() { for (j, y) in right.enumerated() { result[i + j] += x * y } }
        return result
    }

    /// Runs eight samples from each unit state and each unit input: their answers are the columns of the matrices.
    private static func unroll(_ filter: inout catalog_filter, b: [Double], a: [Double]) {
        let step = CATALOG_FILTER_STEP
        let order = CATALOG_FILTER_ORDER
        func run(state start: [Double], impulseAt index: Int?) -> (output: [Double], state: [Double]) {
            var state = start
            var output: [Double] = []
            for sample in 0..<step {
                var inner = sample == index ? 1.0 : 0.0
                for tap in 0..<order { inner -= a[tap + 1] * state[tap] }
                var value = b[0] * inner
                for tap in 0..<order { value += b[tap + 1] * state[tap] }
                output.append(value)
                state = [inner] + state.dropLast()
            }
            return (output, state)
        }
        func fill<Matrix>(_ matrix: inout Matrix, column: Int, _ values: [Double]) {
            withUnsafeMutableBytes(of: &matrix) { bytes in
                let doubles = bytes.bindMemory(to: Double.self)
                for (row, value) in values.enumerated() { doubles[column * values.count + row] = value }
            }
        }
        let rest = [Double](repeating: 0, count: order)
        for input in 0..<step {
            let (output, state) = run(state: rest, impulseAt: input)
            fill(&filter.feed, column: input, output)
            fill(&filter.enter, column: input, state)
        }
        for index in 0..<order {
            var unit = rest
            unit[index] = 1
            let (output, state) = run(state: unit, impulseAt: nil)
            fill(&filter.read, column: index, output)
            fill(&filter.carry, column: index, state)
        }
    }
}
