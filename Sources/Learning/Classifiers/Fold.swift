import CatalogCore

/// A table cut into parts, each of which is tested once by what the others taught.
package struct Fold: Sendable {
    package let training: [Int]
    package let test: [Int]

    package init(training: [Int], test: [Int]) {
        self.training = training
        self.test = test
    }

    /// Parts with about equal shares of each class, in which the rows of a group stay together.
    ///
    /// Groups are dealt out class by class, the largest first, each to the part that has the fewest rows of its class:
    /// with one row a group this is the usual stratified split.
    package static func stratified(_ table: LabeledTable, count: Int, seed: UInt64) -> [Fold] {
        precondition(count >= 2, "there are at least two parts")
        var random = SplitMix64(seed: seed)
        var rowsOfGroup: [Int: [Int]] = [:]
        for (row, group) in table.groups.enumerated() { rowsOfGroup[group, default: []].append(row) }
        var groups = rowsOfGroup.keys.sorted()
        groups.shuffle(using: &random)
        groups.sort { (rowsOfGroup[$0]?.count ?? 0) > (rowsOfGroup[$1]?.count ?? 0) }
        var sizes = [[Int]](repeating: [Int](repeating: 0, count: table.classCount), count: count)
        var totals = [Int](repeating: 0, count: count)
        var tests = [[Int]](repeating: [], count: count)
        for group in groups {
            let rows = rowsOfGroup[group] ?? []
            let label = commonest(rows.map { table.labels[$0] }, classCount: table.classCount)
            let part =
                (0..<count).min { (sizes[$0][label], totals[$0]) < (sizes[$1][label], totals[$1]) } ?? 0
            for row in rows { sizes[part][table.labels[row]] += 1 }
            totals[part] += rows.count
            tests[part] += rows
        }
        return tests.map { test in
            let inTest = Set(test)
            return Fold(
                training: (0..<table.rowCount).filter { !inTest.contains($0) }, test: test.sorted())
        }
    }

    private static func commonest(_ labels: [Int], classCount: Int) -> Int {
        var counts = [Float](repeating: 0, count: classCount)
        for label in labels { counts[label] += 1 }
        return counts.indexOfLargest
    }
}
