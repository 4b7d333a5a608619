import CatalogCore

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
    private(set) var people: [Person] = []
    private(set) var discoveries = QuarterHours()
    /// The tracks that each of the chosen people played.
    private(set) var tracksOfChosen: [Int: [Int32]] = [:]

    var discoveryCount: Int { people.reduce(0) { $0 + $1.discoveries } }

    /// People are counted side by side in at most so many parts, each of which counts all tracks.
    private static let partsMax = 16
    private static let peoplePerPartMin = 32

    /// - Parameters:
    ///   - groups: the artists or genres of each track.
    ///   - chosenPeople: those whose tracks are compared.
    init(
        _ history: PlayHistory, trackCount: Int, range: Range<Int64>, groups: RowLists? = nil,
        groupCount: Int = 0, chosenPeople: Set<Int> = []
    ) {
        listenersOfTrack = [Int](repeating: 0, count: trackCount)
        listenersOfGroup = [Int](repeating: 0, count: groupCount)
        let size = max(Self.peoplePerPartMin, (history.personCount + Self.partsMax - 1) / Self.partsMax)
        let parts = Parallel.mapChunks(of: history.personCount, chunkSize: size) { _, people in
            var part = FirstPlaysPart(trackCount: trackCount, groupCount: groupCount)
            for person in people {
                part.include(
                    history[person], of: person, range: range, groups: groups,
                    isChosen: chosenPeople.contains(person))
            }
            return part
        }
        for part in parts {
            for track in 0..<trackCount { listenersOfTrack[track] += Int(part.tracks[track].listeners) }
            for group in 0..<groupCount { listenersOfGroup[group] += Int(part.listenersOfGroup[group]) }
            people += part.people
            for time in part.discoveries { discoveries.count(time) }
            tracksOfChosen.merge(part.tracksOfChosen) { first, _ in first }
        }
    }
}

/// The first plays of some people.
private struct FirstPlaysPart: Sendable {
    /// What is known of a track: who met it last, so that nothing has to be wiped between people.
    struct Met: Sendable {
        var firstMs: Int64 = 0
        var person: Int32 = -1
        /// Who heard it last in the span.
        var hearer: Int32 = -1
        var listeners: Int32 = 0
    }

    private(set) var tracks: [Met]
    private(set) var listenersOfGroup: [Int32]
    private(set) var people: [FirstPlays.Person] = []
    /// When.
    private(set) var discoveries: [Int64] = []
    private(set) var tracksOfChosen: [Int: [Int32]] = [:]
    private var metGroup: [Int32]
    private var met: [Int32] = []

    init(trackCount: Int, groupCount: Int) {
        tracks = [Met](repeating: Met(), count: trackCount)
        listenersOfGroup = [Int32](repeating: 0, count: groupCount)
        metGroup = [Int32](repeating: -1, count: groupCount)
    }

    mutating func include(
        _ plays: [PlayHistory.Play], of person: Int, range: Range<Int64>, groups: RowLists?, isChosen: Bool
    ) {
        meet(plays, mark: Int32(person), range: range)
        var one = FirstPlays.Person()
        for track in met {
            let place = Int(track)
            let first = tracks[place].firstMs
            if range.contains(first) {
                one.discoveries += 1
                discoveries.append(first)
            }
            guard tracks[place].hearer == Int32(person) else { continue }
            one.tracks += 1
            tracks[place].listeners += 1
            guard let groups else { continue }
            for group in groups[place] where metGroup[Int(group)] != Int32(person) {
                metGroup[Int(group)] = Int32(person)
                listenersOfGroup[Int(group)] += 1
                one.groups += 1
            }
        }
        people.append(one)
        if isChosen { tracksOfChosen[person] = met.filter { tracks[Int($0)].hearer == Int32(person) } }
    }

    private mutating func meet(_ plays: [PlayHistory.Play], mark: Int32, range: Range<Int64>) {
        met.removeAll(keepingCapacity: true)
        for play in plays {
            let place = Int(play.track)
            if tracks[place].person != mark {
                tracks[place].person = mark
                tracks[place].firstMs = play.timeMs
                met.append(play.track)
            } else if play.timeMs < tracks[place].firstMs {
                tracks[place].firstMs = play.timeMs
            }
            if range.contains(play.timeMs) { tracks[place].hearer = mark }
        }
    }
}
