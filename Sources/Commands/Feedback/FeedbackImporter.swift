import CatalogCore
import CatalogStore

/// Writes batches of feedback, each in one transaction that is on disk when `add` returns.
struct FeedbackImporter {
    struct BatchResult: Sendable {
        var added = 0
        var repeated = 0
        var rejections: [FeedbackReader.Rejection] = []
    }

    private let addsUsers: Bool
    private let now: Timestamp
    private var users: [String: UserID] = [:]
    private var tracks: Set<TrackID> = []

    /// Names and numbers beyond these are looked up anew.
    private static let userCountMax = 1_000_000
    private static let trackCountMax = 1_000_000

    init(addsUsers: Bool, now: Timestamp) {
        self.addsUsers = addsUsers
        self.now = now
    }

    mutating func add(_ entries: [(line: Int, entry: FeedbackEntry)], to catalog: Catalog) throws
        -> BatchResult
    {
        guard !entries.isEmpty else { return BatchResult() }
        do {
            return try catalog.write { try addAll(entries, $0) }
        } catch is CatalogError {
            // One line of the batch is refused: nothing of it was kept, now each line stands for itself.
            users.removeAll()
            return try catalog.write { try addSingly(entries, $0) }
        }
    }

    private mutating func addAll(
        _ entries: [(line: Int, entry: FeedbackEntry)], _ transaction: Transaction
    ) throws -> BatchResult {
        var result = BatchResult()
        var events: [NewEvent] = []
        events.reserveCapacity(entries.count)
        for (line, entry) in entries {
            do {
                events.append(entry.event(of: try owner(of: entry, transaction)))
            } catch let refusal as Refusal {
                result.rejections.append(.init(line: line, reason: refusal.reason))
            }
        }
        for outcome in try transaction.add(events) {
            if outcome.isAdded { result.added += 1 } else { result.repeated += 1 }
        }
        return result
    }

    private mutating func addSingly(
        _ entries: [(line: Int, entry: FeedbackEntry)], _ transaction: Transaction
    ) throws -> BatchResult {
        var result = BatchResult()
        for (line, entry) in entries {
            do {
                let outcome = try transaction.add(entry.event(of: try owner(of: entry, transaction)))
                if outcome.isAdded { result.added += 1 } else { result.repeated += 1 }
            } catch let refusal as Refusal {
                result.rejections.append(.init(line: line, reason: refusal.reason))
            } catch let error as CatalogError {
                result.rejections.append(.init(line: line, reason: error.description))
            }
        }
        return result
    }

    /// An entry speaks of somebody or something that is not here.
    private struct Refusal: Error {
        let reason: String
    }

    /// Whose an entry is, once it is sure that its track is here.
    private mutating func owner(of entry: FeedbackEntry, _ transaction: Transaction) throws -> UserID {
        guard let user = try user(entry.user, transaction) else {
            throw Refusal(reason: "there is nobody named \(entry.user); --add-users adds them")
        }
        guard case .track(let id) = entry.subject, !tracks.contains(id) else { return user }
        guard try transaction.hasTrack(id) else { throw Refusal(reason: "there is no track \(id)") }
        if tracks.count >= Self.trackCountMax { tracks.removeAll(keepingCapacity: true) }
        tracks.insert(id)
        return user
    }

    private mutating func user(_ name: String, _ transaction: Transaction) throws -> UserID? {
        if let id = users[name] { return id }
        var id = try transaction.user(named: name)?.id
        if id == nil && addsUsers { id = try transaction.addUser(named: name, at: now) }
        if users.count >= Self.userCountMax { users.removeAll(keepingCapacity: true) }
        users[name] = id
        return id
    }
}
