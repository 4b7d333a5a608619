/// How far a mistyped word may be from what was meant.
enum TypingMistakes {
    /// Shorter words have too many neighbours; longer ones are no words.
    private static let lengths = 4...24

    /// True for words that are worth finding by their neighbours: letters, of a length in which mistakes can be told.
    static func canLearn(_ word: some StringProtocol) -> Bool {
        let bytes = word.utf8.count
        guard bytes >= lengths.lowerBound, bytes <= lengths.upperBound * 4 else { return false }
        return lengths.contains(word.count) && !word.contains(where: \.isNumber)
    }

    /// How many mistakes are forgiven in a word of so many characters.
    static func tolerance(length: Int) -> Int { length < lengths.lowerBound ? 0 : length < 8 ? 1 : 2 }

    /// The number of insertions, deletions, replacements and swaps of neighbours between two words, up to `limit`;
    /// nil beyond it. Damerau, CACM 7(3), 1964, in its restricted form.
    static func distance(_ left: [Character], _ right: [Character], limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1..<(left.count + 1) {
            var current = [row]
            for column in 1..<(right.count + 1) {
                let isSame = left[row - 1] == right[column - 1]
                var best = min(
                    last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1]
                {
                    best = min(best, beforeLast[column - 2] + 1)
                }
                current.append(best)
            }
            guard current.contains(where: { $0 <= limit }) else { return nil }
            (beforeLast, last) = (last, current)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
