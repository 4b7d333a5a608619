import CatalogCore
import Pipeline

/// How long a table of tracks takes to read and merge: `import TABLE.csv.xz`.
enum ImportBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print("usage: import TABLE")
            return
        }
        let clock = ContinuousClock()
        let start = clock.now
        let table = try TrackTableReader(path: path).read()
        let elapsed = clock.now - start
        print("\(table.report.rows) rows in \(elapsed): \(table.tracks.count) tracks")
        print(table.report)
        print(table.oddRows)
        for (credit, popularity, rows) in table.creditsByPopularity(limit: 10) {
            print(credit, popularity, rows)
        }
        let cleaner = try GenreCleaner.seeded()
        let unknown = Set(table.tracks.flatMap(\.genres)).filter { cleaner.clean($0).entries.isEmpty }
        print("genres unknown: \(unknown.sorted())")
    }
}
