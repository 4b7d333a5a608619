import CatalogCore
import CatalogStore

/// The listeners that were asked for lately, kept up to date with the log; others are read when they are.
///
/// A value under the engine's lock. An answer takes a listener out as a value, so that what follows does not touch it.
struct ListenerCache: Sendable {
    private struct Entry: Sendable {
        var listener: Listener
        /// The last event that the listener knows.
        var known: EventID
    }

    /// Pairs of a listener and a track; few, since to read a listener again is little of an answer.
    private static let pairCountMax = 100_000

    private var entries: [UserID: Entry] = [:]
    private var pairCount = 0

    subscript(user: UserID) -> Listener? { entries[user]?.listener }

    /// The last event that a listener who is kept knows.
    func known(of user: UserID) -> EventID? { entries[user]?.known }

    mutating func insert(_ listener: Listener, of user: UserID, known: EventID) {
        remove(user)
        // Any others make room: who comes back is read again.
        while pairCount + listener.pairs.count > Self.pairCountMax, let other = entries.keys.first {
            remove(other)
        }
        entries[user] = Entry(listener: listener, known: known)
        pairCount += listener.pairs.count
    }

    private mutating func remove(_ user: UserID) {
        if let entry = entries.removeValue(forKey: user) { pairCount -= entry.listener.pairs.count }
    }

    /// Takes in an event of the log. A removal makes its listener be read anew.
    mutating func follow(_ event: LoggedEvent, table: TrackTable, weights: SignalWeights) {
        guard let known = entries[event.user]?.known, event.id > known else { return }
        guard event.removed == nil else {
            remove(event.user)
            return
        }
        if let signal = Signal(event), let track = table.index(of: event.track) {
            pairCount -= entries[event.user]?.listener.pairs.count ?? 0
            entries[event.user]?.listener.include(signal, track: track, weights: weights)
            pairCount += entries[event.user]?.listener.pairs.count ?? 0
        }
        entries[event.user]?.known = event.id
    }
}
