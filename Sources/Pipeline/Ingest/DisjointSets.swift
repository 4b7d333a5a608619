/// Groups of numbers that were joined pair by pair (union-find).
struct DisjointSets {
    private var parents: [Int]

    init(count: Int) { parents = Array(0..<count) }

    mutating func root(of element: Int) -> Int {
        var element = element
        while parents[element] != element {
            parents[element] = parents[parents[element]]
            element = parents[element]
        }
        return element
    }

    mutating func join(_ first: Int, _ second: Int) {
        let roots = (root(of: first), root(of: second))
        parents[max(roots.0, roots.1)] = min(roots.0, roots.1)
    }

    /// Every group with its members in order, groups by their smallest member.
    var members: [[Int]] {
        var copy = self
        var groups: [Int: [Int]] = [:]
        for element in parents.indices { groups[copy.root(of: element), default: []].append(element) }
        return groups.keys.sorted().compactMap { groups[$0] }
    }
}
