import CatalogCore
import CatalogStore

extension Signal {
    /// An event as a preference; nil for one that says nothing.
    package init?(_ event: LoggedEvent) {
        self.init(
            event.kind, time: event.time, playedMs: event.playedMs, totalMs: event.totalMs,
            rating: event.rating)
    }

    init?(_ kind: EventKind, time: Timestamp, playedMs: Int?, totalMs: Int?, rating: Double?) {
        let seconds = Double(time.milliseconds) / 1000
        var completion: Double?
        if let playedMs, let totalMs, totalMs > 0 { completion = Double(playedMs) / Double(totalMs) }
        switch kind {
        case .play: self.init(.play(completion: completion), timeSeconds: seconds)
        case .skip: self.init(.skip(completion: completion), timeSeconds: seconds)
        case .like: self.init(.like, timeSeconds: seconds)
        case .dislike: self.init(.dislike, timeSeconds: seconds)
        case .ban: self.init(.ban, timeSeconds: seconds)
        case .rating:
            guard let rating else { return nil }
            self.init(.rating(rating), timeSeconds: seconds)
        case .removal: return nil
        }
    }
}

extension CatalogReading {
    /// What a user did, without what was taken back, newest first.
    func signals(of user: UserID) throws -> [(track: TrackID, signal: Signal)] {
        let events = try events(of: user, limit: SnapshotLoader.eventCountMax)
        let takenBack = Set(events.compactMap(\.removed))
        return events.compactMap { event in
            guard let track = event.track, !takenBack.contains(event.id),
                let signal = Signal(
                    event.kind, time: event.time, playedMs: event.playedMs, totalMs: event.totalMs,
                    rating: event.rating)
            else { return nil }
            return (track, signal)
        }
    }
}

extension SnapshotLoader {
    /// A listener's older events are left out of an answer.
    static var eventCountMax: Int { 200_000 }
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
