import CatalogCore
import CatalogStore
import Testing

/// What the golden catalogs of released schemas hold.
enum LegacyContent {
    static func write(to test: TestCatalog) throws {
        let anna = try test.user()
        let track = try test.track(
            "Café del Mar", by: "Energy 52", "Paul van Dyk", album: "Café", durationMs: 200_000)
        _ = try test.add(.like, track, by: anna)
        _ = try test.add(.rating, track, by: anna, at: 5, rating: 4.5)
        try test.catalog.write { transaction in
            let event = NewEvent(
                user: anna, subject: .reference(TrackReference(artist: "Nobody", title: "Not Here")),
                kind: .play,
                time: TestCatalog.now)
            _ = try transaction.add(event)
            try transaction.addGenres(["trance"], to: track, source: .tag)
        }
    }

    static func verify(_ catalog: Catalog) throws {
        try catalog.read { snapshot in
            let anna = try #require(try snapshot.user(named: "Anna"))
            let found = try snapshot.search("cafe del mar")
            let track = try #require(found.tracks.first)
            #expect(track.artist == "Energy 52;Paul van Dyk")
            let opinion = try #require(try snapshot.opinion(of: anna.id, on: track.id))
            #expect(opinion.stance?.value == .like)
            #expect(opinion.rating?.value == 4.5)
            #expect(try snapshot.openReferences(limit: 10).map(\.reference.title) == ["Not Here"])
            #expect(try snapshot.genres(of: track.id).map(\.genre.name) == ["trance"])
        }
    }
}
