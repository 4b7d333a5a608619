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

    /// Asks the catalog. Who asked earlier and comes later changes nothing: counts only go up.
    func refresh() throws {
        let now = try catalog.read { try $0.revisions() }
        revisions.withLock { known in
            known.merge(now) { max($0, $1) }
            music.store(Self.musicTopics.reduce(0) { $0 + (known[$1] ?? 0) }, ordering: .releasing)
            users.store(known[.user] ?? 0, ordering: .releasing)
        }
    }

    private static let musicTopics: [Topic] = [.track, .file, .feature, .model, .genre]

    /// Counts up with everything that an answer about tracks is made of.
    var ofMusic: Int64 { music.load(ordering: .acquiring) }
    var ofUsers: Int64 { users.load(ordering: .acquiring) }

    func revision(of topic: Topic) -> Int64 { revisions.withLock { $0[topic] ?? 0 } }
}
