import CatalogCore

/// Grows one decision tree (CART): each question lowers the Gini impurity the most.
///
/// Breiman, Friedman, Olshen, Stone, "Classification and Regression Trees", 1984; random thresholds: Geurts, Ernst,
/// Wehenkel, "Extremely randomized trees", Machine Learning 63, 2006.
struct TreeGrower {
    private struct Split {
        var feature = -1
        var threshold: Float = 0
        /// The sum over both sides of Σ count² / rows: the higher, the purer.
        var purity = -Double.infinity
    }

    private struct Pending {
        let rows: Range<Int>
        let depth: Int
        let node: Int
    }

    private let table: TreeTable
    private let growth: TreeGrowth
    private var random: SplitMix64
    private var rows: [Int]
    private var nodes: [DecisionTree.Node] = []
    private var shares: [Float] = []
    private var importances: [Double]
    private var features: [Int]
    /// Value and label of a row in one number: the values sort as they lie on the line, and the labels come along.
    private var keys: [UInt64] = []

    private init(_ table: TreeTable, rows: [Int], growth: TreeGrowth, random: SplitMix64) {
        self.table = table
        self.growth = growth
        self.random = random
        self.rows = rows
        importances = [Double](repeating: 0, count: table.dimension)
        features = Array(0..<table.dimension)
        keys.reserveCapacity(rows.count)
    }

    /// Grows a tree on the rows, of which some may occur several times.
    static func grow(
        on table: TreeTable, rows: [Int], growth: TreeGrowth, random: SplitMix64
    ) -> DecisionTree {
        var grower = TreeGrower(table, rows: rows, growth: growth, random: random)
        grower.growAll()
        let total = grower.importances.reduce(0, +)
        return DecisionTree(
            nodes: grower.nodes, shares: grower.shares, classCount: table.classCount,
            importances: grower.importances.map { total > 0 ? Float($0 / total) : 0 })
    }

    private mutating func growAll() {
        nodes.append(.init(feature: -1, threshold: 0, left: 0, right: 0))
        var pending = [Pending(rows: 0..<rows.count, depth: 0, node: 0)]
        while let next = pending.popLast() {
            let counts = classCounts(in: next.rows)
            let isPure = counts.filter { $0 > 0 }.count <= 1
            guard !isPure, next.depth < growth.depthMax, next.rows.count >= growth.splitRowCountMin,
                let split = bestSplit(of: next.rows, counts: counts)
            else {
                makeLeaf(next.node, counts: counts, rowCount: next.rows.count)
                continue
            }
            let middle = partition(next.rows, by: split)
            let parentPurity = counts.reduce(0.0) { $0 + $1 * $1 } / Double(next.rows.count)
            importances[split.feature] += split.purity - parentPurity
            let left = nodes.count
            nodes.append(.init(feature: -1, threshold: 0, left: 0, right: 0))
            nodes.append(.init(feature: -1, threshold: 0, left: 0, right: 0))
            nodes[next.node] = .init(
                feature: Int32(split.feature), threshold: split.threshold, left: Int32(left),
                right: Int32(left + 1))
            pending.append(Pending(rows: next.rows.lowerBound..<middle, depth: next.depth + 1, node: left))
            pending.append(
                Pending(rows: middle..<next.rows.upperBound, depth: next.depth + 1, node: left + 1))
        }
    }

    private func classCounts(in range: Range<Int>) -> [Double] {
        var counts = [Double](repeating: 0, count: table.classCount)
        for index in range { counts[table.labels[rows[index]]] += 1 }
        return counts
    }

    private mutating func makeLeaf(_ node: Int, counts: [Double], rowCount: Int) {
        nodes[node] = .init(feature: -1, threshold: 0, left: Int32(shares.count), right: 0)
        shares += counts.map { Float($0 / Double(max(1, rowCount))) }
    }

