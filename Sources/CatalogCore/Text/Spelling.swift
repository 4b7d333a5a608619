/// Finds what a person meant to type.
package enum Spelling {
    /// The candidate with the fewest edits, if those are few enough for a slip of the hand.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        let typed = Array(word.lowercased().unicodeScalars.prefix(lengthMax))
        var best: (candidate: String, distance: Int)?
        for candidate in candidates {
            let meant = Array(candidate.lowercased().unicodeScalars.prefix(lengthMax))
            var distance = distance(typed, meant)
            if typed.count >= 3 && isBeginning(typed, of: meant) { distance = min(distance, 1) }
            if distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        guard let best, best.distance <= max(1, (typed.count + 1) / 3) else { return nil }
        return best.candidate
    }

    /// True where a word begins as another does, but for the ending that it was typed with: `rate` for `rating`.
    private static func isBeginning(_ typed: [Unicode.Scalar], of meant: [Unicode.Scalar]) -> Bool {
        let common = zip(typed, meant).prefix { $0 == $1 }.count
        return common == typed.count || (common >= 3 && common == typed.count - 1)
    }

    /// Longer words are compared by their beginning.
    private static let lengthMax = 64

    /// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment; Damerau 1964).
    package static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforePrevious: [Int] = []
        var previous = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
                var least = min(substitution, previous[column + 1] + 1, current[column] + 1)
                let isSwap =
                    row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
                if isSwap { least = min(least, beforePrevious[column - 1] + 1) }
                current.append(least)
            }
            beforePrevious = previous
            previous = current
        }
        return previous[right.count]
    }
}
