import CatalogCore
import CatalogStore
import Recommend
import TestSupport
import Testing

/// A table of tracks that nobody heard and nobody played.
@Suite struct DescribedSoundTests {
    private static let now = Timestamp(milliseconds: 1_790_000_000_000)

    @Test func whatATableSaysOfTracksIsTheirSound() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("table.catalog")
        try Catalog.create(at: path)
        let catalog = try Catalog(opening: path)
        let tracks = try catalog.write { transaction in
            try (0..<40).map { index in
                let track = try transaction.insert(
                    NewTrack(title: "Song \(index)", artists: ["Artist \(index)"], durationMs: 200_000),
                    at: Self.now)
                var descriptors = Descriptors()
                // Loud and quick or soft and slow; of the last one nothing is known.
                let isLoud = index % 2 == 0
                if index < 39 {
                    descriptors.energy = (isLoud ? 0.8 : 0.2) + Double(index) / 1_000
                    descriptors.tempoBpm = (isLoud ? 160 : 70) + Double(index % 7)
                    descriptors.acousticness = isLoud ? 0.1 : 0.9
                    try transaction.setHeardDescriptors(of: track, to: descriptors)
                }
                return track
            }
        }
        let engine = try RecommendationEngine(catalog, now: Self.now)
        var query = Query()
        query.tracks = [tracks[4]]
        query.limit = 10
        let answer = try engine.answer(query, now: Self.now).recommendations
        #expect(answer.count == 10)
        for item in answer {
            let place = try #require(tracks.firstIndex(of: item.track))
            #expect(place % 2 == 0)
            #expect(item.sentence { _ in "Song 4" } == "It sounds like Song 4.")
        }
        let snapshot = try catalog.read { try engine.snapshot(for: nil, now: Self.now, in: $0) }
        #expect(snapshot.place(of: tracks[0]) != nil && snapshot.place(of: tracks[39]) == nil)
    }
}
