import CatalogCore
import FoundationEssentials

extension Catalog {
    /// Reads what `export` wrote, batch by batch; what is there already stays as it is, so that importing twice changes
    /// nothing and an import that was cut off is simply run again.
    package func importPersonal(
        lines: some Sequence<String>, at now: Timestamp, monitor: JobMonitor = .silent
    ) throws -> ImportCounts {
        var counts = ImportCounts()
        var batch: [(number: Int, text: String)] = []
        func flush() throws {
            let current = batch
            batch.removeAll(keepingCapacity: true)
            let before = counts
            counts = try write { transaction in
                var after = before
                try transaction.importLines(current, at: now, counts: &after)
                return after
            }
            monitor.report(Progress(activity: "importing", completed: Double(counts.lines), total: nil))
        }
        for (index, text) in lines.enumerated() {
            if monitor.isCancelled { break }
            batch.append((index + 1, text))
            if batch.count == Self.importBatchLines { try flush() }
        }
        if !batch.isEmpty { try flush() }
        return counts
    }

    /// How many lines share a transaction.
    private static let importBatchLines = 20_000
}
