import CatalogStore
import Synchronization

/// How often each topic of the catalog was changed, by whatever program: what copies in memory are compared with.
final class RevisionWatch: Sendable {
    private let catalog: Catalog
    private let revisions: Mutex<[Topic: Int64]>
    private let music = Atomic<Int64>(0)
    private let users = Atomic<Int64>(0)

    init(catalog: Catalog) throws {
        self.catalog = catalog
        revisions = Mutex([:])
        try refresh()
    }

    /// Asks the catalog; returns the topics that changed since the last time.
    @discardableResult
    func refresh() throws -> Set<Topic> {
        let now = try catalog.read { try $0.revisions() }
        let changed = revisions.withLock { known in
            let changed = now.filter { known[$0.key] != $0.value }
            known = now
            return Set(changed.keys)
        }
        let parts: [Topic] = [.track, .file, .feature, .model, .genre]
        music.store(parts.reduce(0) { $0 + (now[$1] ?? 0) }, ordering: .releasing)
        users.store(now[.user] ?? 0, ordering: .releasing)
        return changed
    }

    /// Counts up with everything that an answer about tracks is made of.
    var ofMusic: Int64 { music.load(ordering: .acquiring) }
    var ofUsers: Int64 { users.load(ordering: .acquiring) }

    func revision(of topic: Topic) -> Int64 { revisions.withLock { $0[topic] ?? 0 } }
}
