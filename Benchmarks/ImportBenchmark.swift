import CatalogCore
import CatalogStore
import Pipeline

/// How long a table of tracks takes to read, and to bring into a new catalog: `import TABLE.csv.xz [NEW.catalog]`.
enum ImportBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let path = arguments.first else {
            print("usage: import TABLE [NEW.catalog]")
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
        guard let catalogPath = arguments.dropFirst().first else { return }
        try Catalog.create(at: catalogPath)
        let catalog = try Catalog(opening: catalogPath)
        let importer = TrackTableImport(into: catalog, provider: "spotify", cleaner: cleaner)
        for round in 1...2 {
            let begin = clock.now
            let outcome = try importer.run(TrackTableReader(path: path), at: Timestamp(milliseconds: 0))
            print("round \(round) into the catalog: \(clock.now - begin), \(outcome.tracksAdded) added")
        }
    }
}
