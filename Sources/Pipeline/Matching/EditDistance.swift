/// How many letters make one text of another, over bytes.
enum EditDistance {
    /// Longer texts are compared by their beginnings.
    static let lengthMax = 64

    /// Insertions, deletions, replacements and swaps of neighbours: bit vectors after Myers (1999) with the
    /// transpositions of Hyyrö (2003).
    static func between(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let pattern = left.prefix(lengthMax)
        let text = right.prefix(lengthMax)
        guard !pattern.isEmpty, !text.isEmpty else { return max(pattern.count, text.count) }
        return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 256) { masks in
            masks.initialize(repeating: 0)
            for (index, byte) in pattern.enumerated() { masks[Int(byte)] |= 1 << UInt64(index) }
            var positive = UInt64.max
            var negative: UInt64 = 0
            var score = pattern.count
            let last = UInt64(1) << UInt64(pattern.count - 1)
            var diagonal: UInt64 = 0
            var previous: UInt64 = 0
            for byte in text {
                let equal = masks[Int(byte)]
                let swapped = ((~diagonal & equal) << 1) & previous
                diagonal = (((equal & positive) &+ positive) ^ positive) | equal | negative | swapped
                var plus = negative | ~(diagonal | positive)
                let minus = positive & diagonal
                if plus & last != 0 { score += 1 }
                if minus & last != 0 { score -= 1 }
                plus = plus << 1 | 1
                positive = minus << 1 | ~(diagonal | plus)
                negative = plus & diagonal
                previous = equal
            }
            return score
        }
    }

    /// 1 for equal texts, 0 for texts with nothing in common.
    static func similarity(_ left: [UInt8], _ right: [UInt8]) -> Double {
        if left == right { return 1 }
        let longer = max(min(left.count, lengthMax), min(right.count, lengthMax))
        guard longer > 0 else { return 1 }
        return 1 - Double(between(left, right)) / Double(longer)
    }
}
