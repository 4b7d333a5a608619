import CatalogCore
import CatalogStore
import SQLite
import TestSupport
import Testing

/// Events column by column: the same whether they are read from blocks or from the log.
@Suite struct EventBlockTests {
    /// One event as statistics read it.
    private struct Seen: Equatable {
        let values: [Int64]
    }

    private func seen(_ catalog: Catalog) throws -> [Seen] {
        try catalog.read { snapshot in
            var events: [Seen] = []
            try snapshot.forEachEventColumns { columns in
                for index in 0..<columns.count {
                    events.append(Seen(values: EventColumn.allCases.map { columns[$0][index] }))
                }
            }
            return events
        }
    }

    private func fill(
        _ made: TestCatalog, _ user: UserID, _ tracks: [TrackID], count: Int, from start: Int64 = 0
    ) throws {
        try made.catalog.write { transaction in
            let events = (0..<count).map { index -> NewEvent in
                let kinds: [EventKind] = [.play, .play, .skip, .like, .rating]
                let kind = kinds[index % 5]
                var event = NewEvent(
                    user: user, track: tracks[index % tracks.count], kind: kind,
                    time: TestCatalog.time(start + Int64(index)))
                if kind == .play, index % 2 == 0 { event.playedMs = index }
                if kind == .play, index % 3 == 0 { event.totalMs = 300_000 }
                if kind == .rating { event.rating = Double(index / 5 % 10 + 1) / 2 }
                return event
            }
            _ = try transaction.add(events)
        }
    }

    private func blockCount(_ made: TestCatalog) throws -> Int {
        let connection = try Catalog.migrator.open(made.path)
        return try connection.first("SELECT count(*) FROM event_block") { $0.int(0) } ?? 0
    }

    @Test func blocksSayWhatTheLogSays() throws {
        let made = try TestCatalog()
        let user = try made.user()
        let tracks = try (0..<7).map { try made.track("Song \($0)", by: "Somebody") }
        try fill(made, user, tracks, count: 40_000)
        #expect(try blockCount(made) == 2)
        let fromBlocks = try seen(made.catalog)
        #expect(fromBlocks.count == 40_000)
        try Catalog.migrator.open(made.path).execute("DELETE FROM event_block")
        #expect(try seen(made.catalog) == fromBlocks)
        let ratings = Set(fromBlocks.map { $0.values[EventColumn.rating.rawValue] })
        #expect(ratings.isSuperset(of: 1...10), "the ratings that were given, in half stars")
    }

    @Test func anEventIsThereAtTheNextCallAndGoneWhenTakenBack() throws {
        let made = try TestCatalog()
        let user = try made.user()
        let track = try made.track("Song", by: "Somebody")
        try fill(made, user, [track], count: 20_000)
        let before = try seen(made.catalog).count
        let outcome = try made.add(.like, track, by: user, at: 100_000)
        #expect(try seen(made.catalog).count == before + 1)
        guard case .added(let id) = outcome else { throw TestFailure("the event is new") }
        _ = try made.catalog.write { try $0.undo(id, at: TestCatalog.time(100_001)) }
        #expect(try seen(made.catalog).count == before)
        // Also where the event lies in a block.
        _ = try made.catalog.write { try $0.undo(EventID(5), at: TestCatalog.time(100_002)) }
        #expect(try seen(made.catalog).count == before - 1)
        #expect(try made.catalog.check().problems == [])
    }

    @Test func whatChangesAnEventTakesItsBlockAway() throws {
        let made = try TestCatalog()
        let (anna, bert) = (try made.user("anna"), try made.user("bert"))
        let tracks = try (0..<3).map { try made.track("Song \($0)", by: "Somebody") }
        try fill(made, anna, tracks, count: 20_000)
        try fill(made, bert, [tracks[0]], count: 30_000, from: 50_000)
        #expect(try blockCount(made) == 3)
        // Tracks that turn out to be one: every block that tells of the first changes.
        try made.catalog.write { try $0.merge(tracks[1], into: tracks[2], at: TestCatalog.now) }
        let merged = try seen(made.catalog)
        #expect(!merged.contains { $0.values[EventColumn.track.rawValue] == tracks[1].rawValue })
        #expect(try made.catalog.check().problems == [])
        // A listener who goes takes the last events, whose numbers come again.
        try made.catalog.write { try $0.removeUser(bert, includingEverything: true) }
        #expect(try seen(made.catalog).count == 20_000)
        try fill(made, anna, [tracks[0]], count: 30_000, from: 200_000)
        #expect(try seen(made.catalog).count == 50_000)
        #expect(try made.catalog.check().problems == [])
        try made.catalog.rebuildDerived()
        #expect(try blockCount(made) == 3)
        #expect(try seen(made.catalog).count == 50_000)
    }

    @Test func gapsCloseByAndBy() throws {
        let made = try TestCatalog()
        let user = try made.user()
        let tracks = try (0..<2).map { try made.track("Song \($0)", by: "Somebody") }
        try fill(made, user, tracks, count: 50_000)
        try made.catalog.write { try $0.merge(tracks[0], into: tracks[1], at: TestCatalog.now) }
        let left = try blockCount(made)
        #expect(left < 3)
        for second in 0..<4 { _ = try made.add(.play, tracks[1], by: user, at: 900_000 + Int64(second)) }
        #expect(try blockCount(made) == 3)
        #expect(try made.catalog.check().problems == [])
    }

    @Test func aWrongBlockIsFoundAndMended() throws {
        let made = try TestCatalog()
        let user = try made.user()
        let track = try made.track("Song", by: "Somebody")
        try fill(made, user, [track], count: 20_000)
        try Catalog.migrator.open(made.path)
            .execute("UPDATE event_block SET content = x'0100000000' WHERE number = 0")
        #expect(try made.catalog.check().problems.count == 1)
        #expect(throws: CatalogError.self) { try seen(made.catalog) }
        try made.catalog.rebuildDerived()
        #expect(try made.catalog.check().problems == [])
        #expect(try seen(made.catalog).count == 20_000)
    }
}
