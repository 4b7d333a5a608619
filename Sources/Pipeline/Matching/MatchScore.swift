/// How sure it is that two keys name one recording.
enum MatchScore {
    /// At or above this, tracks are linked without asking; at or above the other, a person looks.
    static let certain = 0.86
    static let review = 0.70

    /// 0...1. Title and artists must both agree; length, version and album then tell recordings apart.
    static func confidence(_ left: MatchKey, _ right: MatchKey) -> Double {
        let title = titleSimilarity(left, right)
        guard title > 0.5 else { return 0 }
        let artists = artistSimilarity(left, right)
        guard artists > 0.4 else { return 0 }
        var confidence = 0.55 * title + 0.45 * artists
        // What differs much in one of the two is another track, however well the other agrees.
        if title < 0.75 { confidence -= 0.6 * (0.75 - title) }
        if artists < 0.7 { confidence -= 0.6 * (0.7 - artists) }
        if left.version != right.version { confidence -= 0.16 }
        confidence -= lengthPenalty(left.durationSeconds, right.durationSeconds)
        if !left.album.isEmpty && !right.album.isEmpty && left.album != right.album { confidence -= 0.01 }
        return max(0, min(1, confidence))
    }

    private static func titleSimilarity(_ left: MatchKey, _ right: MatchKey) -> Double {
        let core = EditDistance.similarity(left.core, right.core)
        guard left.hasRest || right.hasRest else { return core }
        let full = EditDistance.similarity(left.full, right.full)
        // Both say something in brackets, and not the same: "(Part I)" and "(Part II)".
        if left.hasRest && right.hasRest { return min(core, 0.5 * core + 0.5 * full) }
        // One says more than the other.
        return max(full, core - 0.06)
    }

    /// Each name of the shorter credit with its best partner; what the longer credit has beyond counts a little.
    private static func artistSimilarity(_ left: MatchKey, _ right: MatchKey) -> Double {
        if left.artists.isEmpty || right.artists.isEmpty {
            return left.artists.isEmpty && right.artists.isEmpty ? 1 : 0
        }
        let whole = EditDistance.similarity(left.credit, right.credit)
        if whole == 1 { return 1 }
        let shorter = left.artists.count <= right.artists.count ? left.artists : right.artists
        let longer = left.artists.count <= right.artists.count ? right.artists : left.artists
        var used = [Bool](repeating: false, count: longer.count)
        var sum = 0.0
        for name in shorter {
            var best = (similarity: 0.0, index: -1)
            for (index, other) in longer.enumerated() where !used[index] {
                let similarity = EditDistance.similarity(name, other)
                if similarity > best.similarity { best = (similarity, index) }
            }
            if best.index >= 0 { used[best.index] = true }
            sum += best.similarity
        }
        let covered = sum / Double(shorter.count)
        let missing = 0.05 * Double(min(3, longer.count - shorter.count))
        return max(whole, covered - missing)
    }

    private static func lengthPenalty(_ left: Double?, _ right: Double?) -> Double {
        guard let left, let right else { return 0.02 }
        let difference = abs(left - right)
        switch difference {
        case ...2: return 0.01 * difference / 2
        case ...5: return 0.03
        case ...15: return 0.10
        default: return 0.2
        }
    }
}
