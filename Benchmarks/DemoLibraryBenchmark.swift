import CatalogCore
import Pipeline

/// How long the demo library takes to compose and write: `DemoLibraryBenchmark FOLDER [seed]`.
enum DemoLibraryBenchmark {
    static func run(_ arguments: [String]) throws {
        guard let folder = arguments.first else {
            print("usage: demo-library FOLDER [SEED]")
            return
        }
        let seed = arguments.dropFirst().first.flatMap { UInt64($0) } ?? 1
        let clock = ContinuousClock()
        let start = clock.now
        let report = try DemoLibrary.write(to: folder, seed: seed)
        print("\(report) in \(clock.now - start)")
    }
}
