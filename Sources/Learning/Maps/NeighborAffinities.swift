import CatalogCore
import Glibc

/// How probable each point finds its nearest neighbours, the same both ways: what a map must keep.
struct NeighborAffinities {
    private static let stepsMax = 100
    private static let tolerance = 1e-5

    /// Where each point's neighbours begin, and one more.
    let starts: [Int]
    let neighbors: [Int32]
    /// They sum to one.
    let values: [Float]

    init(of table: VectorTable, perplexity: Double) {
        let count = table.rows
        let wanted = min(count - 1, Int(3 * perplexity) + 1)
        let found = NearestRows.find(count: wanted + 1, of: table, among: table)
        let rows = Parallel.mapChunks(of: count, chunkSize: 64) { _, indices in
            indices.map { index -> [(Int32, Double)] in
                let others = Array(found[index].filter { $0.row != index }.prefix(wanted))
                let shares = Self.shares(others.map { Double($0.squaredDistance) }, perplexity)
                return zip(others, shares).map { (Int32($0.row), $1) }
            }
        }.flatMap { $0 }
        var both = [[Int32: Double]](repeating: [:], count: count)
        for (index, row) in rows.enumerated() {
            for (other, share) in row {
                both[index][other, default: 0] += share
                both[Int(other)][Int32(index), default: 0] += share
            }
        }
        var starts = [0]
        var neighbors: [Int32] = []
        var values: [Float] = []
        let scale = 1 / (2 * Double(count))
        for row in both {
            for (other, share) in row.sorted(by: { $0.key < $1.key }) {
                neighbors.append(other)
                values.append(Float(share * scale))
            }
            starts.append(neighbors.count)
        }
        self.starts = starts
        self.neighbors = neighbors
        self.values = values
    }

    /// Shares that fall with the distance as a bell does, as wide as makes their entropy the logarithm of the perplexity.
    private static func shares(_ distances: [Double], _ perplexity: Double) -> [Double] {
        guard let nearest = distances.min() else { return [] }
        let wanted = log(perplexity)
        var (low, high) = (0.0, Double.infinity)
        var precision = 1.0
        var shares: [Double] = []
        for _ in 0..<stepsMax {
            shares = distances.map { exp(-precision * ($0 - nearest)) }
            let sum = shares.reduce(0, +)
            var mean = 0.0
            for index in shares.indices {
                shares[index] /= sum
                mean += shares[index] * (distances[index] - nearest)
            }
            let difference = log(sum) + precision * mean - wanted
            if abs(difference) <= tolerance { break }
            if difference > 0 {
                low = precision
                precision = high.isFinite ? (low + high) / 2 : precision * 2
            } else {
                high = precision
                precision = (low + high) / 2
            }
        }
        return shares
    }
}
