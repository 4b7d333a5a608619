import CatalogCore
import CatalogStore
import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct CatalogImportTests {
    private let folder: TemporaryFolder
    private let catalog: Catalog
    private let cleaner: GenreCleaner
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    init() throws {
        folder = try TemporaryFolder()
        let path = folder.file("a.catalog")
        try Catalog.create(at: path)
        catalog = try Catalog(opening: path)
        cleaner = try GenreCleaner.seeded()
    }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder.file(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func importTracks() throws -> TrackTableImport.Outcome {
        let table = """
            track_id,artists,album_name,track_name,popularity,duration_ms,explicit,key,tempo,track_genre
            t1,Tessa Bloom;Lin Varga,Sea,Halo Road,70,200000,False,3,120,hip-hop
            t1,Tessa Bloom;Lin Varga,Sea,Halo Road,60,200000,False,3,120,k-pop
            t2,Quartz Pier,Land,Slow Tide,50,180000,True,-1,0,zorblewave
            t3,,,,0,0,False,0,0,pop
            """
        let importer = TrackTableImport(into: catalog, provider: "spotify", cleaner: cleaner)
        return try importer.run(TrackTableReader(path: try file("tracks.csv", table)), at: now)
    }

    @Test func importsATableOnce() throws {
        let first = try importTracks()
        #expect(first.tracksAdded == 2 && first.oddRows == 1 && first.unknownGenres == ["zorblewave"])
        let second = try importTracks()
        #expect(second.tracksAdded == 0 && second.tracksKnown == 2)
        try catalog.read { snapshot in
            #expect(try snapshot.trackCount() == 2)
            let id = try #require(try snapshot.track(of: "spotify", externalID: "t1"))
            #expect(try snapshot.track(id)?.popularity == 70)
            #expect(try snapshot.artists(of: id).map(\.name) == ["Tessa Bloom", "Lin Varga"])
            #expect(
                Set(try snapshot.genres(of: id).map(\.genre.name))
                    == ["hip-hop", "k-pop"].map { cleaner.clean($0).entries[0].name }.reduce(into: Set()) {
                        $0.insert($1)
                    })
            #expect(try snapshot.descriptors(of: id)?.tempoBpm == 120)
            let runs = try snapshot.runs(of: "import-tracks", limit: 5)
            #expect(runs.count == 2 && runs.allSatisfy { $0.status == .finished })
            let odd = try snapshot.oddRows(of: try #require(runs.first).id, limit: 5)
            #expect(odd.map(\.number) == [5] && odd[0].content.contains("t3"))
        }
    }

    /// A load writes the search indexes at its end, in one pass: they must know what they know of rows one by one.
    @Test func whatWasImportedIsFoundAndTheCatalogIsSound() throws {
        _ = try importTracks()
        func found(_ text: String) throws -> SearchResults { try catalog.read { try $0.search(text) } }
        #expect(try found("halo roa").tracks.map(\.title) == ["Halo Road"])
        #expect(try found("lin vraga").artists.map(\.name) == ["Lin Varga"])
        #expect(try found("land").albums.map(\.title) == ["Land"])
        // The indexes follow single changes again.
        try catalog.write { transaction in
            _ = try transaction.insert(NewTrack(title: "Quiet Zebra", artists: ["Nobody"]), at: now)
        }
        #expect(try catalog.read { try $0.search("zebra").tracks.count } == 1)
        let report = try catalog.check()
        #expect(report.problems.isEmpty, "\(report.problems)")
    }

    @Test func aTableThatIsDamagedInItsMiddleLeavesNothing() throws {
        let rows = (0..<30_000).map { "id\($0),Artist \($0 % 50),Song \($0)" }
        let text = (["track_id,artists,track_name"] + rows).joined(separator: "\n")
        let plain = try file("big.csv", text)
        #expect(Program.run(["gzip", "-f", plain]) == 0)
        let packed = folder.file("big.csv.gz")
        let bytes = try Data(contentsOf: URL(filePath: packed))
        try bytes.prefix(bytes.count * 2 / 3).write(to: URL(filePath: packed))
        #expect(throws: ImportError.self) {
            try TrackTableImport(into: catalog, provider: "x", cleaner: cleaner).run(
                TrackTableReader(path: packed), at: now)
        }
        #expect(try catalog.read { try $0.trackCount() } == 0)
        #expect(try catalog.read { try $0.runs(of: "import-tracks", limit: 5).map(\.status) } == [.failed])
    }

    @Test func aTableThatHasChangedBringsItsNumbersUpToDate() throws {
        _ = try importTracks()
        let table = """
            track_id,artists,album_name,track_name,popularity,tempo,track_genre
            t1,Tessa Bloom;Lin Varga,Sea,Halo Road,80,124,dream pop
            t9,New One,Sea,Newcomer,10,90,pop
            """
        let outcome = try TrackTableImport(into: catalog, provider: "spotify", cleaner: cleaner).run(
            TrackTableReader(path: try file("later.csv", table)), at: now)
        #expect(outcome.tracksAdded == 1 && outcome.tracksKnown == 1)
        try catalog.read { snapshot in
            let id = try #require(try snapshot.track(of: "spotify", externalID: "t1"))
            #expect(try snapshot.descriptors(of: id)?.tempoBpm == 124)
            #expect(try snapshot.genres(of: id).count == 3)
        }
        let report = try catalog.check()
        #expect(report.problems.isEmpty, "\(report.problems)")
    }

    /// Rows whose tracks were removed meanwhile, and titles of albums that differ in how an accent is written.
    @Test func aRowWithoutItsTrackGetsOneAgainAndOneAlbumIsOneWhateverItsAccents() throws {
        let table = """
            track_id,artists,album_name,track_name
            a1,Ana,Caf\u{E9},One
            a2,Ana;Bo,Cafe\u{301},Two
            a3,Bo,,Three
            """
        func run() throws -> TrackTableImport.Outcome {
            try TrackTableImport(into: catalog, provider: "spotify", cleaner: cleaner).run(
                TrackTableReader(path: try file("accents.csv", table)), at: now)
        }
        _ = try run()
        func album(of id: String) throws -> AlbumID? {
            try catalog.read { snapshot in
                try snapshot.track(of: "spotify", externalID: id).flatMap { try snapshot.track($0)?.albumID }
            }
        }
        #expect(try album(of: "a1") != nil && album(of: "a1") == album(of: "a2") && album(of: "a3") == nil)
        try catalog.write { transaction in
            let two = try #require(try transaction.track(of: "spotify", externalID: "a2"))
            try transaction.remove(two, at: now)
        }
        let again = try run()
        #expect(again.tracksAdded == 1 && again.tracksKnown == 2)
        try catalog.read { snapshot in
            let two = try #require(try snapshot.track(of: "spotify", externalID: "a2"))
            #expect(try snapshot.artists(of: two).map(\.name) == ["Ana", "Bo"])
        }
        #expect(try catalog.check().problems.isEmpty)
    }

    @Test func importsListensOnceAndResolvesThemLater() throws {
        let history = """
            user,artist,track,time,ms_played,skipped,uri
            ada,Tessa Bloom;Lin Varga,Halo Road,1600000000,200000,false,
            ada,Somebody,Renamed Later,1600000300,3000,true,spotify:track:t2
            bo,Nobody,Nowhere,1600000600,1000,false,
            """
        let path = try file("listens.csv", history)
        func run() throws -> ListenImport.Outcome {
            try ListenImport(into: catalog, defaultUser: "me", provider: "spotify").run(
                ListenReader(path: path), at: now)
        }
        let first = try run()
        #expect(first.added == 3 && first.repeated == 0 && first.usersAdded == 2)
        _ = try importTracks()
        let second = try run()
        #expect(second.added == 0 && second.repeated == 3 && second.usersAdded == 0)
        try catalog.read { snapshot in
            let ada = try #require(try snapshot.user(named: "ada")).id
            let halo = try #require(try snapshot.track(of: "spotify", externalID: "t1"))
            let tide = try #require(try snapshot.track(of: "spotify", externalID: "t2"))
            #expect(try snapshot.opinion(of: ada, on: halo)?.playCount == 1)
            #expect(try snapshot.opinion(of: ada, on: tide)?.skipCount == 1)
        }
    }

    @Test func matchesHeardTracksToRows() throws {
        _ = try importTracks()
        let (heard, unsure) = try catalog.write { transaction in
            var track = NewTrack(
                title: "Halo Road (feat. Lin Varga) - 2011 Remaster", artists: ["Tessa Bloom"],
                durationMs: 201_000)
            track.audioHash = [UInt8](repeating: 1, count: 32)
            var live = NewTrack(title: "Slow Tide (Live)", artists: ["Quartz Pier"], durationMs: 190_000)
            live.audioHash = [UInt8](repeating: 2, count: 32)
            return (try transaction.insert(track, at: now), try transaction.insert(live, at: now))
        }
        let outcome = try LibraryMatch(in: catalog).run(at: now)
        #expect(outcome.libraryTracks == 2 && outcome.rows == 2 && outcome.linked == 1 && outcome.open == 1)
        let row = try catalog.read { snapshot in
            #expect(try snapshot.track(of: "spotify", externalID: "t1") == heard)
            #expect(try snapshot.trackCount() == 3)
            #expect(try snapshot.genres(of: heard).count == 2)
            let open = try #require(try snapshot.openProviderLinks(limit: 5).first)
            #expect(open.track == unsure && open.confidence < 0.9)
            return open.row
        }
        try LibraryMatch(in: catalog).decide(row: row, track: unsure, isSame: false, at: now)
        let again = try LibraryMatch(in: catalog).run(at: now)
        #expect(again.linked == 0 && again.open == 0 && again.decided == 2)
    }

    @Test func joinsTheRowsTrackWhenAPersonSaysYes() throws {
        _ = try importTracks()
        let live = try catalog.write { transaction in
            var live = NewTrack(title: "Slow Tide (Live)", artists: ["Quartz Pier"], durationMs: 190_000)
            live.audioHash = [UInt8](repeating: 2, count: 32)
            return try transaction.insert(live, at: now)
        }
        _ = try LibraryMatch(in: catalog).run(at: now)
        let row = try #require(try catalog.read { try $0.openProviderLinks(limit: 1) }.first).row
        try LibraryMatch(in: catalog).decide(row: row, track: live, isSame: true, at: now)
        #expect(try catalog.read { try $0.track(of: "spotify", externalID: "t2") } == live)
        #expect(try catalog.read { try $0.trackCount() } == 2)
    }

    @Test func seedsTheTaxonomyTwice() throws {
        for _ in 0..<2 { _ = try catalog.write { try GenreSeeding.run(cleaner.taxonomy, in: $0) } }
        try catalog.read { snapshot in
            let psytrance = try #require(try snapshot.genre(named: "Psytrance"))
            let parent = try #require(psytrance.parent)
            #expect(try snapshot.genre(parent)?.name == "Trance")
            #expect(try snapshot.genres().count >= 600)
        }
    }

    @Test func storesLyricsWithTheirArc() throws {
        let sheet = LyricSheet(
            text: "[00:01.00]I love you and you are happy\n[00:02.00]but I hate the night and the pain\n")
        let lyrics = LyricsAnalysis(of: sheet).stored(sheet, source: .file)
        #expect(lyrics.isTimed && lyrics.language == "en" && lyrics.arc?.count == 2)
        let id = try catalog.write { transaction in
            let id = try transaction.insert(NewTrack(title: "A", artists: ["B"]), at: now)
            try transaction.setLyrics(of: id, to: lyrics, at: now)
            return id
        }
        #expect(try catalog.read { try $0.lyrics(of: id) } == lyrics)
    }
}
