import CatalogCore
import CatalogStore

/// What the log has after an event, read without touching a snapshot: applying it is short.
struct EventNews: Sendable {
    private struct Said {
        let user: UserID
        let track: TrackID
        let signal: Signal
    }

    private struct TakenBack {
        let user: UserID
        let track: TrackID
        /// What is left of what the user did with the track.
        let signals: [Signal]
    }

    /// The last event that was read; nil where there was none.
    let last: EventID?
    private let said: [Said]
    private let takenBack: [TakenBack]

    init(after start: EventID?, in catalog: some CatalogReading) throws {
        var last = start
        var removed: Set<EventID> = []
        var said: [(id: EventID, said: Said)] = []
        try catalog.forEachEvent(after: start) { event in
            last = event.id
            if let id = event.removed { removed.insert(id) }
            guard let signal = Signal(event) else { return }
            said.append((event.id, Said(user: event.user, track: event.track, signal: signal)))
        }
        var stale: [UserID: Set<TrackID>] = [:]
        for id in removed {
            guard let event = try catalog.event(id), let track = event.track else { continue }
            stale[event.user, default: []].insert(track)
        }
        var takenBack: [TakenBack] = []
        for (user, tracks) in stale {
            let signals = try catalog.signals(of: user)
            for track in tracks {
                let left = signals.filter { $0.track == track }.map(\.signal)
                takenBack.append(TakenBack(user: user, track: track, signals: left))
            }
        }
        self.last = last
        self.said = said.filter { !removed.contains($0.id) }.map(\.said)
        self.takenBack = takenBack
    }

    func apply(to snapshot: inout RecommendationSnapshot) {
        for event in said { snapshot.record(event.signal, user: event.user, track: event.track) }
        for pair in takenBack { snapshot.replace(pair.signals, user: pair.user, track: pair.track) }
    }
}
