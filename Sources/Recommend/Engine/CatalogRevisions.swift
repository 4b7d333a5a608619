import CatalogStore

/// The state of a catalog as far as recommendations go: what is read at other numbers is old.
struct CatalogRevisions: Equatable, Sendable {
    /// Transactions that touched tracks, what is heard of them, models, genres or copies.
    let content: Int64
    let events: Int64

    private static let contentTopics: [Topic] = [.track, .feature, .model, .genre, .file]

    init(_ catalog: some CatalogReading) throws {
        content = try Self.contentTopics.reduce(0) { try $0 + catalog.revision(of: $1) }
        events = try catalog.revision(of: .event)
    }

    private init(content: Int64, events: Int64) {
        self.content = content
        self.events = events
    }

    /// The same content, with the log read up to another state.
    func withEvents(_ events: Int64) -> CatalogRevisions {
        CatalogRevisions(content: content, events: events)
    }
}
