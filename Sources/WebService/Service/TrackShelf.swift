import CatalogCore
import Synchronization

/// Answers about tracks as they were sent, while nothing of tracks changes.
final class TrackShelf: Sendable {
    struct Entry: Sendable {
        let bytes: [UInt8]
        let etag: String
    }

    private struct State {
        var revision: Int64 = -1
        var entries: [TrackID: Entry] = [:]
        var sizeBytes = 0
    }

    private let sizeBytesMax: Int
    private let state = Mutex(State())

    init(sizeBytesMax: Int) { self.sizeBytesMax = sizeBytesMax }

    /// What is kept of a track at this revision, else what `make` gives, which is kept.
    func entry(of track: TrackID, revision: Int64, make: () throws -> [UInt8]) rethrows -> Entry {
        let known = state.withLock { state -> Entry? in
            guard state.revision == revision else { return nil }
            return state.entries[track]
        }
        if let known { return known }
        let bytes = try make()
        let entry = Entry(bytes: bytes, etag: ETag.of(bytes))
        state.withLock { state in
            // Whoever made an answer from an older state must not undo what is newer.
            guard revision >= state.revision else { return }
            if revision > state.revision || state.sizeBytes + bytes.count > sizeBytesMax {
                state.entries.removeAll(keepingCapacity: true)
                state.sizeBytes = 0
                state.revision = revision
            }
            if state.entries.updateValue(entry, forKey: track) == nil { state.sizeBytes += bytes.count }
        }
        return entry
    }
}
