/// Hierarchical clustering with average linkage, and an order of the leaves in which like lies beside like.
///
/// Sokal and Michener, 1958; by chains of nearest neighbours in O(n²): Murtagh, 1983.
package struct AverageLinkage: Sendable {
    package struct Merge: Sendable, Equatable {
        /// Leaves are 0..<n; merge *i* makes cluster n + *i*.
        package let left: Int
        package let right: Int
        package let distance: Double
    }

    package static let countMax = 20_000

    package let merges: [Merge]
    /// The leaves from left to right.
    package let order: [Int]

    /// - Parameter distances: symmetric, `count × count`.
    package init(distances: [Double], count: Int) {
        precondition(distances.count == count * count && count <= Self.countMax, "the distances are square")
        var table = distances
        var sizes = [Double](repeating: 1, count: count)
        var names = Array(0..<count)
        var isLive = [Bool](repeating: true, count: count)
        var chain: [Int] = []
        var found: [Merge] = []
        while found.count < count - 1 {
            if chain.isEmpty { chain.append(isLive.firstIndex(of: true) ?? 0) }
            let last = chain[chain.count - 1]
            let before = chain.count > 1 ? chain[chain.count - 2] : nil
            // The one before is taken among equals, so that the chain ends.
            var nearest = before ?? -1
            for other in 0..<count where isLive[other] && other != last {
                if nearest < 0 || table[last * count + other] < table[last * count + nearest] {
                    nearest = other
                }
            }
            guard nearest == before else {
                chain.append(nearest)
                continue
            }
            chain.removeLast(2)
            found.append(
                Merge(left: names[nearest], right: names[last], distance: table[last * count + nearest]))
            for other in 0..<count where isLive[other] && other != last && other != nearest {
                let mean =
                    (sizes[last] * table[last * count + other] + sizes[nearest]
                        * table[nearest * count + other])
                    / (sizes[last] + sizes[nearest])
                table[nearest * count + other] = mean
                table[other * count + nearest] = mean
            }
            sizes[nearest] += sizes[last]
            isLive[last] = false
            names[nearest] = count + found.count - 1
        }
        merges = found
        order = Self.order(of: found, count: count, distances)
    }

    /// Joins the orders of two clusters by those of their ends that lie nearest to each other.
    private static func order(of merges: [Merge], count: Int, _ distances: [Double]) -> [Int] {
        var orders = (0..<count).map { [$0] }
        for merge in merges {
            let (left, right) = (orders[merge.left], orders[merge.right])
            var best: (distance: Double, order: [Int])?
            for first in [left, left.reversed()] {
                for second in [right, right.reversed()] {
                    guard let end = first.last, let start = second.first else { continue }
                    let distance = distances[end * count + start]
                    if distance < best?.distance ?? .infinity { best = (distance, first + second) }
                }
            }
            orders[merge.left] = []
            orders[merge.right] = []
            orders.append(best?.order ?? left + right)
        }
        return orders.last ?? []
    }
}
