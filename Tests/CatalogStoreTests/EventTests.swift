import CatalogCore
import CatalogStore
import Testing

@Suite struct EventTests {
    @Test func anEventSentAgainCountsOnce() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        let first = try test.add(.play, track, by: anna, key: "a")
        #expect(first.isAdded)
        #expect(try test.add(.play, track, by: anna, key: "a") == .repeated(first.id))
        // The same key at another time is the same event.
        #expect(try test.add(.play, track, by: anna, at: 9, key: "a") == .repeated(first.id))
        // A play at the same moment from a client without keys is the same play.
        #expect(try test.add(.play, track, by: anna) == .repeated(first.id))
        #expect(try test.add(.play, track, by: anna, at: 10).isAdded)
        #expect(try test.opinion(anna, track)?.playCount == 2)
    }

    @Test func keysBelongToTheirUser() throws {
        let test = try TestCatalog()
        let track = try test.track("Song", by: "Band")
        let anna = try test.user("anna")
        let ben = try test.user("ben")
        #expect(try test.add(.like, track, by: anna, key: "a").isAdded)
        #expect(try test.add(.like, track, by: ben, key: "a").isAdded)
    }

    @Test func theLastWordHolds() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        _ = try test.add(.like, track, by: anna, at: 10)
        _ = try test.add(.rating, track, by: anna, at: 11, rating: 4.5)
        // An older event that arrives late changes nothing.
        _ = try test.add(.dislike, track, by: anna, at: 5)
        _ = try test.add(.rating, track, by: anna, at: 6, rating: 1)
        #expect(try test.opinion(anna, track)?.stance?.value == .like)
        #expect(try test.opinion(anna, track)?.rating?.value == 4.5)
        _ = try test.add(.ban, track, by: anna, at: 20)
        #expect(try test.opinion(anna, track)?.stance?.value == .ban)
        // Two ratings of one moment: the later sent one holds, and the first one is still known when sent again.
        _ = try test.add(.rating, track, by: anna, at: 30, rating: 2)
        _ = try test.add(.rating, track, by: anna, at: 30, rating: 3.5)
        #expect(try !test.add(.rating, track, by: anna, at: 30, rating: 2).isAdded)
        #expect(try test.opinion(anna, track)?.rating?.value == 3.5)
        #expect(try test.catalog.check().problems == [])
    }

    @Test func undoingBringsBackWhatWasBefore() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        let like = try test.add(.like, track, by: anna, at: 1)
        let ban = try test.add(.ban, track, by: anna, at: 2)
        let removal = try test.catalog.write { try $0.undo(ban.id, at: TestCatalog.time(3)) }
        #expect(removal.isAdded)
        #expect(
            try test.catalog.write { try $0.undo(ban.id, at: TestCatalog.time(4)) } == .repeated(removal.id))
        #expect(try test.opinion(anna, track)?.stance?.value == .like)
        _ = try test.catalog.write { try $0.undo(like.id, at: TestCatalog.time(5)) }
        #expect(try test.opinion(anna, track) == nil)
        // The log only grows.
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 4)
        #expect(throws: CatalogError.self) {
            try test.catalog.write { try $0.undo(removal.id, at: TestCatalog.now) }
        }
        #expect(try test.catalog.check().problems == [])
    }

    @Test(arguments: [0, 0.3, 5.5, -1, 4.25, Double.nan])
    func oddRatingsAreRefused(rating: Double) throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        #expect(throws: CatalogError.self) { try test.add(.rating, track, by: anna, rating: rating) }
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 0)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func opinionsAgreeWithTheLog(seed: UInt64) throws {
        let test = try TestCatalog()
        var random = SplitMix64(seed: seed)
        let users = try ["a", "b", "c"].map { try test.user($0) }
        let tracks = try (0..<8).map { try test.track("Song \($0)", by: "Band") }
        var events: [EventID] = []
        for _ in 0..<300 {
            let user = users[random.index(below: 3)]
            let track = tracks[random.index(below: 8)]
            let seconds = Int64(random.index(below: 40))
            let kind = EventKind.allCases[random.index(below: 7)]
            if kind == .removal {
                guard !events.isEmpty else { continue }
                let target = events[random.index(below: events.count)]
                _ = try test.catalog.write { try $0.undo(target, at: TestCatalog.time(seconds)) }
            } else {
                let rating = kind == .rating ? Double(1 + random.index(below: 10)) / 2 : nil
                let key = random.index(below: 2) == 0 ? "k\(random.index(below: 200))" : nil
                let outcome = try test.add(kind, track, by: user, at: seconds, key: key, rating: rating)
                if outcome.isAdded { events.append(outcome.id) }
            }
        }
        #expect(try test.catalog.check().problems == [])
        var before: [Opinion] = []
        try test.catalog.read { try $0.forEachOpinion { before.append($0) } }
        try test.catalog.rebuildDerived()
        var after: [Opinion] = []
        try test.catalog.read { try $0.forEachOpinion { after.append($0) } }
        #expect(before == after)
        #expect(!before.isEmpty)
    }

    @Test func whatIsNotHereWaitsForItsTrack() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let words = TrackReference(artist: "Beyoncé", title: "HALO", durationMs: 261_000)
        var event = NewEvent(user: anna, subject: .reference(words), kind: .play, time: TestCatalog.now)
        event.playedMs = 200_000
        #expect(try test.catalog.write { try $0.add(event) }.isAdded)
        #expect(try !test.catalog.write { try $0.add(event) }.isAdded)
        let track = try test.track("Halo", by: "Beyonce", durationMs: 261_500)
        let opinion = try #require(try test.opinion(anna, track))
        #expect(opinion.playCount == 1)
        #expect(opinion.playedMs == 200_000)
        #expect(try test.catalog.read { try $0.openReferences(limit: 5) }.isEmpty)
        // Sent once more, it is found at once.
        #expect(try !test.catalog.write { try $0.add(event) }.isAdded)
        #expect(try test.catalog.check().problems == [])
    }

    /// Scrobblers tell the credit as it is printed, or the first artist alone.
    @Test(arguments: ["Anna feat. Bert", "Anna"], [true, false])
    func aTrackOfSeveralArtistsIsFoundByItsCreditOrTheFirst(artist: String, comesFirst: Bool) throws {
        let test = try TestCatalog()
        let user = try test.user()
        let event = NewEvent(
            user: user, subject: .reference(TrackReference(artist: artist, title: "Both")), kind: .play,
            time: TestCatalog.now)
        if comesFirst { #expect(try test.catalog.write { try $0.add(event) }.isAdded) }
        var new = NewTrack(title: "Both", artists: ["Anna", "Bert"])
        new.credit = "Anna feat. Bert"
        let track = try test.catalog.write { [new] in try $0.insert(new, at: TestCatalog.now) }
        if !comesFirst { #expect(try test.catalog.write { try $0.add(event) }.isAdded) }
        #expect(try test.opinion(user, track)?.playCount == 1)
        #expect(try test.catalog.read { try $0.openReferences(limit: 5) }.isEmpty)
    }

    @Test func removingATrackKeepsOpinionsInWords() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        var new = NewTrack(title: "Song", artists: ["Band"], album: "Album", durationMs: 1_000)
        new.audioHash = [1, 2, 3]
        let track = try test.catalog.write { [new] in try $0.insert(new, at: TestCatalog.now) }
        _ = try test.add(.like, track, by: anna)
        let list = try test.catalog.write { transaction in
            let list = try transaction.addPlaylist(named: "Best", of: anna, at: TestCatalog.now)
            try transaction.append([.track(track)], to: list, at: TestCatalog.now)
            return list
        }
        try test.catalog.write { try $0.remove(track, at: TestCatalog.now) }
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 1)
        #expect(try test.catalog.read { try $0.tracks(of: list) }.isEmpty)
        #expect(try test.catalog.read { try $0.entries(of: list) }.count == 1)
        // The same audio comes back, retagged.
        new.title = "Song (Remastered)"
        let again = try test.catalog.write { [new] in try $0.insert(new, at: TestCatalog.now) }
        #expect(try test.opinion(anna, again)?.stance?.value == .like)
        #expect(try test.catalog.read { try $0.tracks(of: list) } == [again])
        #expect(try test.catalog.check().problems == [])
    }

    @Test func mergingCountsEachPlayOnce() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let first = try test.track("Song", by: "Band")
        let second = try test.track("Song", by: "Band", album: "Best of")
        _ = try test.add(.play, first, by: anna, at: 1)
        let twice = try test.add(.play, second, by: anna, at: 1)
        _ = try test.add(.play, second, by: anna, at: 2)
        _ = try test.catalog.write { try $0.undo(twice.id, at: TestCatalog.time(3)) }
        try test.catalog.write { try $0.merge(second, into: first, at: TestCatalog.now) }
        #expect(try test.catalog.read { try $0.track(second) } == nil)
        // One play at second 1, which was taken back, and one at second 2.
        #expect(try test.opinion(anna, first)?.playCount == 1)
        #expect(try test.catalog.check().problems == [])
    }

    @Test func aUserWithAHistoryIsNotRemovedByMistake() throws {
        let test = try TestCatalog()
        let anna = try test.user()
        let track = try test.track("Song", by: "Band")
        let like = try test.add(.like, track, by: anna)
        _ = try test.catalog.write { try $0.undo(like.id, at: TestCatalog.time(1)) }
        #expect(throws: CatalogError.self) { try test.catalog.write { try $0.removeUser(anna) } }
        #expect(try test.catalog.read { try $0.eventCount(of: anna) } == 2)
        try test.catalog.write { try $0.removeUser(anna, includingEverything: true) }
        #expect(try test.catalog.read { try $0.user(named: "anna") } == nil)
        #expect(try test.catalog.check().problems == [])
    }
}
