/// The windows of a track vote: its probabilities are the mean of theirs.
package struct GroupVote: Sendable {
    /// The groups by rising number.
    package let groups: [Int]
    /// Of each group its label: the commonest of its rows.
    package let labels: [Int]
    package let probabilities: [Float]

    package init(
        probabilities rows: [Float], groups rowGroups: [Int], labels rowLabels: [Int], classCount: Int
    ) {
        var members: [Int: [Int]] = [:]
        for (row, group) in rowGroups.enumerated() { members[group, default: []].append(row) }
        groups = members.keys.sorted()
        var labels: [Int] = []
        var probabilities: [Float] = []
        for group in groups {
            let own = members[group] ?? []
            labels.append(own.map { rowLabels[$0] }.commonest ?? 0)
            probabilities += Self.mean(of: own.map { rows[$0 * classCount..<($0 + 1) * classCount] })
        }
        self.labels = labels
        self.probabilities = probabilities
    }

    /// The mean of some rows of probabilities.
    package static func mean(of rows: [ArraySlice<Float>]) -> [Float] {
        guard let first = rows.first else { return [] }
        var sums = [Float](repeating: 0, count: first.count)
        for row in rows { for (label, value) in row.enumerated() { sums[label] += value } }
        return sums.map { $0 / Float(rows.count) }
    }
}

extension Array where Element == Int {
    /// The element that occurs most often; the smallest of equals.
    var commonest: Int? {
        var counts: [Int: Int] = [:]
        for element in self { counts[element, default: 0] += 1 }
        return counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
    }
}
