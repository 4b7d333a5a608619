import CatalogCore
import CatalogStore
import Learning
import Pipeline
import TestSupport
import Testing

/// The mood network of a catalog: learnt from heard tracks that are linked to a table, told of all that can be heard.
@Suite struct MoodTrainingTests {
    private static let now = Timestamp(milliseconds: 1_700_000_000_000)
    private static let linkedCount = 24

    private let library: IngestedLibrary
    private let settings = TrainingSettings(epochsMax: 1, now: { Self.now })
    private let options = PatchOptions(
        configuration: PatchNetworkConfiguration(filters: [2, 2, 2], headUnits: 4), patchesPerTrackMax: 1)

    init() throws {
        library = try IngestedLibrary()
        for number in 0...Self.linkedCount {
            try library.write("song \(number).wav", seed: UInt64(number), seconds: 3.2)
        }
        _ = try library.ingest()
    }

    private func link(_ count: Int) throws {
        try library.catalog.write { transaction in
            for number in 1...count {
                var row = ProviderTrack(
                    provider: "table", externalID: "\(number)", title: "Song \(number)", credit: "Somebody")
                row.descriptors.energy = Double(number) / 30
                row.descriptors.danceability = 0.5
                row.descriptors.valence = 1 - Double(number) / 30
                try transaction.link(
                    row: try transaction.upsert(row, at: Self.now), to: TrackID(Int64(number)), confidence: 1,
                    method: .person, decision: .accepted, at: Self.now)
            }
        }
    }

    @Test func whatIsLinkedIsLearntFromAndAllIsToldOfWithErrorBars() throws {
        try link(19)
        let error = #expect(throws: TrainingError.self) {
            try MoodTraining(library.catalog, settings: settings, options: options).train()
        }
        #expect(error?.description.contains("there are 19") == true)
        #expect(error?.description.contains("link 1 more") == true)

        try link(Self.linkedCount)
        let outcome = try MoodTraining(library.catalog, settings: settings, options: options).train()
        #expect(outcome.isActivated && outcome.family == .mood)
        #expect(outcome.contest.heldOutTracks > 0)
        try library.catalog.read { snapshot throws in
            for track in 1...Self.linkedCount + 1 {
                let told = try snapshot.predictions(of: outcome.model, for: TrackID(Int64(track)))
                #expect(Set(told.map(\.name)) == Set(MoodTraining.moods), "track \(track)")
                #expect(told.allSatisfy { ($0.lower ?? 2) < $0.value && $0.value < ($0.upper ?? -1) })
            }
        }
        // The same again is as good as itself, on the same held-out tracks.
        let again = try MoodTraining(library.catalog, settings: settings, options: options).train()
        #expect(again.isActivated && again.contest.champion == again.contest.challenger, "\(again.contest)")
    }
}
