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

    private let table: LabeledTable
    private let growth: TreeGrowth
    private var random: SplitMix64
    private var rows: [Int]
    private var nodes: [DecisionTree.Node] = []
    private var shares: [Float] = []
    private var importances: [Double]
    private var features: [Int]
    private var sortBuffer: [(value: Float, label: Int)] = []

    private init(_ table: LabeledTable, rows: [Int], growth: TreeGrowth, random: SplitMix64) {
        self.table = table
        self.growth = growth
        self.random = random
        self.rows = rows
        importances = [Double](repeating: 0, count: table.dimension)
        features = Array(0..<table.dimension)
        sortBuffer.reserveCapacity(rows.count)
    }

    /// Grows a tree on the rows, of which some may occur several times.
    static func grow(
        on table: LabeledTable, rows: [Int], growth: TreeGrowth, random: SplitMix64
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

    private mutating func bestThreshold(of feature: Int, range: Range<Int>, counts: [Double]) -> Split {
        sortBuffer.removeAll(keepingCapacity: true)
        for index in range {
            sortBuffer.append(
                (table.values[rows[index] * table.dimension + feature], table.labels[rows[index]]))
        }
        sortBuffer.sort { $0.value < $1.value }
        var best = Split()
        var left = [Double](repeating: 0, count: table.classCount)
        var right = counts
        var leftSquares = 0.0
        var rightSquares = counts.reduce(0.0) { $0 + $1 * $1 }
        for index in 0..<(sortBuffer.count - 1) {
            let label = sortBuffer[index].label
            leftSquares += 2 * left[label] + 1
            rightSquares -= 2 * right[label] - 1
            left[label] += 1
            right[label] -= 1
            let next = sortBuffer[index + 1].value
            let leftCount = index + 1
            let rightCount = sortBuffer.count - leftCount
            guard sortBuffer[index].value < next, leftCount >= growth.leafRowCountMin,
                rightCount >= growth.leafRowCountMin
            else { continue }
            let purity = leftSquares / Double(leftCount) + rightSquares / Double(rightCount)
            if purity > best.purity {
                let middle = sortBuffer[index].value / 2 + next / 2
                best = Split(
                    feature: feature, threshold: middle < next ? middle : sortBuffer[index].value,
                    purity: purity)
            }
        }
        return best
    }

    private mutating func randomThreshold(of feature: Int, range: Range<Int>, counts: [Double]) -> Split {
        var low = Float.infinity
        var high = -Float.infinity
        for index in range {
            let value = table.values[rows[index] * table.dimension + feature]
            low = min(low, value)
            high = max(high, value)
        }
        guard low < high else { return Split() }
        let threshold = min(low + random.uniformFloat() * (high - low), high.nextDown)
        var left = [Double](repeating: 0, count: table.classCount)
        var leftCount = 0
        for index in range where table.values[rows[index] * table.dimension + feature] <= threshold {
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
        where table.values[rows[index] * table.dimension + split.feature] <= split.threshold {
            rows.swapAt(index, middle)
            middle += 1
        }
        return middle
    }
}
