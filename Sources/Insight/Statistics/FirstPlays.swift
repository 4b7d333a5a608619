/// Which plays were somebody's first of a track, and how many people heard what.
struct FirstPlays: Sendable {
    struct Person: Sendable {
        /// Tracks played in the span.
        var tracks = 0
        /// Groups (artists, genres) played in the span.
        var groups = 0
        /// Plays in the span that were the first of their track.
        var discoveries = 0
    }

    private(set) var listenersOfTrack: [Int]
    private(set) var listenersOfGroup: [Int]
    private(set) var people: [Person]
    private(set) var discoveries = QuarterHours()
    private(set) var discoveryCount = 0
    /// Of the chosen groups: how many people heard both.
    private(set) var shared: [Int]
    /// The tracks that each of the chosen people played.
    private(set) var tracksOfChosen: [Int: [Int32]] = [:]

    /// - Parameters:
    ///   - groups: the artists or genres of each track.
    ///   - chosenGroups: those whose audiences are compared.
    ///   - chosenPeople: those whose tracks are compared.
    init(
        _ tally: ListeningTally, trackCount: Int, range: Range<Int64>, groups: RowLists? = nil,
        groupCount: Int = 0,
        chosenGroups: [Int] = [], chosenPeople: Set<Int> = []
    ) {
        listenersOfTrack = [Int](repeating: 0, count: trackCount)
        listenersOfGroup = [Int](repeating: 0, count: groupCount)
        people = [Person](repeating: Person(), count: tally.users.count)
        shared = [Int](repeating: 0, count: chosenGroups.count * chosenGroups.count)
        // Who last met a track or group; so that nothing has to be wiped between people.
        var metTrack = [Int32](repeating: -1, count: trackCount)
        var metGroup = [Int32](repeating: -1, count: groupCount)
        var firstMs = [Int64](repeating: 0, count: trackCount)
        var heardIn = [Int32](repeating: -1, count: trackCount)
        var met: [Int32] = []
        tally.history.forEachPerson(personCount: tally.users.count) { person, tracks, times in
            met.removeAll(keepingCapacity: true)
            let mark = Int32(person)
            for (track, time) in zip(tracks, times) {
                let place = Int(track)
                if metTrack[place] != mark {
                    metTrack[place] = mark
                    firstMs[place] = time
                    met.append(track)
                } else if time < firstMs[place] {
                    firstMs[place] = time
                }
                if range.contains(time) { heardIn[place] = mark }
            }
            var one = Person()
            for track in met {
                let place = Int(track)
                if range.contains(firstMs[place]) {
                    one.discoveries += 1
                    discoveries.count(firstMs[place])
                }
                guard heardIn[place] == mark else { continue }
                one.tracks += 1
                listenersOfTrack[place] += 1
                guard let groups else { continue }
                for group in groups[place] where metGroup[Int(group)] != mark {
                    metGroup[Int(group)] = mark
                    listenersOfGroup[Int(group)] += 1
                    one.groups += 1
                }
            }
            discoveryCount += one.discoveries
            people[person] = one
            let heard = chosenGroups.indices.filter { metGroup[chosenGroups[$0]] == mark }
            for first in heard { for second in heard { shared[first * chosenGroups.count + second] += 1 } }
            if chosenPeople.contains(person) {
                tracksOfChosen[person] = met.filter { heardIn[Int($0)] == mark }
            }
        }
    }
}
