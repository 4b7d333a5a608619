/// Who played what when, person by person in the order of the log.
struct PlayHistory: Sendable {
    struct Play: Sendable {
        let timeMs: Int64
        let track: Int32
    }

    private var plays: [[Play]]

    init(personCount: Int) { plays = [[Play]](repeating: [], count: personCount) }

    var personCount: Int { plays.count }

    @inline(__always)
    mutating func append(person: Int, track: Int, timeMs: Int64) {
        plays[person].append(Play(timeMs: timeMs, track: Int32(truncatingIfNeeded: track)))
    }

    subscript(person: Int) -> [Play] { plays[person] }

    /// How many people played something of both of two groups in a span of time: `[first * groupCount + second]`, of the
    /// groups that lie at the places of `chosen`.
    func sharedListeners(of chosen: [Int], in groups: RowLists, trackCount: Int, range: Range<Int64>) -> [Int]
    {
        precondition(chosen.count <= UInt64.bitWidth, "a group is a bit")
        var bits: [Int32: UInt64] = [:]
        for (bit, group) in chosen.enumerated() { bits[Int32(group)] = 1 << UInt64(bit) }
        let masks = (0..<trackCount).map { track in groups[track].reduce(0) { $0 | bits[$1, default: 0] } }
        var shared = [Int](repeating: 0, count: chosen.count * chosen.count)
        for own in plays {
            var heard: UInt64 = 0
            for play in own where range.contains(play.timeMs) { heard |= masks[Int(play.track)] }
            let met = chosen.indices.filter { heard >> UInt64($0) & 1 == 1 }
            for first in met { for second in met { shared[first * chosen.count + second] += 1 } }
        }
        return shared
    }
}
