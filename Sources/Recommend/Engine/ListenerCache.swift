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
    private static let pairCountMax = 50_000

    private var entries = RecentValues<UserID, Entry>(costMax: ListenerCache.pairCountMax) { _, entry in
        entry.listener.trackCount + 1
    }

    /// A listener who is kept, and the last event that is known of them.
    mutating func listener(_ user: UserID) -> (listener: Listener, known: EventID)? {
        entries.value(of: user).map { ($0.listener, $0.known) }
    }

    mutating func insert(_ listener: Listener, of user: UserID, known: EventID) {
        entries.keep(Entry(listener: listener, known: known), of: user)
    }

    /// Takes in an event of the log. A removal makes its listener be read anew.
    mutating func follow(_ event: LoggedEvent, table: TrackTable, weights: SignalWeights) {
        guard event.removed == nil else { return entries.remove(event.user) }
        entries.change(event.user) { entry in
            guard event.id > entry.known else { return }
            if let signal = Signal(event), let track = table.index(of: event.track) {
                entry.listener.include(signal, track: track, weights: weights)
            }
            entry.known = event.id
        }
    }
}
