import CatalogCore
import CatalogStore
import Testing

@Suite struct SearchTests {
    @Test(arguments: [
        ("beyonce halo", "Halo"), ("HALO", "Halo"), ("hal", "Halo"),
        ("bohemain rapsody", "Bohemian Rhapsody"),
        ("bohe", "Bohemian Rhapsody"), ("queen bohemian", "Bohemian Rhapsody"), ("椎名", "丸の内サディスティック"),
        ("さでぃす", "丸の内サディスティック"), ("Ｈａｌｏ", "Halo"), ("dont stop", "Don’t Stop Me Now"),
        ("motorhead", "Ace of Spades"), ("beyonse", "Halo"), ("best of queen", "Bohemian Rhapsody"),
        ("!!! me", "Me and Giuliani"),
    ])
    func namesAreFoundHoweverTheyAreTyped(query: String, title: String) throws {
        let test = try TestCatalog()
        _ = try test.track("Halo", by: "Beyoncé", album: "I Am… Sasha Fierce")
        _ = try test.track("Bohemian Rhapsody", by: "Queen", album: "Best of")
        _ = try test.track("Don’t Stop Me Now", by: "Queen", album: "Jazz")
        _ = try test.track("丸の内サディスティック", by: "椎名林檎")
        _ = try test.track("Ace of Spades", by: "Motörhead")
        _ = try test.track("Me and Giuliani", by: "!!!")
        let results = try test.catalog.read { try $0.search(query) }
        #expect(results.tracks.first?.title == title)
    }

    @Test func artistsAndAlbumsAreFoundToo() throws {
        let test = try TestCatalog()
        _ = try test.track("Halo", by: "Beyoncé", album: "Lemonade")
        let results = try test.catalog.read { try $0.search("beyonc") }
        #expect(results.artists.map(\.name) == ["Beyoncé"])
        #expect(try test.catalog.read { try $0.search("lemonad") }.albums.map(\.title) == ["Lemonade"])
    }

    @Test(arguments: [
        "", "   ", "\"", "AND", "NEAR(", "a*b\"c", "'; DROP TABLE track", "\u{0}", "-", "title:x", "^",
    ])
    func anyTextIsAQuery(text: String) throws {
        let test = try TestCatalog()
        _ = try test.track("Halo", by: "Beyoncé")
        _ = try test.catalog.read { try $0.search(text) }
        _ = try test.catalog.read { try $0.searchLyrics(text) }
    }

    @Test func theIndexFollowsChanges() throws {
        let test = try TestCatalog()
        let track = try test.track("Before", by: "Band", album: "First")
        try test.catalog.write {
            try $0.update(
                track, to: NewTrack(title: "After", artists: ["Group"], album: "Second"), at: TestCatalog.now)
        }
        #expect(try test.catalog.read { try $0.search("before").tracks }.isEmpty)
        #expect(try test.catalog.read { try $0.search("second").tracks.map(\.id) } == [track])
        #expect(try test.catalog.read { try $0.search("first").albums }.isEmpty)
        try test.catalog.write { try $0.remove(track, at: TestCatalog.now) }
        #expect(try test.catalog.read { try $0.search("after").tracks }.isEmpty)
        #expect(try test.catalog.check().problems == [])
    }

    @Test func foldingJoinsSpellings() {
        #expect(TextKey.fold("Beyoncé & JAY-Z") == "beyonce jay z")
        #expect(TextKey.fold("e\u{301}") == "e")
        #expect(TextKey.fold("Ẩn Ḧ Straße Ægir Øre Łódź") == "an h strasse aegir ore lodz")
        #expect(TextKey.fold("ЁЛКА Ёлка") == TextKey.fold("ёлка ёлка"))
        #expect(TextKey.fold("!!!") == "!!!")
        #expect(TextKey.fold("  a\t b ") == "a b")
    }
}
