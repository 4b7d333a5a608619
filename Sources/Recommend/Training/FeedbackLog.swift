import CatalogCore
import CatalogStore
import Learning

/// Gathers the log of events in little memory, and adds it up listener by listener.
struct FeedbackLog {
    private var placeOfUser: [UserID: Int32] = [:]
    private var placeOfTrack: [TrackID: Int32] = [:]
    private var users: [UserID] = []
    private var tracks: [TrackID] = []
    private var userPlaces: [Int32] = []
    private var trackPlaces: [Int32] = []
    /// Counted from the first event's.
    private var numbers: [UInt32] = []
    private var kinds: [UInt8] = []
    /// Completion or rating; not a number where there is none.
    private var values: [Float] = []
    private var times: [Double] = []
    private var removed: Set<UInt32> = []
    private var firstEvent: Int64?
    private var lastEvent: Int64 = 0

    private static let reservedCountMax = 1 << 26

    /// Arrays that grow by doubling would take up to twice as much.
    mutating func reserveCapacity(_ eventCount: Int) {
        let count = min(eventCount, Self.reservedCountMax)
        numbers.reserveCapacity(count)
        userPlaces.reserveCapacity(count)
        trackPlaces.reserveCapacity(count)
        kinds.reserveCapacity(count)
        values.reserveCapacity(count)
        times.reserveCapacity(count)
    }

    mutating func add(_ event: LoggedEvent) {
        lastEvent = event.id.rawValue
        if let id = event.removed { removed.insert(number(of: id.rawValue)) }
        guard let signal = Signal(event) else { return }
        add(signal, user: event.user, track: event.track, event: event.id.rawValue)
    }

    mutating func add(_ signal: Signal, user: UserID, track: TrackID, event: Int64) {
        lastEvent = event
        numbers.append(number(of: event))
        userPlaces.append(Self.place(of: user, in: &placeOfUser, &users))
        trackPlaces.append(Self.place(of: track, in: &placeOfTrack, &tracks))
        let (kind, value) = Self.packed(signal.kind)
        kinds.append(kind)
        values.append(value)
        times.append(signal.timeSeconds)
    }

    /// A log of more events than such a number has would not be in memory.
    private mutating func number(of event: Int64) -> UInt32 {
        let first = firstEvent ?? event
        firstEvent = first
        return UInt32(truncatingIfNeeded: event - first)
    }

    consuming func table(weights: SignalWeights, nowSeconds: Double) -> FeedbackTable {
        let order = tracks.indices.sorted { tracks[$0] < tracks[$1] }
        var ascending = [Int32](repeating: 0, count: tracks.count)
        for (place, old) in order.enumerated() { ascending[old] = Int32(place) }
        let byUser = Grouping<Int32>(entriesOf: userPlaces, rowCount: users.count)
        var interactions = Interactions(userCount: users.count, itemCount: tracks.count)
        interactions.reserveCapacity(min(userPlaces.count, Self.reservedCountMax))
        var trends = [Double](repeating: 0, count: tracks.count)
        for user in users.indices {
            let signals = byUser[user].compactMap { entry -> (track: Int32, signal: Signal)? in
                let entry = Int(entry)
                guard !removed.contains(numbers[entry]) else { return nil }
                let kind = Self.unpacked(kinds[entry], values[entry])
                return (ascending[Int(trackPlaces[entry])], Signal(kind, timeSeconds: times[entry]))
            }
            let listener = Listener(signals, weights: weights)
            listener.forEachTrack { trends[Int($0)] += $1.trendGrowth(nowSeconds: nowSeconds) }
            let history = listener.history(nowSeconds: nowSeconds, weights: weights)
            for place in history.items.indices {
                interactions.append(
                    user: Int32(user), item: history.items[place], weight: history.weights[place],
                    timeSeconds: history.timesSeconds[place])
            }
        }
        return FeedbackTable(
            users: users, tracks: order.map { tracks[$0] }, interactions: interactions, trends: trends,
            lastEvent: lastEvent, eventCount: userPlaces.count)
    }

    private static func place<ID: Hashable>(of id: ID, in places: inout [ID: Int32], _ all: inout [ID])
        -> Int32
    {
        if let place = places[id] { return place }
        let place = Int32(all.count)
        places[id] = place
        all.append(id)
        return place
    }

    private static func packed(_ kind: Signal.Kind) -> (UInt8, Float) {
        switch kind {
        case .play(let completion): (0, completion.map { Float($0) } ?? .nan)
        case .skip(let completion): (1, completion.map { Float($0) } ?? .nan)
        case .like: (2, .nan)
        case .dislike: (3, .nan)
        case .ban: (4, .nan)
        case .rating(let stars): (5, Float(stars))
        }
    }

    private static func unpacked(_ kind: UInt8, _ value: Float) -> Signal.Kind {
        let known = value.isNaN ? nil : Double(value)
        return switch kind {
        case 0: .play(completion: known)
        case 1: .skip(completion: known)
        case 2: .like
        case 3: .dislike
        case 4: .ban
        default: .rating(known ?? 0)
        }
    }
}
