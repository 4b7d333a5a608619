import CatalogCore
import CatalogStore
import Testing

@Suite struct ExchangeTests {
    private func export(_ catalog: Catalog) throws -> [String] {
        var lines: [String] = []
        try catalog.read { try $0.export { lines.append($0) } }
        return lines
    }

    @Test(arguments: [UInt64(7), 8])
    func everythingPeopleMadeRoundTripsToTheByte(seed: UInt64) throws {
        let test = try TestCatalog()
        var random = SplitMix64(seed: seed)
        let users = try ["anna", "ben/slash", "Zoë \"Z\""].map { try test.user($0) }
        let tracks = try (0..<6).map {
            try test.track("Söng \($0)", by: "Bänd;\($0 % 2)", album: "Ålbum", durationMs: 100_000 + $0)
        }
        var added: [EventID] = []
        for index in 0..<200 {
            let user = users[random.index(below: 3)]
            let kind = EventKind.allCases[random.index(below: 6)]
            let isKnown = random.index(below: 4) > 0
            let subject: NewEvent.Subject =
                isKnown
                ? .track(tracks[random.index(below: 6)])
                : .reference(TrackReference(artist: "Far", title: "Away \(random.index(below: 3))"))
            var event = NewEvent(
                user: user, subject: subject, kind: kind,
                time: TestCatalog.time(Int64(random.index(below: 30))))
            event.rating = kind == .rating ? 3.5 : nil
            event.idempotencyKey = random.index(below: 3) == 0 ? "key \(index)" : nil
            event.source = random.index(below: 2) == 0 ? "player" : nil
            event.context = index % 9 == 0 ? "{\"a\":\"b\\n\"}" : nil
            let outcome = try test.catalog.write { [event] in try $0.add(event) }
            if outcome.isAdded { added.append(outcome.id) }
            if index % 11 == 10 {
                let target = added[random.index(below: added.count)]
                _ = try test.catalog.write { try $0.undo(target, at: TestCatalog.time(Int64(index % 30))) }
            }
        }
        try test.catalog.write { transaction in
            let list = try transaction.addPlaylist(
                named: "Mix", of: users[1], summary: "x", at: TestCatalog.now)
            let far = TrackReference(artist: "Far", title: "Away 1")
            try transaction.append(
                [.track(tracks[2]), .reference(far), .track(tracks[2])], to: list, at: TestCatalog.time(9))
        }
        let lines = try export(test.catalog)

        // Into a catalog without the music: everything waits in words, and goes out again as it came.
        let other = try TestCatalog()
        let counts = try other.catalog.importPersonal(lines: lines, at: TestCatalog.now)
        #expect(counts.oddLines.map(\.reason) == [])
        #expect(counts.added == lines.count - 1)
        #expect(try export(other.catalog) == lines)
        let again = try other.catalog.importPersonal(lines: lines, at: TestCatalog.now)
        #expect(again.added == 0)
        #expect(try export(other.catalog) == lines)
        #expect(try other.catalog.check().problems == [])

        // Back into the catalog that it came from: nothing changes.
        let back = try test.catalog.importPersonal(lines: lines, at: TestCatalog.now)
        #expect(back.added == 0)
        #expect(try export(test.catalog) == lines)

        // When the music arrives, opinions are those of the first catalog.
        for index in 0..<6 {
            _ = try other.track(
                "Söng \(index)", by: "Bänd;\(index % 2)", album: "Ålbum", durationMs: 100_000 + index)
        }
        var opinions: [[Int]] = []
        for catalog in [test.catalog, other.catalog] {
            var plays: [Int] = []
            try catalog.read { try $0.forEachOpinion { plays.append($0.playCount * 100 + $0.skipCount) } }
            opinions.append(plays)
        }
        #expect(opinions[0] == opinions[1])
        #expect(try other.catalog.check().problems == [])
    }

    @Test func oddLinesAreNamedAndTheRestIsTaken() throws {
        let test = try TestCatalog()
        let counts = try test.catalog.importPersonal(
            lines: [
                #"{"type":"catalog","version":1}"#, #"{"type":"user","name":"anna"}"#, "not json",
                #"{"type":"user"}"#,
                #"{"type":"event","user":"nobody","kind":"like","timeMs":1,"track":{"artist":"a","title":"b"}}"#,
                #"{"type":"event","user":"anna","kind":"like","timeMs":1,"track":{"artist":"a","title":"b"}}"#,
                #"{"type":"event","user":"anna","kind":"rating","rating":9,"timeMs":1,"track":{"artist":"a","title":"b"}}"#,
            ], at: TestCatalog.now)
        #expect(counts.oddLines.map(\.number) == [3, 4, 5, 7])
        #expect(counts.added == 2)
        #expect(counts.lines == counts.added + counts.repeated + counts.odd)
    }
}
