/// Who met what, how much and when: the table that every recommender learns from.
///
/// Users and items are dense indices; the caller keeps what they stand for.
package struct Interactions: Sendable, Equatable {
    package let userCount: Int
    package let itemCount: Int
    package private(set) var users: [Int32] = []
    package private(set) var items: [Int32] = []
    /// Preference: positive for liked, negative for disliked.
    package private(set) var weights: [Float] = []
    package private(set) var timesSeconds: [Double] = []

    package init(userCount: Int, itemCount: Int) {
        self.userCount = userCount
        self.itemCount = itemCount
    }

    package var count: Int { users.count }

    /// The share of all pairs that are known.
    package var density: Double { Double(count) / max(1, Double(userCount) * Double(itemCount)) }

    package mutating func reserveCapacity(_ capacity: Int) {
        users.reserveCapacity(capacity)
        items.reserveCapacity(capacity)
        weights.reserveCapacity(capacity)
        timesSeconds.reserveCapacity(capacity)
    }

    package mutating func append(user: Int32, item: Int32, weight: Float = 1, timeSeconds: Double = 0) {
        precondition(user >= 0 && user < userCount && item >= 0 && item < itemCount, "an index is in range")
        precondition(weight.isFinite && timeSeconds.isFinite, "weights and times are finite")
        users.append(user)
        items.append(item)
        weights.append(weight)
        timesSeconds.append(timeSeconds)
    }

    /// The interactions at the given places, in their order.
    package func subset(_ places: [Int]) -> Interactions {
        var subset = Interactions(userCount: userCount, itemCount: itemCount)
        subset.reserveCapacity(places.count)
        for place in places {
            subset.append(
                user: users[place], item: items[place], weight: weights[place],
                timeSeconds: timesSeconds[place])
        }
        return subset
    }

    /// User × item, weights of repeated pairs added up.
    package func matrix() -> SparseMatrix {
        SparseMatrix(
            rowCount: userCount, columnCount: itemCount, rows: users, columns: items, values: weights)
    }
}
