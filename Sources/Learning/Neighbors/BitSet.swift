/// A set of small integers, one bit each: the filter that a search applies while it looks.
package struct BitSet: Sendable, Equatable {
    /// Bit i of word w stands for 64 w + i; bits beyond `count` are zero.
    package private(set) var words: [UInt64]
    package let count: Int

    /// A set over `0..<count`, empty or full.
    package init(count: Int, isFull: Bool = false) {
        self.count = count
        words = [UInt64](repeating: isFull ? .max : 0, count: (count + 63) / 64)
        clearTail()
    }

    /// Takes the words of a set; bits beyond `count` are dropped.
    package init(count: Int, words: [UInt64]) {
        precondition(words.count == (count + 63) / 64, "a set has a word for each 64 members")
        self.count = count
        self.words = words
        clearTail()
    }

    package init(count: Int, members: some Sequence<Int32>) {
        self.init(count: count)
        for member in members { insert(Int(member)) }
    }

    package func contains(_ index: Int) -> Bool {
        index < count && words[index / 64] >> UInt64(index % 64) & 1 != 0
    }

    /// True where it was not in the set yet.
    @discardableResult
    package mutating func insert(_ index: Int) -> Bool {
        precondition(index >= 0 && index < count, "an index is inside the set's range")
        let bit: UInt64 = 1 << UInt64(index % 64)
        let isNew = words[index / 64] & bit == 0
        words[index / 64] |= bit
        return isNew
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

    package var memberCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// The members, ascending.
    package var members: [Int32] {
        var members: [Int32] = []
        members.reserveCapacity(memberCount)
        forEachMember { members.append($0) }
        return members
    }

    /// Calls `body` with each member, ascending, without an array of them.
    @inlinable package func forEachMember(_ body: (Int32) -> Void) {
        for index in words.indices {
            var rest = words[index]
            while rest != 0 {
                body(Int32(index * 64 + rest.trailingZeroBitCount))
                rest &= rest - 1
            }
        }
    }

    private mutating func clearTail() {
        if count % 64 != 0, let last = words.indices.last { words[last] &= (1 << UInt64(count % 64)) - 1 }
    }
}
