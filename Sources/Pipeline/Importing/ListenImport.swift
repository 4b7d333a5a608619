import CatalogCore
import CatalogStore

/// Brings a listening history into a catalog's log of events. Importing twice changes nothing; what is no track of the
/// catalog yet is kept in the file's words, and counts as soon as the track arrives.
package struct ListenImport {
    /// So many listens are put on disk at once.
    private static let batchListens = 100_000
    /// Names of users in one file.
    package static let userCountMax = 1_000_000

    package struct Outcome: Sendable, Equatable {
        package var report = ListenReader.Report()
        package var added = 0
        /// There already.
        package var repeated = 0
        package var usersAdded = 0
    }

    private let catalog: Catalog
    private let defaultUser: String
    private let provider: String?

    /// - Parameters:
    ///   - defaultUser: whose listens they are where the file does not say.
    ///   - provider: who gave the ids of tracks in the file, such as `spotify`.
    package init(into catalog: Catalog, defaultUser: String, provider: String? = nil) {
        self.catalog = catalog
        self.defaultUser = defaultUser
        self.provider = provider
    }

    /// Reads and stores a history.
    ///
    /// - Throws: `ImportError` where the file cannot be read, `CatalogError` where the catalog cannot be written.
    package func run(_ reader: ListenReader, at now: Timestamp, monitor: JobMonitor = .silent) throws
        -> Outcome
    {
        var outcome = Outcome()
        var users: [String: UserID] = [:]
        // While one batch is put on disk, the next one is read.
        let report = try Handover.run { put in
            var batch: [ImportedListen] = []
            let report = try reader.forEachListen(monitor: monitor) { listen in
                batch.append(listen)
                guard batch.count == Self.batchListens else { return }
                guard put(batch) else { throw CancellationError() }
                batch.removeAll(keepingCapacity: true)
            }
            if !batch.isEmpty { _ = put(batch) }
            return report
        } consume: { listens in
            let result = try catalog.write { transaction in
                try store(listens, users: users, at: now, in: transaction)
            }
            users = result.users
            outcome.added += result.added
            outcome.repeated += listens.count - result.added
            outcome.usersAdded += result.usersAdded
            return true
        }
        if let report { outcome.report = report }
        return outcome
    }

    private func store(
        _ listens: [ImportedListen], users: [String: UserID], at now: Timestamp, in transaction: Transaction
    ) throws -> (users: [String: UserID], added: Int, usersAdded: Int) {
        var users = users
        var usersAdded = 0
        var events: [NewEvent] = []
        events.reserveCapacity(listens.count)
        for listen in listens {
            let name = listen.user ?? defaultUser
            if users[name] == nil {
                guard users.count < Self.userCountMax else {
                    throw CatalogError(
                        .invalid, "a history of more than \(Self.userCountMax) users is not one file's")
                }
                if let known = try transaction.user(named: name) {
                    users[name] = known.id
                } else {
                    users[name] = try transaction.addUser(named: name, at: now)
                    usersAdded += 1
                }
            }
            if let user = users[name] {
                var event = event(of: listen, user: user)
                try fill(&event, of: listen, in: transaction)
                events.append(event)
            }
        }
        let outcomes = try transaction.add(events)
        return (users, outcomes.count { $0.isAdded }, usersAdded)
    }

    /// A share of a track becomes milliseconds, where the track is here and its length is known.
    private func fill(_ event: inout NewEvent, of listen: ImportedListen, in transaction: Transaction) throws
    {
        guard let completion = listen.completion, case .reference(let reference) = event.subject,
            let id = try transaction.track(for: reference),
            let length = try transaction.track(id)?.durationMs
        else { return }
        event.totalMs = length
        event.playedMs = Int((completion * Double(length)).rounded())
    }

    private func event(of listen: ImportedListen, user: UserID) -> NewEvent {
        let reference = TrackReference(
            artist: listen.artist, title: listen.title ?? "", album: listen.album,
            durationMs: listen.durationSeconds.map { Int($0 * 1000) },
            provider: listen.externalID == nil ? nil : provider,
            externalID: listen.externalID.map(Self.bareID))
        // Counts have no moment: they stand before all listens that have one.
        var event = NewEvent(
            user: user, subject: .reference(reference), kind: listen.isSkipped == true ? .skip : .play,
            time: Timestamp(milliseconds: Int64(listen.time ?? 0) * 1000))
        switch listen.opinion {
        case .like: event.kind = .like
        case .rating(let stars):
            event.kind = .rating
            event.rating = Double(stars)
        case nil: break
        }
        event.playedMs = listen.playedSeconds.map { max(0, Int($0 * 1000)) }
        event.totalMs = listen.durationSeconds.map { max(0, Int($0 * 1000)) }
        event.source = "import"
        event.context = listen.count > 1 ? "count:\(listen.count)" : nil
        event.idempotencyKey = listen.key(defaultUser: defaultUser)
        return event
    }

    /// `spotify:track:abc` is the track `abc` of tables.
    private static func bareID(_ id: String) -> String {
        id.hasPrefix("spotify:track:") ? String(id.dropFirst("spotify:track:".count)) : id
    }
}
