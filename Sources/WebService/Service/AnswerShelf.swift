import CatalogCore
import CatalogStore
import HTTP
import Synchronization

/// Answers to questions as they are sent, packed, while nothing changes that they are made of.
///
/// What the asking user did counts at once. What others did counts within `laterSecondsMax`, since it moves an answer little
/// and there is always somebody who plays something. In a catalog so large that its index is made beside the answers, what
/// is new in the music counts as late, and an answer that is older is sent once more while it is made anew: an ingest would
/// else have everybody wait for everybody's answers each time that the index changes.
final class AnswerShelf: Sendable {
    /// What an answer was made of.
    struct Stamp: Sendable, Equatable {
        struct Asker: Sendable, Equatable {
            let mark: FeedbackMarks.Mark
            let users: Int64
        }

        struct Music: Sendable, Equatable {
            let revision: Int64
            let index: ObjectIdentifier
            /// What fades with time fades in steps.
            let momentSeconds: Double
        }

        let asker: Asker
        let music: Music
        /// How much everybody had done.
        let events: Int64
    }

    struct Entry: Sendable {
        let packed: [UInt8]
        /// Of the bytes when unpacked.
        let size: Int
        let etag: String
        let user: UserID?
        let stamp: Stamp
        let madeSeconds: Double
    }

    /// A lock of its own.
    private final class Part: Sendable {
        let entries: Mutex<RecentValues<String, Entry>>

        init(sizeBytesMax: Int) {
            entries = Mutex(
                RecentValues(costMax: sizeBytesMax) { question, entry in
                    entry.packed.count + question.utf8.count + AnswerShelf.entryBytes
                })
        }
    }

    /// No answer of a large catalog is sent that is older than so many times as long.
    private static let oldFactor = 10.0
    private static let partCount = 16
    /// What an entry takes beside its bytes, about.
    private static let entryBytes = 300

    private let laterSecondsMax: Double
    private let parts: [Part]

    init(sizeBytesMax: Int, laterSecondsMax: Double) {
        self.laterSecondsMax = laterSecondsMax
        parts = (0..<Self.partCount).map { _ in Part(sizeBytesMax: sizeBytesMax / Self.partCount) }
    }

    /// What is kept for a question, where it still holds; whether it has to be made anew for whoever asks next.
    ///
    /// - Parameter isPrompt: the catalog is so small that what is new in it counts at once.
    func entry(
        for question: String, nowSeconds: Double, isPrompt: Bool, stamp: (UserID?) -> Stamp
    ) -> (entry: Entry, isOld: Bool)? {
        guard let entry = part(of: question).entries.withLock({ $0.value(of: question) }) else {
            return nil
        }
        let now = stamp(entry.user)
        guard entry.stamp != now else { return (entry, false) }
        let age = nowSeconds - entry.madeSeconds
        guard entry.stamp.asker == now.asker, !isPrompt || entry.stamp.music == now.music,
            age <= laterSecondsMax * (isPrompt ? 1 : Self.oldFactor)
        else { return nil }
        return (entry, age > laterSecondsMax)
    }

    func keep(_ entry: Entry, for question: String) {
        part(of: question).entries.withLock { $0.keep(entry, of: question) }
    }

    private func part(of question: String) -> Part {
        parts[Int(UInt(bitPattern: question.hashValue) % UInt(Self.partCount))]
    }
}
