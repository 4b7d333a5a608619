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

    /// More would hold more memory than reading them anew takes time.
    private static let countMax = 4_096

    private var entries: [UserID: Entry] = [:]

    subscript(user: UserID) -> Listener? { entries[user]?.listener }

    mutating func insert(_ listener: Listener, of user: UserID, known: EventID) {
        // Any other makes room: who comes back is read again.
        if entries.count >= Self.countMax, entries[user] == nil, let other = entries.keys.first {
            entries[other] = nil
        }
        entries[user] = Entry(listener: listener, known: known)
    }

    /// Takes in an event of the log. A removal makes its listener be read anew.
    mutating func follow(_ event: LoggedEvent, table: TrackTable, weights: SignalWeights) {
        guard let known = entries[event.user]?.known, event.id > known else { return }
        guard event.removed == nil else {
            entries[event.user] = nil
            return
        }
        if let signal = Signal(event), let track = table.index(of: event.track) {
            entries[event.user]?.listener.include(signal, track: track, weights: weights)
        }
        entries[event.user]?.known = event.id
    }
}
