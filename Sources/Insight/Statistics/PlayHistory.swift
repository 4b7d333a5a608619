/// Who played what when, in the order of the log, and then person by person.
struct PlayHistory: Sendable {
    private var people: [Int32] = []
    private var tracks: [Int32] = []
    private var times: [Int64] = []

    var count: Int { times.count }

    @inline(__always)
    mutating func append(person: Int, track: Int, timeMs: Int64) {
        people.append(Int32(person))
        tracks.append(Int32(track))
        times.append(timeMs)
    }

    /// Calls `body` once for each person who played something, with their plays.
    func forEachPerson(
        personCount: Int,
        _ body: (_ person: Int, _ tracks: ArraySlice<Int32>, _ times: ArraySlice<Int64>) -> Void
    ) {
        var starts = [Int](repeating: 0, count: personCount + 1)
        for person in people { starts[Int(person) + 1] += 1 }
        for person in 0..<personCount { starts[person + 1] += starts[person] }
        var next = starts
        var sortedTracks = [Int32](repeating: 0, count: count)
        var sortedTimes = [Int64](repeating: 0, count: count)
        for play in 0..<count {
            let place = next[Int(people[play])]
            sortedTracks[place] = tracks[play]
            sortedTimes[place] = times[play]
            next[Int(people[play])] += 1
        }
        for person in 0..<personCount where starts[person] < starts[person + 1] {
            let plays = starts[person]..<starts[person + 1]
            body(person, sortedTracks[plays], sortedTimes[plays])
        }
    }
}
