import CatalogCore

/// Cuts examples so that no group (an artist, an album) lies on both sides.
package enum GroupedSplit {
    /// The examples of some whole groups, about `share` of all, and the others; both in order.
    package static func holdOut(
        _ share: Double, groups: [Int], seed: UInt64
    ) throws -> (training: [Int], heldOut: [Int]) {
        let shuffled = try shuffledGroups(groups, needed: 2, seed: seed)
        let count = min(shuffled.count - 1, max(1, Int((Double(shuffled.count) * share).rounded())))
        let out = Set(shuffled.prefix(count))
        return (
            groups.indices.filter { !out.contains(groups[$0]) },
            groups.indices.filter { out.contains(groups[$0]) }
        )
    }

    /// The number of the fold, 0..<folds, of each example.
    package static func folds(_ folds: Int, groups: [Int], seed: UInt64) throws -> [Int] {
        precondition(folds > 1, "there are at least two folds")
        let shuffled = try shuffledGroups(groups, needed: folds, seed: seed)
        var sizes: [Int: Int] = [:]
        for group in groups { sizes[group, default: 0] += 1 }
        // The largest groups first, each into the emptiest fold, so that the folds are of one size.
        let order = shuffled.enumerated().sorted {
            let (left, right) = (sizes[$0.element] ?? 0, sizes[$1.element] ?? 0)
            return left != right ? left > right : $0.offset < $1.offset
        }
        var filled = [Int](repeating: 0, count: folds)
        var fold: [Int: Int] = [:]
        for (_, group) in order {
            let emptiest = filled.indices.min { filled[$0] < filled[$1] } ?? 0
            fold[group] = emptiest
            filled[emptiest] += sizes[group] ?? 0
        }
        return groups.map { fold[$0] ?? 0 }
    }

    private static func shuffledGroups(_ groups: [Int], needed: Int, seed: UInt64) throws -> [Int] {
        var distinct = Array(Set(groups)).sorted()
        guard distinct.count >= needed else {
            throw LearningError(
                .notEnoughData,
                "There are \(distinct.count) groups (artists or albums), and \(needed) are needed to train on some "
                    + "and to check on others; add music by \(needed - distinct.count) more.")
        }
        var random = SplitMix64(seed: seed)
        distinct.shuffle(using: &random)
        return distinct
    }
}
