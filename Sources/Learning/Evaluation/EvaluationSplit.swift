import CatalogCore

/// A table cut by one protocol.
package struct EvaluationSplit: Sendable {
    package let protocolUsed: EvaluationProtocol
    package let training: Interactions
    package let cases: [EvaluationCase]
    /// What may be ranked, in an order that is drawn at random so that ties say nothing; nil for every item.
    package let candidates: [Int32]?

    /// Cuts a table; a relevant interaction is one with a positive weight.
    package init(_ table: Interactions, by protocolUsed: EvaluationProtocol, seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let parts: Parts
        switch protocolUsed {
        case .leaveLastOut: parts = EvaluationSplit.lastOfEachUser(table)
        case .temporal(let share): parts = EvaluationSplit.latest(table, share)
        case .itemStratified(let share): parts = EvaluationSplit.shareOfEachItem(table, share, &generator)
        case .heldOutUsers(let share, let told):
            parts = EvaluationSplit.users(table, share, told, &generator)
        case .coldItems(let share): parts = EvaluationSplit.hiddenItems(table, share, &generator)
        }
        self.protocolUsed = protocolUsed
        training = table.subset(parts.training)
        candidates = parts.candidates
        cases = EvaluationSplit.cases(table, parts)
    }

    private struct Parts {
        var training: [Int] = []
        var test: [Int] = []
        /// Told to the recommender as history, though not learned from.
        var told: [Int] = []
        var candidates: [Int32]?
    }

    // MARK: - The cuts

    private static func lastOfEachUser(_ table: Interactions) -> Parts {
        var last: [Int32: Int] = [:]
        var counts = [Int](repeating: 0, count: table.userCount)
        for place in 0..<table.count {
            counts[Int(table.users[place])] += 1
            let current = last[table.users[place]]
            // Of interactions at one time the later row wins, as in the table.
            if current.map({ table.timesSeconds[place] >= table.timesSeconds[$0] }) ?? true {
                last[table.users[place]] = place
            }
        }
        var parts = Parts()
        for place in 0..<table.count {
            let user = table.users[place]
            let isTest = last[user] == place && counts[Int(user)] > 1
            if isTest { parts.test.append(place) } else { parts.training.append(place) }
        }
        return parts
    }

    private static func latest(_ table: Interactions, _ share: Double) -> Parts {
        let order = (0..<table.count).sorted {
            (table.timesSeconds[$0], $0) < (table.timesSeconds[$1], $1)
        }
        let cut = Int((Double(table.count) * (1 - share)).rounded())
        return Parts(training: order[..<cut].sorted(), test: order[cut...].sorted())
    }

    private static func shareOfEachItem(
        _ table: Interactions, _ share: Double, _ generator: inout SplitMix64
    ) -> Parts {
        var places = [[Int]](repeating: [], count: table.itemCount)
        for place in 0..<table.count { places[Int(table.items[place])].append(place) }
        var parts = Parts()
        for item in places {
            let shuffled = item.shuffled(using: &generator)
            let kept = Int((Double(item.count) * (1 - share)).rounded(.toNearestOrEven))
            parts.training += shuffled[..<kept]
            parts.test += shuffled[kept...]
        }
        parts.training.sort()
        parts.test.sort()
        return parts
    }

    private static func users(
        _ table: Interactions, _ share: Double, _ toldShare: Double, _ generator: inout SplitMix64
    ) -> Parts {
        let order = (0..<table.userCount).shuffled(using: &generator)
        let held = Set(order.prefix(Int(Double(table.userCount) * share)).map(Int32.init))
        var parts = Parts()
        for place in 0..<table.count {
            if !held.contains(table.users[place]) {
                parts.training.append(place)
            } else if generator.uniform() < toldShare {
                parts.told.append(place)
            } else {
                parts.test.append(place)
            }
        }
        return parts
    }

    private static func hiddenItems(
        _ table: Interactions, _ share: Double, _ generator: inout SplitMix64
    ) -> Parts {
        var met = [Bool](repeating: false, count: table.itemCount)
        for item in table.items { met[Int(item)] = true }
        let order = met.indices.filter { met[$0] }.shuffled(using: &generator)
        let drawn = order.prefix(Int(Double(order.count) * share)).map(Int32.init)
        let hidden = Set(drawn)
        var parts = Parts(candidates: drawn)
        for place in 0..<table.count {
            if hidden.contains(table.items[place]) {
                parts.test.append(place)
            } else {
                parts.training.append(place)
            }
        }
        return parts
    }

    private static func cases(_ table: Interactions, _ parts: Parts) -> [EvaluationCase] {
        let known = table.subset(parts.training + parts.told).matrix()
        let lastTimes = table.lastTimes(at: parts.training + parts.told)
        var relevant: [Int32: Set<Int32>] = [:]
        for place in parts.test where table.weights[place] > 0 {
            relevant[table.users[place], default: []].insert(table.items[place])
        }
        return relevant.keys.sorted().compactMap { user in
            let row = known.row(Int(user))
            let seen = Set(row.columns)
            let wanted = (relevant[user] ?? []).subtracting(seen)
            guard row.count > 0, !wanted.isEmpty else { return nil }
            let times = row.columns.map { lastTimes[UInt64(user) << 32 | UInt64($0)] ?? 0 }
            let history = History(items: Array(row.columns), weights: Array(row.values), timesSeconds: times)
            return EvaluationCase(user: user, history: history, relevant: Array(wanted))
        }
    }
}

extension Interactions {
    /// When each pair (user in the upper half of the key, item in the lower) was met last.
    fileprivate func lastTimes(at places: [Int]) -> [UInt64: Double] {
        var times: [UInt64: Double] = [:]
        times.reserveCapacity(places.count)
        for place in places {
            let key = UInt64(users[place]) << 32 | UInt64(items[place])
            times[key] = max(times[key] ?? -.infinity, timesSeconds[place])
        }
        return times
    }
}
