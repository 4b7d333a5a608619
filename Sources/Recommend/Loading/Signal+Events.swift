import CatalogCore
import CatalogStore

extension Signal {
    /// An event as a preference; nil for one that says nothing.
    package init?(_ event: LoggedEvent) {
        let seconds = event.time.seconds
        var completion: Double?
        if let played = event.playedMs, let total = event.totalMs, total > 0 {
            completion = Double(played) / Double(total)
        }
        switch event.kind {
        case .play: self.init(.play(completion: completion), timeSeconds: seconds)
        case .skip: self.init(.skip(completion: completion), timeSeconds: seconds)
        case .like: self.init(.like, timeSeconds: seconds)
        case .dislike: self.init(.dislike, timeSeconds: seconds)
        case .ban: self.init(.ban, timeSeconds: seconds)
        case .rating:
            guard let rating = event.rating else { return nil }
            self.init(.rating(rating), timeSeconds: seconds)
        case .removal: return nil
        }
    }
}

extension Listener {
    /// A listener's older events are left out of an answer.
    private static let eventCountMax = 200_000

    /// What a user did, without what was taken back, as the log had it at an event; nil for all of it.
    package static func read(
        _ user: UserID, until last: EventID? = nil, from catalog: some CatalogReading, in table: TrackTable,
        weights: SignalWeights
    ) throws -> Listener {
        var events: [LoggedEvent] = []
        var takenBack: Set<EventID> = []
        try catalog.forEachEvent(of: user, limit: eventCountMax) { event in
            if let last, event.id > last { return }
            if let removed = event.removed { takenBack.insert(removed) } else { events.append(event) }
        }
        events.sort { $0.id < $1.id }
        let signals = events.compactMap { event -> (track: Int32, signal: Signal)? in
            guard !takenBack.contains(event.id), let signal = Signal(event),
                let track = table.index(of: event.track)
            else { return nil }
            return (track, signal)
        }
        return Listener(signals, weights: weights)
    }
}

extension Descriptors {
    /// What filters and moods read.
    var numbers: [FilterField: Double] {
        var numbers: [FilterField: Double] = [:]
        numbers[.tempo] = tempoBpm
        numbers[.energy] = energy
        numbers[.valence] = valence
        numbers[.danceability] = danceability
        numbers[.acousticness] = acousticness
        numbers[.instrumentalness] = instrumentalness
        numbers[.liveness] = liveness
        numbers[.speechiness] = speechiness
        numbers[.loudness] = loudnessLufs
        numbers[.key] = key.map(Double.init)
        numbers[.mode] = mode.map(Double.init)
        return numbers
    }
}
