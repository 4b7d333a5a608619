/// A set of small integers, one bit each: the filter that a search applies while it looks.
package struct BitSet: Sendable, Equatable {
    /// Bit i of word w stands for 64 w + i; bits beyond `count` are zero.
    package private(set) var words: [UInt64]
    package private(set) var count: Int

    /// A set over `0..<count`, empty or full.
    package init(count: Int, isFull: Bool = false) {
        self.count = count
        words = [UInt64](repeating: isFull ? .max : 0, count: (count + 63) / 64)
        clearTail()
    }

    package init(count: Int, members: some Sequence<Int32>) {
        self.init(count: count)
        for member in members { insert(Int(member)) }
    }

    package func contains(_ index: Int) -> Bool {
        index < count && words[index / 64] >> UInt64(index % 64) & 1 != 0
    }

    package mutating func insert(_ index: Int) {
        precondition(index >= 0 && index < count, "an index is inside the set's range")
        words[index / 64] |= 1 << UInt64(index % 64)
    }

    package mutating func remove(_ index: Int) {
        guard index >= 0 && index < count else { return }
        words[index / 64] &= ~(1 << UInt64(index % 64))
    }

    package mutating func formIntersection(_ other: BitSet) {
        for word in words.indices { words[word] &= word < other.words.count ? other.words[word] : 0 }
    }

    package mutating func formUnion(_ other: BitSet) {
        for word in 0..<min(words.count, other.words.count) { words[word] |= other.words[word] }
        clearTail()
    }

    /// What is not in the set, within its range.
    package func complement() -> BitSet {
        var complement = self
        for word in words.indices { complement.words[word] = ~words[word] }
        complement.clearTail()
        return complement
    }

    /// Widens the range; what is new is not in the set.
    package mutating func grow(to newCount: Int) {
        precondition(newCount >= count, "a set does not shrink")
        count = newCount
        words += [UInt64](repeating: 0, count: (newCount + 63) / 64 - words.count)
    }

    package var memberCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The members, ascending.
    package var members: [Int32] {
        var members: [Int32] = []
        members.reserveCapacity(memberCount)
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                members.append(Int32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
        return members
    }

    private mutating func clearTail() {
        if count % 64 != 0, let last = words.indices.last { words[last] &= (1 << UInt64(count % 64)) - 1 }
    }
}
