import CatalogCore

/// Artists (or albums) that no model learns from, so that an old and a new one can be compared on them.
///
/// A group is held out by a hash of its id: it stays so as the library grows, whatever the seed of a run.
enum HeldOutGroups {
    private static let share = 0.15
    private static let groupsForTwo = 6
    private static let salt: UInt64 = 0xC0DE_5EED

    static func split(_ groups: [Int64]) -> (training: [Int], heldOut: [Int]) {
        let distinct = Set(groups).sorted { (place($0), $0) < (place($1), $1) }
        guard distinct.count > 1 else { return (Array(groups.indices), []) }
        var out = Set(distinct.filter { place($0) < share })
        // Of few groups chance may take none, or all; two can be told apart.
        let least = distinct.count < Self.groupsForTwo ? 1 : 2
        if out.count < least || out.count * 2 > distinct.count { out = Set(distinct.prefix(least)) }
        return (
            groups.indices.filter { !out.contains(groups[$0]) },
            groups.indices.filter { out.contains(groups[$0]) }
        )
    }

    private static func place(_ group: Int64) -> Double {
        var random = SplitMix64(seed: UInt64(bitPattern: group) ^ salt)
        return random.uniform()
    }
}
