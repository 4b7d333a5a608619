import CatalogCore
import FoundationEssentials
import Learning

/// A job of the size that services have: 1M users × 100k items × 20M events, generated; rank 64, 10 iterations.
enum ScaleBenchmark {
    static func run() {
        let (userCount, itemCount, eventCount) = (1_000_000, 100_000, 20_000_000)
        var generator = SplitMix64(seed: 5)
        var users: [Int32] = []
        var items: [Int32] = []
        users.reserveCapacity(eventCount)
        items.reserveCapacity(eventCount)
        for _ in 0..<eventCount {
            // Squares make some users and items far more frequent than others.
            let user = generator.uniform()
            let item = generator.uniform()
            users.append(Int32(Double(userCount) * user * user))
            items.append(Int32(Double(itemCount) * item * item * item))
        }
        let matrix = SparseMatrix(
            rowCount: userCount, columnCount: itemCount, rows: users, columns: items,
            values: [Float](repeating: 1, count: eventCount))
        users = []
        items = []
        let clock = ContinuousClock()
        let elapsed = clock.measure {
            _ = ImplicitALS.fit(matrix, parameters: .init(dimension: 64, iterations: 10))
        }
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? ""
        print("scale: \(matrix.entryCount) entries, rank 64, 10 iterations: \(elapsed), \(peak)")
    }
}
