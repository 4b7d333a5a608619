import CatalogCore
import FoundationEssentials
import Learning

/// Times t-SNE over the standardised columns of a table, or over points by chance.
///
///     Benchmarks map TABLE.csv LABEL [--drop COLUMN]…
///     Benchmarks map ROWS COLUMNS
enum NeighborMapBenchmark {
    private struct Line: Encodable {
        let rows: Int
        let seconds: [Double]
        let trustworthiness: Double
    }

    static func run(_ arguments: [String]) throws {
        let parsed = PlainTable.arguments(arguments)
        guard parsed.words.count == 2 else {
            print("Usage: Benchmarks map TABLE.csv LABEL [--drop COLUMN]… | Benchmarks map ROWS COLUMNS")
            return
        }
        let table: VectorTable
        if let rows = Int(parsed.words[0]), let columns = Int(parsed.words[1]) {
            table = clouds(rows, columns)
        } else {
            let read = try PlainTable.read(
                parsed.words[0], label: parsed.words[1], dropped: parsed.dropped)
            table = Standardizer(of: read.features).apply(to: read.features)
        }
        var seconds: [Double] = []
        var trust = 0.0
        for _ in 0..<3 {
            let start = ContinuousClock.now
            let map = try NeighborMap(of: table)
            seconds.append((ContinuousClock.now - start) / .seconds(1))
            trust = Trustworthiness.measure(map.points, of: table)
        }
        let line = Line(rows: table.rows, seconds: seconds, trustworthiness: trust)
        print(String(decoding: try JSONEncoder().encode(line), as: UTF8.self))
    }

    private static func clouds(_ rows: Int, _ columns: Int) -> VectorTable {
        var random = SplitMix64(seed: 1)
        return VectorTable(
            columns: columns,
            values: (0..<rows).flatMap { row in
                (0..<columns).map { Float(random.normal() + ($0 == row % 10 ? 6 : 0)) }
            })
    }
}
