import CatalogCore
import CatalogStore
import HTTP
import Synchronization

/// Answers to questions as they are sent, packed, while nothing changes that they are made of.
///
/// What the asking user did, what is known of the music and the index count at once; what others did counts within
/// `othersSecondsMax`, since it moves an answer little and there is always somebody who plays something.
final class AnswerShelf: Sendable {
    /// What an answer was made of.
    struct Stamp: Sendable, Equatable {
        let mark: FeedbackMarks.Mark
        let catalog: Int64
        let index: ObjectIdentifier
        /// What fades with time fades in steps.
        let momentSeconds: Double
    }

    struct Entry: Sendable {
        let packed: [UInt8]
        /// Of the bytes when unpacked.
        let size: Int
        let etag: String
        let user: UserID?
        let stamp: Stamp
        /// How much everybody had done.
        let events: Int64
        let madeSeconds: Double
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var sizeBytes = 0
    }

    /// A lock of its own.
    private final class Part: Sendable {
        let state = Mutex(State())
    }

    static let othersSecondsMax = 60.0
    private static let partCount = 16
    /// What an entry takes beside its bytes, about.
    private static let entryBytes = 300

    private let sizeBytesMax: Int
    private let parts: [Part]

    init(sizeBytesMax: Int) {
        self.sizeBytesMax = sizeBytesMax
        parts = (0..<Self.partCount).map { _ in Part() }
    }

    /// What is kept for a question, where it still holds.
    func entry(
        for question: String, events: Int64, nowSeconds: Double, stamp: (UserID?) -> Stamp
    ) -> Entry? {
        guard let entry = part(of: question).state.withLock({ $0.entries[question] }),
            entry.events == events || nowSeconds - entry.madeSeconds <= Self.othersSecondsMax,
            entry.stamp == stamp(entry.user)
        else { return nil }
        return entry
    }

    func keep(_ entry: Entry, for question: String) {
        part(of: question).state.withLock { state in
            let size = entry.packed.count + question.utf8.count + Self.entryBytes
            if let former = state.entries.updateValue(entry, forKey: question) {
                state.sizeBytes -= former.packed.count + question.utf8.count + Self.entryBytes
            }
            state.sizeBytes += size
            // Any quarter goes: which are asked for again nobody knows.
            guard state.sizeBytes > sizeBytesMax / Self.partCount else { return }
            for (key, old) in state.entries.prefix(max(1, state.entries.count / 4)) {
                state.entries[key] = nil
                state.sizeBytes -= old.packed.count + key.utf8.count + Self.entryBytes
            }
        }
    }

    private func part(of question: String) -> Part {
        parts[Int(UInt(bitPattern: question.hashValue) % UInt(Self.partCount))]
    }
}
