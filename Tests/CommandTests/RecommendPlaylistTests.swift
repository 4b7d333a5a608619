import CatalogCore
import CatalogStore
import FoundationEssentials
import TestSupport
import Testing

/// Playlists, the radio and the evaluation, as a person runs them.
@Suite struct RecommendPlaylistTests {
    @Test func playlistsAreMadeContinuedAndWritten() throws {
        let world = try RecommendWorld()
        let made = try world.catalog.run(
            "playlist", "create", "loud", "--user", "person0", "--track", "1", "-n", "8")
        #expect(made.exitCode == 0 && made.standardOutput.contains("9 tracks"), "\(made)")
        #expect(try world.catalog.run("playlist", "create", "loud", "--user", "person0").exitCode == 2)
        let more = try world.ids("playlist", "continue", "loud", "--user", "person0", "-n", "5")
        #expect(more.count == 5 && more.filter(RecommendWorld.isLoud).count >= 4, "\(more)")
        let list = try world.catalog.run("playlist", "list", "-f", "json")
        #expect(FeedbackLines.count("tracks", in: list.lines[0]) == 14, "\(list)")
        let store = try Catalog(opening: world.folder.file("test.catalog"))
        let tracks = try store.read { snapshot in
            let owner = try #require(try snapshot.user(named: "person0"))
            let playlist = try #require(try snapshot.playlist(named: "loud", of: owner.id))
            return try snapshot.tracks(of: playlist.id)
        }
        #expect(Set(tracks).count == 14)
        let misspelt = try world.catalog.run("playlist", "export", "luod", "--user", "person0")
        #expect(misspelt.exitCode == 2 && misspelt.standardError.contains("loud"), "\(misspelt)")
        let written = try world.catalog.run("playlist", "export", "loud", "loud.xspf", "--user", "person0")
        #expect(written.exitCode == 0, "\(written)")
        let xml = try String(contentsOfFile: world.folder.file("loud.xspf"), encoding: .utf8)
        #expect(xml.components(separatedByTag: "<track>") == 14)
        #expect(xml.contains("&amp; &lt;more&gt;") && !xml.contains("<more>"))
        #expect(xml.hasPrefix("<?xml") && xml.hasSuffix("</playlist>\n"))
    }

    @Test func playersGetFiles() throws {
        let world = try RecommendWorld(hasFeedback: false)
        let store = try Catalog(opening: world.folder.file("test.catalog"))
        try store.write { transaction in
            for number in 1...60 {
                let path = "/music/a b/\(number)%.flac"
                var file = CatalogStore.AudioFile(
                    path: Array(path.utf8), source: .folder, sizeBytes: 9, modifiedNs: 1,
                    outcome: .ok, firstSeen: RecommendWorld.now)
                file.track = TrackID(Int64(number))
                _ = try transaction.upsert(file)
            }
        }
        let list = try world.catalog.run("recommend", "--artist", "Anvil", "-n", "4", "--as", "m3u8")
        #expect(list.lines.count == 9 && list.lines[0] == "#EXTM3U", "\(list)")
        for place in stride(from: 1, to: 9, by: 2) {
            #expect(list.lines[place].hasPrefix("#EXTINF:200,"))
            #expect(list.lines[place + 1].hasPrefix("/music/a b/"))
        }
        let xml = try world.catalog.run("recommend", "--artist", "Anvil", "-n", "4", "--as", "xspf")
        #expect(xml.standardOutput.contains("<location>file:///music/a%20b/"), "\(xml)")
        #expect(xml.standardOutput.contains("%25.flac"))
        // What was written is read again, and what follows from it is of its kind and not on it.
        try list.standardOutput.write(
            toFile: world.folder.file("mix.m3u"), atomically: true, encoding: .utf8)
        let next = try world.ids("recommend", "--playlist", "mix.m3u", "-n", "10")
        #expect(next.count == 10 && next.allSatisfy(RecommendWorld.isLoud), "\(next)")
        let before = try world.ids("recommend", "--artist", "Anvil", "-n", "4")
        #expect(Set(next).isDisjoint(with: before))
    }

    @Test func theRadioLearnsAtOnce() throws {
        let world = try RecommendWorld()
        try world.catalog.run("user", "add", "mira")
        let words = "like\nskip\nnext\nwhat\nban\n" + String(repeating: "next\n", count: 10) + "quit\n"
        let played = try world.catalog.run(
            ["radio", "--user", "mira", "--artist", "Anvil", "-f", "json"], input: words)
        let ids = played.lines.map { FeedbackLines.count("id", in: $0) }
        #expect(ids.count == 14 && Set(ids).count == 14, "\(played)")
        let events = try world.catalog.run("feedback", "list", "mira", "-f", "json", "-n", "100")
        for kind in ["like", "skip", "ban"] {
            #expect(events.lines.count { $0.contains("\"kind\":\"\(kind)\"") } == 1, "\(events)")
        }
        // Bans drive an anonymous radio to the other half; nothing of it is kept.
        let banning = try world.catalog.run(
            ["radio", "--id", "1", "-f", "json"], input: String(repeating: "ban\n", count: 8) + "quit\n")
        let course = banning.lines.map { FeedbackLines.count("id", in: $0) }
        let gentle = try world.catalog.run(
            ["radio", "--id", "1", "-f", "json"],
            input: String(repeating: "like\nnext\n", count: 8) + "quit\n"
        ).lines.map { FeedbackLines.count("id", in: $0) }
        #expect(
            gentle.filter(RecommendWorld.isLoud).count > course.filter(RecommendWorld.isLoud).count,
            "\(gentle) \(course)")
    }

    @Test func evaluationMeasures() throws {
        let world = try RecommendWorld()
        var generator = SplitMix64(seed: 3)
        var text = "user,item,time\n"
        for user in 0..<60 {
            for item in 0..<40 where item % 2 == user % 2 && generator.index(below: 3) > 0 {
                text += "u\(user),i\(item),\(1_700_000_000 + generator.index(below: 10_000))\n"
            }
        }
        try text.write(toFile: world.folder.file("table.csv"), atomically: true, encoding: .utf8)
        let result = try world.catalog.run(
            "evaluate", "table.csv", "--table", "user,item,time", "--protocol", "item-stratified", "-f",
            "json")
        #expect(result.exitCode == 0, "\(result)")
        let models = result.lines.compactMap { line in
            line.firstRange(of: "\"model\":\"").map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
        }
        #expect(
            models.contains("popularity") && models.contains("als") && models.last == "popularity",
            "\(models)")
        let wrong = try world.catalog.run("evaluate", "table.csv", "--table", "user,thing")
        #expect(wrong.exitCode == 64 && wrong.standardError.contains("column 6"), "\(wrong)")
        try "a,b,1\nc,d,x\n".write(toFile: world.folder.file("odd.csv"), atomically: true, encoding: .utf8)
        let odd = try world.catalog.run("evaluate", "odd.csv")
        #expect(odd.exitCode == 2 && odd.standardError.contains("line 2"), "\(odd)")
        let named = try world.catalog.run("evaluate", "--protocol", "temporel")
        #expect(named.exitCode == 64 && named.standardError.contains("temporal"), "\(named)")
    }
}

extension String {
    /// How often a tag is in the text.
    fileprivate func components(separatedByTag tag: String) -> Int { split(separator: tag).count - 1 }
}
