import CatalogCore
import FoundationEssentials
import Learning

/// Neighbour search over generated unit vectors: `COUNT DIMENSION FOLDER [graph]`.
///
/// Writes `vectors.f32` and `queries.f32` to the folder, for the peers' script to search the same.
enum NeighborsBenchmark {
    static func run(_ arguments: [String]) throws {
        let count = arguments.count > 0 ? Int(arguments[0]) ?? 1_000_000 : 1_000_000
        let dimension = arguments.count > 1 ? Int(arguments[1]) ?? 64 : 64
        let vectors = clustered(count, dimension, seed: 1)
        let queries = clustered(200, dimension, seed: 2)
        if arguments.count > 2 {
            try write(vectors, to: arguments[2] + "/vectors.f32")
            try write(queries, to: arguments[2] + "/queries.f32")
        }
        let wanted = (0..<200).map { place in
            Set(TopItems.best(of: vectors.scores(of: queries[place]), limit: 10).map(\.item))
        }
        exact(vectors, queries, wanted)
        if arguments.contains("graph") { graph(vectors, queries, wanted) }
    }

    /// Music-like: a few thousand centres, spread around them.
    private static func clustered(_ count: Int, _ dimension: Int, seed: UInt64) -> FactorMatrix {
        var centreGenerator = SplitMix64(seed: 99)
        let centres = (0..<2_000).map { _ in (0..<dimension).map { _ in Float(centreGenerator.normal()) } }
        var generator = SplitMix64(seed: seed)
        return FactorMatrix(rowCount: count, dimension: dimension) { _ in
            let centre = centres[generator.index(below: centres.count)]
            return centre.map { $0 + 0.7 * Float(generator.normal()) }
        }.normalized()
    }

    private static func exact(_ vectors: FactorMatrix, _ queries: FactorMatrix, _ wanted: [Set<Int32>]) {
        let index = ExactVectorIndex(vectors)
        var best = Double.infinity
        var hits = 0
        let clock = ContinuousClock()
        for round in 0..<3 {
            for place in 0..<wanted.count {
                var found: [ScoredItem] = []
                let query = queries[place]
                let elapsed = clock.measure { found = index.search(query, limit: 10) }
                best = min(best, milliseconds(elapsed))
                if round == 0 { hits += wanted[place].intersection(found.map(\.item)).count }
            }
        }
        let all = (0..<wanted.count).map { queries[$0] }
        let batch = clock.measure { _ = index.search(all, limit: 10) }
        let filter = BitSet(
            count: vectors.rowCount, members: stride(from: Int32(0), to: Int32(vectors.rowCount), by: 10))
        let query = queries[0]
        let filtered =
            (0..<20).map { _ in
                milliseconds(clock.measure { _ = index.search(query, limit: 10, allowed: filter) })
            }.min() ?? 0
        print(
            "{\"benchmark\":\"neighbours-exact\",\"count\":\(vectors.rowCount),\"dimension\":\(vectors.dimension),"
                + "\"ms_per_query\":\(best),\"ms_per_query_in_batches\":\(milliseconds(batch) / Double(all.count)),"
                + "\"ms_filtered\":\(filtered),\"recall_at_10\":\(Double(hits) / Double(10 * wanted.count))}")
    }

    private static func graph(_ vectors: FactorMatrix, _ queries: FactorMatrix, _ wanted: [Set<Int32>]) {
        let clock = ContinuousClock()
        var built: GraphVectorIndex?
        let building = clock.measure { built = GraphVectorIndex(vectors, capacity: vectors.rowCount) }
        guard let index = built else { return }
        for width in [10, 16, 24, 32, 48, 64, 96, 128] {
            var hits = 0
            for place in 0..<wanted.count {
                let found = index.search(queries[place], limit: 10, width: width)
                hits += wanted[place].intersection(found.map(\.item)).count
            }
            let rounds = 20
            let elapsed =
                (0..<3).map { _ in
                    milliseconds(
                        clock.measure {
                            Parallel.forEachChunk(of: rounds * wanted.count, chunkSize: 100) { _, places in
                                for place in places {
                                    _ = index.search(queries[place % wanted.count], limit: 10, width: width)
                                }
                            }
                        })
                }.min() ?? 0
            print(
                "{\"benchmark\":\"neighbours-graph\",\"count\":\(vectors.rowCount),\"width\":\(width),"
                    + "\"queries_per_second\":\(Double(rounds * wanted.count) / elapsed * 1000),"
                    + "\"recall_at_10\":\(Double(hits) / Double(10 * wanted.count)),"
                    + "\"build_seconds\":\(milliseconds(building) / 1000)}")
        }
    }

    private static func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) * 1e-15
    }

    private static func write(_ vectors: FactorMatrix, to path: String) throws {
        var bytes = [UInt8]()
        bytes.reserveCapacity(vectors.rowCount * vectors.dimension * 4)
        for row in 0..<vectors.rowCount {
            vectors[row].withUnsafeBytes { bytes += $0 }
        }
        try Data(bytes).write(to: URL(filePath: path))
    }
}
