import CatalogCore
import FoundationEssentials
import TestSupport
import Testing

/// Models of a catalog that knows tracks by an imported table alone, with the real program.
@Suite struct ImportedModelsTests {
    private let world: ModelsWorld

    init() throws { world = try ModelsWorld() }

    /// A table like Spotify's: artists have a sound of their own.
    private func importTable(artists: Int, tracksPerArtist: Int, prefix: String = "t") throws {
        var random = SplitMix64(seed: 5)
        var lines = [
            "track_id,artists,album_name,track_name,popularity,duration_ms,explicit,danceability,energy,key,loudness,"
                + "mode,speechiness,acousticness,instrumentalness,liveness,valence,tempo,time_signature,track_genre"
        ]
        for artist in 0..<artists {
            let centre = (0..<9).map { _ in random.uniform() }
            for number in 0..<tracksPerArtist {
                let values = centre.map { min(1, max(0, $0 + 0.05 * random.normal())) }
                let shares = values.map { NumberText.fixed($0, decimals: 3) }
                lines.append(
                    "\(prefix)\(artist)-\(number),Artist \(artist),Album \(artist),Song \(number),"
                        + "\(Int(20 + 60 * values[1])),200000,False,\(shares[0]),\(shares[1]),5,\(-20 + 15 * values[2]),1,"
                        + "\(shares[3]),\(shares[4]),\(shares[5]),\(shares[6]),\(shares[7]),\(80 + 80 * values[8]),4,"
                        + (artist % 2 == 0 ? "rock" : "jazz"))
            }
        }
        let file = world.folder.file("\(prefix).csv")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: file))
        let result = try world.catalog.run("import", "tracks", file)
        try #require(result.exitCode == 0, "\(result)")
    }

    @Test func neighboursAndRatingsComeFromTheNineDescriptors() throws {
        try importTable(artists: 4, tracksPerArtist: 5)
        let few = try world.catalog.run(["train", "embedding", "--inputs", "descriptors"])
        #expect(
            few.exitCode == 2 && few.standardError.contains("there are 20: import a table with 20 more"),
            "\(few)")
        try importTable(artists: 14, tracksPerArtist: 6, prefix: "u")
        let trained = try world.catalog.run(["train", "embedding", "--epochs", "8", "-f", "json"])
        #expect(trained.exitCode == 0 && trained.standardOutput.contains(#""is_active":true"#), "\(trained)")
        let similar = try world.catalog.run("similar", "Artist 3 - Song 1", "--limit", "3", "-f", "csv")
        #expect(similar.exitCode == 0 && similar.lines.count == 4, "\(similar)")
        #expect(similar.lines.dropFirst().contains { $0.contains("Artist 3") }, "\(similar)")

        let critic = try world.catalog.run(["train", "critic"] + ModelsWorld.quick)
        #expect(critic.exitCode == 0, "\(critic)")
        let rated = try world.catalog.run("rate", "Artist 3 - Song 1")
        #expect(rated.exitCode == 0, "\(rated)")
        for text in ["mood", "rhythm", "timbre", "genre", "Closest", "In words"] {
            #expect(rated.standardOutput.contains(text), "\(text) in\n\(rated.standardOutput)")
        }
        // A file tells no descriptors of a table: which model would help is said.
        let song = world.folder.file("song.wav")
        try AudioWriter.write(
            TestSignal.melody(seed: 3, seconds: 4, sampleRateHz: 22_050, channelCount: 1), channelCount: 1,
            sampleRateHz: 22_050, format: .wav16, to: song)
        let file = try world.catalog.run("rate", song)
        #expect(file.exitCode == 2 && file.standardError.contains("--inputs features"), "\(file)")
    }
}
