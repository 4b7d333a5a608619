import CatalogStore
import TestSupport
import Testing

/// Searching and showing, at the terminal and for programs.
@Suite struct LookingTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        let store = try Catalog(opening: folder.file("test.catalog"))
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        try store.write { transaction in
            for (title, length) in [("Hunter", 255_000), ("Jóga", 305_000), ("Unravel", 197_000)] {
                var track = NewTrack(
                    title: title, artists: ["Björk"], album: "Homogenic", durationMs: length)
                track.albumArtists = ["Björk"]
                track.albumYear = 1997
                let id = try transaction.insert(track, at: now)
                try transaction.setGenres(["electronica"], of: id, source: .tag)
                var sound = Descriptors()
                sound.tempoBpm = 121.53
                sound.key = 9
                sound.mode = 0
                sound.energy = 0.527
                try transaction.setHeardDescriptors(of: id, to: sound)
            }
            _ = try transaction.insert(
                NewTrack(
                    title: "Metallica", artists: ["Metallica"], album: "Metallica", durationMs: 331_000),
                at: now)
            _ = try transaction.insert(NewTrack(title: "群青日和\u{1B}[31m", artists: ["東京事変"]), at: now)
        }
    }

    @Test func searchForgives() throws {
        let found = try catalog.run("search", "bjork", "jog", "-f", "json")
        #expect(found.exitCode == 0)
        #expect(
            found.standardOutput.contains(#""name":"Jóga","artist":"Björk","album":"Homogenic""#),
            "\(found)")
        let mistyped = try catalog.run("search", "metalica", "--kind", "artist")
        #expect(mistyped.lines.count == 2)
        #expect(mistyped.standardError == "Nothing is written `metalica`; this is nearest.\n")
        let nothing = try catalog.run("search", "qqqqqqq")
        #expect(nothing.exitCode == 1)
        #expect(nothing.standardOutput == "")
        #expect(nothing.standardError == "Nothing is called `qqqqqqq`.\n")
        #expect(
            try catalog.run("search", "qqqqqqq", "-f", "csv").standardOutput
                == "kind,id,name,artist,album,year\r\n")
        #expect(try catalog.run("search", "e", "-n", "0").exitCode == 64)
    }

    @Test func searchTakesAFilter() throws {
        let fast = try catalog.run("search", "--where", "tempo 120..125, key A", "-f", "csv")
        #expect(
            fast.exitCode == 0 && fast.lines.count == 4 && fast.standardOutput.contains("Jóga"), "\(fast)"
        )
        #expect(try catalog.run("search", "joga", "--where", "tempo 120..").lines.count == 2)
        #expect(try catalog.run("search", "joga", "--where", "tempo 200..").exitCode == 1)
        #expect(try catalog.run("search", "metallica", "--where", "tempo 120..").exitCode == 1)
        let wrong = try catalog.run("search", "--where", "tempoo 120..")
        #expect(wrong.exitCode == 64 && wrong.standardError.contains("column 1"), "\(wrong)")
        #expect(try catalog.run("search").exitCode == 64)
        #expect(try catalog.run("search", "--where", "tempo 1..", "--kind", "album").exitCode == 64)
        let unknown = try catalog.run("search", "--where", "liveness 0.1..")
        #expect(unknown.exitCode == 1 && unknown.standardError.contains("liveness"), "\(unknown)")
    }

    @Test func showPrintsAllThatIsKnown() throws {
        let track = try catalog.run("show", "bjork - joga")
        #expect(track.exitCode == 0, "\(track)")
        for text in ["Jóga", "Homogenic", "5:05", "121.5", "A minor", "53 %", "electronica", "tag"] {
            #expect(track.standardOutput.contains(text), "\(text) in\n\(track.standardOutput)")
        }
        let json = try catalog.run("show", "track", "2", "-f", "json").standardOutput
        #expect(json.contains(#""id":2,"title":"Jóga","artist":"Björk""#))
        #expect(
            json.contains(#""duration_seconds":305"#)
                && json.contains(#""genres":[{"name":"electronica","source":"tag"}]"#))
        #expect(json.contains(#""tempo_bpm":121.53"#) && json.contains(#""key":"A minor""#))
        let artist = try catalog.run("show", "BJÖRK")
        #expect(artist.standardOutput.contains("Unravel") && artist.standardOutput.contains("1997"))
        let album = try catalog.run("show", "album", "homogenic")
        #expect(album.standardOutput.contains("12:37"))
        #expect(try catalog.run("show", "artist", "nobody at all").exitCode == 2)
        #expect(
            try catalog.run("show", "track", "4711").standardError.contains("There is no track 4711."))
    }

    @Test func ofSeveralOneIsChosenByThePerson() throws {
        let several = try catalog.run("show", "metallica")
        #expect(several.exitCode == 2)
        #expect(
            several.standardError.contains("catalog show artist ")
                && several.standardError.contains("catalog show album "))
        #expect(try catalog.run("show", "artist", "metallica").exitCode == 0)
        #expect(try catalog.run("show", "album", "metallica").exitCode == 0)
    }

    @Test(arguments: [30, 45, 80])
    func linesFitTheWindow(columns: Int) throws {
        let result = try catalog.run("search", "bjork", environment: ["COLUMNS": "\(columns)"])
        #expect(result.exitCode == 0)
        #expect(result.lines.allSatisfy { $0.count <= columns }, "\(result.standardOutput)")
    }

    @Test func tagsDoNotSteerTheTerminal() throws {
        let result = try catalog.run("show", "track", "5")
        #expect(!result.standardOutput.contains("\u{1B}"))
        #expect(
            try catalog.run("show", "track", "5", "-f", "json").standardOutput.contains("\\u001b[31m"))
    }

    @Test func genresAreThereFromTheStart() throws {
        let all = try catalog.run("genres", "-f", "json")
        #expect(all.lines.count > 500)
        let rock = try catalog.run("genres", "rock")
        #expect(rock.lines.contains { $0.contains("art rock") })
        #expect(
            try catalog.run("genres", "--tops", "-f", "csv").lines.dropFirst().allSatisfy {
                $0.contains(",,seed")
            })
        #expect(try catalog.run("genres", "rok").standardError.contains("Did you mean Rock?"))
    }
}
