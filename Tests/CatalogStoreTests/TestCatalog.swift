import CatalogCore
import CatalogStore
import TestSupport

/// A catalog in a folder of its own, with a few rows to speak of.
final class TestCatalog: Sendable {
    let folder: TemporaryFolder
    let catalog: Catalog
    static let now = Timestamp(milliseconds: 1_700_000_000_000)

    var path: String { folder.file("test.catalog") }

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("test.catalog")
        try Catalog.create(at: path)
        catalog = try Catalog(opening: path)
    }

    func user(_ name: String = "anna") throws -> UserID {
        try catalog.write { try $0.addUser(named: name, at: Self.now) }
    }

    func track(_ title: String, by artists: String..., album: String? = nil, durationMs: Int? = nil) throws
        -> TrackID
    {
        try catalog.write {
            try $0.insert(
                NewTrack(title: title, artists: artists, album: album, durationMs: durationMs), at: Self.now)
        }
    }

    func add(
        _ kind: EventKind, _ track: TrackID, by user: UserID, at seconds: Int64 = 0, key: String? = nil,
        rating: Double? = nil
    ) throws -> EventOutcome {
        var event = NewEvent(user: user, track: track, kind: kind, time: Self.time(seconds))
        event.idempotencyKey = key
        event.rating = rating
        return try catalog.write { try $0.add(event) }
    }

    static func time(_ seconds: Int64) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + seconds * 1_000)
    }

    func opinion(_ user: UserID, _ track: TrackID) throws -> Opinion? {
        try catalog.read { try $0.opinion(of: user, on: track) }
    }
}