    /// Tries features in a random order until enough have been tried and one of them separates the rows.
    private mutating func bestSplit(of range: Range<Int>, counts: [Double]) -> Split? {
        let wanted = growth.featureCount ?? table.dimension
        var best = Split()
        for tried in 0..<table.dimension {
            if tried >= wanted && best.feature >= 0 { break }
            features.swapAt(tried, tried + random.index(below: table.dimension - tried))
            let candidate =
                switch growth.threshold {
                case .best: bestThreshold(of: features[tried], range: range, counts: counts)
                case .random: randomThreshold(of: features[tried], range: range, counts: counts)
                }
            if candidate.purity > best.purity { best = candidate }
        }
        return best.feature >= 0 ? best : nil
    }

    /// The bits of a float with the order of its value.
    private static func key(_ value: Float, _ label: Int) -> UInt64 {
        let bits = (value + 0).bitPattern
        let ordered = bits & 0x8000_0000 == 0 ? bits | 0x8000_0000 : ~bits
        return UInt64(ordered) << 32 | UInt64(truncatingIfNeeded: label)
    }

    private static func value(_ key: UInt64) -> Float {
        let ordered = UInt32(key >> 32)
        return Float(bitPattern: ordered & 0x8000_0000 == 0 ? ~ordered : ordered & 0x7FFF_FFFF)
    }

    private mutating func bestThreshold(of feature: Int, range: Range<Int>, counts: [Double]) -> Split {
        keys.removeAll(keepingCapacity: true)
        let start = feature * table.rowCount
        for index in range {
            let row = rows[index]
            keys.append(Self.key(table.values[start + row], table.labels[row]))
        }
        keys.sort()
        var best = Split()
        var bestPlace = -1
        var left = [Double](repeating: 0, count: table.classCount)
        var right = counts
        var leftSquares = 0.0
        var rightSquares = counts.reduce(0.0) { $0 + $1 * $1 }
        for index in 0..<(keys.count - 1) {
            let label = Int(truncatingIfNeeded: keys[index] & 0xFFFF_FFFF)
            leftSquares += 2 * left[label] + 1
            rightSquares -= 2 * right[label] - 1
            left[label] += 1
            right[label] -= 1
            let leftCount = index + 1
            let rightCount = keys.count - leftCount
            guard keys[index] >> 32 < keys[index + 1] >> 32, leftCount >= growth.leafRowCountMin,
                rightCount >= growth.leafRowCountMin
            else { continue }
            let purity = leftSquares / Double(leftCount) + rightSquares / Double(rightCount)
            if purity > best.purity {
                best.purity = purity
                bestPlace = index
            }
        }
        guard bestPlace >= 0 else { return Split() }
        let (below, above) = (Self.value(keys[bestPlace]), Self.value(keys[bestPlace + 1]))
        let middle = below / 2 + above / 2
        best.feature = feature
        best.threshold = middle < above ? middle : below
        return best
    }

    private mutating func randomThreshold(of feature: Int, range: Range<Int>, counts: [Double]) -> Split {
        var low = Float.infinity
        var high = -Float.infinity
        for index in range {
            let value = table.values[feature * table.rowCount + rows[index]]
            low = min(low, value)
            high = max(high, value)
        }
        guard low < high else { return Split() }
        let threshold = min(low + random.uniformFloat() * (high - low), high.nextDown)
        var left = [Double](repeating: 0, count: table.classCount)
        var leftCount = 0
        for index in range where table.values[feature * table.rowCount + rows[index]] <= threshold {
            left[table.labels[rows[index]]] += 1
            leftCount += 1
        }
        let rightCount = range.count - leftCount
        guard leftCount >= growth.leafRowCountMin, rightCount >= growth.leafRowCountMin else {
            return Split()
        }
        var purity = 0.0
        for label in counts.indices {
            purity += left[label] * left[label] / Double(leftCount)
            purity += (counts[label] - left[label]) * (counts[label] - left[label]) / Double(rightCount)
        }
        return Split(feature: feature, threshold: threshold, purity: purity)
    }

    /// Moves the rows that answer yes to the front; returns where the others start.
    private mutating func partition(_ range: Range<Int>, by split: Split) -> Int {
        var middle = range.lowerBound
        for index in range
        where table.values[split.feature * table.rowCount + rows[index]] <= split.threshold {
            rows.swapAt(index, middle)
            middle += 1
        }
        return middle
    }
}
