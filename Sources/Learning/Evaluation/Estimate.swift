import CatalogCore

/// A mean over users and where it would lie, 95 times of 100, with other users of the same kind.
package struct Estimate: Sendable, Equatable, Codable {
    package let mean: Double
    package let lower: Double
    package let upper: Double

    /// The percentile bootstrap over users (Efron 1979); above `resampledCountMax` users by the normal distribution.
    package init(_ values: [Double], seed: UInt64, resamples: Int = 1_000) {
        guard !values.isEmpty else {
            mean = 0
            lower = 0
            upper = 0
            return
        }
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        self.mean = mean
        if values.count > Estimate.resampledCountMax {
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
            let margin = 1.96 * (variance / count).squareRoot()
            lower = mean - margin
            upper = mean + margin
            return
        }
        let means = Parallel.mapChunks(of: resamples, chunkSize: 50) { chunk, indices in
            var generator = SplitMix64(seed: seed ^ UInt64(chunk))
            return indices.map { _ in
                var total = 0.0
                for _ in values.indices { total += values[generator.index(below: values.count)] }
                return total / count
            }
        }.flatMap { $0 }.sorted()
        lower = means[Int(Double(resamples - 1) * 0.025)]
        upper = means[Int(Double(resamples - 1) * 0.975)]
    }

    package static let resampledCountMax = 20_000
}
