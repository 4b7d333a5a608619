import CatalogCore
import CatalogStore

/// What people did in a span of time, counted in one pass over the log.
struct ListeningTally: Sendable {
    let users: [User]
    let userIndex: RowIndex
    private(set) var tracks: [ListeningCounts]
    private(set) var people: [ListeningCounts]
    /// What was done with music that is not here.
    private(set) var elsewhere = ListeningCounts()
    /// The last play or skip of each person.
    private(set) var lastHeardMs: [Int64]
    /// When what kind of thing was done.
    private(set) var quarters = QuarterHours()
    /// How often each rating was given, by half steps.
    private(set) var ratings = [Int](repeating: 0, count: 11)
    /// Of all events of the catalog that match, whatever the time.
    private(set) var newestMs: Int64?
    private(set) var oldestMs: Int64?
    /// Who played what when, up to the end of the span; kept where first plays and listeners are asked for.
    private(set) var history: PlayHistory

    init(
        _ catalog: some CatalogReading, music: MusicTable, scope: StatisticsScope, keepsHistory: Bool = false
    ) throws {
        users = try catalog.users()
        userIndex = RowIndex(users.map(\.id.rawValue))
        tracks = [ListeningCounts](repeating: ListeningCounts(), count: music.count)
        people = [ListeningCounts](repeating: ListeningCounts(), count: users.count)
        lastHeardMs = [Int64](repeating: .min, count: users.count)
        history = PlayHistory(personCount: users.count)
        let lengths = try Self.lengths(catalog, music)
        try catalog.forEachEventColumns { columns in
            include(columns, music: music, lengths: lengths, scope: scope, keepsHistory: keepsHistory)
        }
    }

    /// The length of each track in milliseconds; -1 where nobody knows.
    private static func lengths(_ catalog: some CatalogReading, _ music: MusicTable) throws -> [Int32] {
        var lengths = [Int32](repeating: -1, count: music.count)
        try catalog.forEachLength { track, milliseconds in
            let place = music.index[track.rawValue]
            if place >= 0 { lengths[place] = Int32(clamping: milliseconds) }
        }
        return lengths
    }

    private mutating func include(
        _ columns: EventColumns, music: MusicTable, lengths: [Int32], scope: StatisticsScope,
        keepsHistory: Bool
    ) {
        let range = scope.timeRange
        let onlyUser = scope.user.map(\.rawValue)
        let isFiltered = scope.tracks != nil
        let (times, actors, subjects, kinds) = (
            columns[.time], columns[.user], columns[.track], columns[.kind]
        )
        let (played, totals, halves) = (columns[.played], columns[.total], columns[.rating])
        for event in 0..<columns.count {
            let time = times[event]
            if let onlyUser, actors[event] != onlyUser { continue }
            let track = subjects[event] == 0 ? -1 : music.index[subjects[event]]
            if isFiltered && track < 0 { continue }
            if time > newestMs ?? .min { newestMs = time }
            if time < oldestMs ?? .max { oldestMs = time }
            let person = userIndex[actors[event]]
            let kind = kinds[event]
            if keepsHistory, kind == 1, track >= 0, person >= 0, time < range.upperBound {
                history.append(person: person, track: track, timeMs: time)
            }
            guard range.contains(time) else { continue }
            let length = totals[event] > 0 ? totals[event] : track >= 0 ? Int64(lengths[track]) : -1
            let (heard, rating) = (played[event], halves[event])
            if track >= 0 {
                tracks[track].add(kind: kind, playedMs: heard, totalMs: length, ratingHalves: rating)
            } else {
                elsewhere.add(kind: kind, playedMs: heard, totalMs: length, ratingHalves: rating)
            }
            if person >= 0 {
                people[person].add(kind: kind, playedMs: heard, totalMs: length, ratingHalves: rating)
                if kind <= 2 { lastHeardMs[person] = max(lastHeardMs[person], time) }
            }
            quarters.count(time, kind: Int(kind))
            if rating > 0 { ratings[Int(min(10, rating))] += 1 }
        }
    }

    /// What was done with all music.
    var total: ListeningCounts { tracks.reduce(into: elsewhere) { $0 += $1 } }

    /// What was done with several tracks together.
    func sum(of places: some Sequence<Int>) -> ListeningCounts {
        places.reduce(into: ListeningCounts()) { $0 += tracks[$1] }
    }
}
