/// Values by key, within a budget. Where it is spent, those make room that were not asked for lately: a hand goes round
/// them, passes whoever was asked for since it last came by, and takes the others.
package struct RecentValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Slot: Sendable {
        let key: Key
        var value: Value
        var cost: Int
        var wasAsked = false
    }

    private let costMax: Int
    private let cost: @Sendable (Key, Value) -> Int
    private var slots: [Slot?] = []
    private var places: [Key: Int] = [:]
    private var freePlaces: [Int] = []
    private var hand = 0
    private var costSum = 0

    /// - Parameters:
    ///   - costMax: what the values may cost together; the latest is kept whatever it costs.
    ///   - cost: what one costs, as its number where all cost the same.
    package init(costMax: Int, cost: @escaping @Sendable (Key, Value) -> Int = { _, _ in 1 }) {
        self.costMax = costMax
        self.cost = cost
    }

    package var count: Int { places.count }

    /// The value of a key that is kept; counts as asking for it.
    package mutating func value(of key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        slots[place]?.wasAsked = true
        return slots[place]?.value
    }

    package mutating func keep(_ value: Value, of key: Key) {
        remove(key)
        let slot = Slot(key: key, value: value, cost: cost(key, value))
        while costSum + slot.cost > costMax, count > 0 { removeNext() }
        costSum += slot.cost
        // The place that was freed last is right behind the hand, which comes there last.
        if let place = freePlaces.popLast() {
            slots[place] = slot
            places[key] = place
        } else {
            places[key] = slots.count
            slots.append(slot)
        }
    }

    /// Changes a value where it lies, if it is kept.
    package mutating func change(_ key: Key, _ body: (inout Value) -> Void) {
        guard let place = places[key], var slot = slots[place] else { return }
        // No second reference while it is changed, so that nothing is copied.
        slots[place] = nil
        body(&slot.value)
        costSum -= slot.cost
        slot.cost = cost(key, slot.value)
        slot.wasAsked = true
        costSum += slot.cost
        slots[place] = slot
        while costSum > costMax, count > 1 { removeNext() }
    }

    package mutating func remove(_ key: Key) {
        guard let place = places.removeValue(forKey: key) else { return }
        costSum -= slots[place]?.cost ?? 0
        slots[place] = nil
        freePlaces.append(place)
    }

    /// Removes one of the values, of which there are some.
    private mutating func removeNext() {
        while true {
            if hand >= slots.count { hand = 0 }
            defer { hand += 1 }
            guard let slot = slots[hand] else { continue }
            guard slot.wasAsked else { return remove(slot.key) }
            slots[hand]?.wasAsked = false
        }
    }
}
