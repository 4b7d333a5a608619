import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct ListenReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(
        _ text: String, overrides: [String: ListenField] = [:], names: [String: String] = [:]
    ) throws -> (listens: [ImportedListen], report: ListenReader.Report) {
        let path = folder.file("listens")
        try Data(text.utf8).write(to: URL(filePath: path))
        var listens: [ImportedListen] = []
        let report = try ListenReader(path: path, overrides: overrides, names: names).forEachListen {
            listens.append($0)
        }
        return (listens, report)
    }

    @Test func readsTheExtendedHistory() throws {
        let (listens, report) = try read(
            """
            [{"ts":"2021-03-04T05:06:10Z","username":"ada","ms_played":10000,"master_metadata_track_name":"Loop {1}",
              "master_metadata_album_artist_name":"Tide","master_metadata_album_album_name":"Sea",
              "spotify_track_uri":"spotify:track:abc","reason_end":"fwdbtn","skipped":null},
             {"ts":"2021-03-04T06:00:00Z","ms_played":200000,"master_metadata_track_name":"B",
              "master_metadata_album_artist_name":"C","skipped":false,"reason_end":"trackdone"},
             {"ts":"2021-03-04T07:00:00Z","ms_played":5,"master_metadata_track_name":null,"episode_name":"Talk"},
             {"other":1}]
            """)
        #expect(report.rows == 4 && report.listens == 2)
        #expect(report.rejected == ["a podcast": 1, "not a listen of a known form": 1])
        let first = try #require(listens.first)
        #expect(
            first.title == "Loop {1}" && first.artist == "Tide" && first.user == "ada"
                && first.isSkipped == true)
        #expect(first.time == 1_614_834_360 && first.playedSeconds == 10)
        #expect(listens[1].isSkipped == false)
    }

    @Test func readsTheShortHistory() throws {
        let (listens, _) = try read(
            #"[{"endTime":"2021-03-04 05:06","artistName":"A \"B\"","trackName":"C","msPlayed":60000}]"#)
        #expect(listens.map(\.artist) == ["A \"B\""] && listens.map(\.time) == [1_614_834_300])
    }

    @Test func readsListenBrainzLines() throws {
        let (listens, report) = try read(
            """
            {"listened_at":1614834360,"user_name":"bo","track_metadata":{"artist_name":"A","track_name":"B",\
            "release_name":"R","additional_info":{"duration_ms":"61000","recording_mbid":"m-1"}}}
            {"listened_at":1614834999,"track_metadata":{"artist_name":"A","track_name":"B","additional_info":{"duration_ms":61000}}}
            {"listened_at":1614834999,"track_metadata":{"artist_name":"","track_name":"B"}}
            """)
        #expect(listens.count == 2 && report.rejected == ["no artist or no title": 1])
        #expect(
            listens[0].externalID == "m-1" && listens[0].durationSeconds == nil
                && listens[1].durationSeconds == 61)
        #expect(listens[0].user == "bo" && listens[0].album == "R")
        let (wrapped, _) = try read(
            #"""
            {"payload":{"count":2,"listens":[
              {"listened_at":1614834360,"track_metadata":{"artist_name":"A","track_name":"B"}},
              {"listened_at":1614834361,"track_metadata":{"artist_name":"C","track_name":"D"}}]}}
            """#)
        #expect(wrapped.map(\.artist) == ["A", "C"])
    }

    @Test func readsLastFmWithAndWithoutAHeader() throws {
        let (bare, _) = try read("A,Album,\"T, 1\",05 Jan 2023 12:33\nB,,T2,06 Jan 2023 00:00\n")
        #expect(bare.map(\.title) == ["T, 1", "T2"] && bare.map(\.time) == [1_672_921_980, 1_672_963_200])
        let (headed, _) = try read(
            "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n1672921980,\"05 Jan 2023, 12:33\",A,,B,,T,m\n"
        )
        #expect(
            headed.map(\.time) == [1_672_921_980] && headed.map(\.title) == ["T"]
                && headed[0].externalID == "m")
    }

    @Test func readsCountsOfArtistsByID() throws {
        let (listens, report) = try read(
            "userID\tartistID\tweight\n2\t51\t13883\n2\t52\t1\n2\t53\t-4\n",
            names: ["51": "Tide & Co", "52": "Ada"])
        #expect(listens.map(\.artist) == ["Tide & Co", "Ada"] && listens.map(\.count) == [13_883, 1])
        #expect(listens.allSatisfy { $0.user == "2" && $0.title == nil && $0.time == nil })
        #expect(report.rejected == ["a count out of range": 1])
    }

    @Test func tellsListensApartByKey() throws {
        let (listens, _) = try read(
            "user,artist,track,time\na,X,Y,1600000000\na,X,Y,1600000001\nb,X,Y,1600000000\na,X,Y,1600000000\n"
        )
        let keys = listens.map { $0.key(defaultUser: "me") }
        #expect(Set(keys).count == 3 && keys[0] == keys[3] && keys[0].utf8.count == 32)
        var anonymous = listens[0]
        anonymous.user = nil
        #expect(anonymous.key(defaultUser: "a") == keys[0])
    }

    @Test(arguments: [
        ("2021-03-04T05:06:10Z", 1_614_834_370), ("2021-03-04T05:06:10.123+02:00", 1_614_827_170),
        ("1614834370", 1_614_834_370),
        ("1614834370000", 1_614_834_370), ("2021-03-04", 1_614_816_000),
        ("04 Mar 2021, 05:06", 1_614_834_360),
        ("2020-02-29 23:59:59", 1_583_020_799),
    ])
    func readsTimes(text: String, seconds: Int) throws {
        #expect(try read("artist,track,time\nA,B,\"\(text)\"\n").listens.map(\.time) == [seconds])
    }

    @Test func refusesWhatItDoesNotKnow() throws {
        #expect(throws: ImportError.self) { try read("x,y\n1,2\n") }
        #expect(throws: ImportError.self) { try read(#"[{"endTime":"2021"#) }
        #expect(
            try read("artist,track,time\nA,B,yesterday\n").report.rejected == [
                "a time that cannot be read": 1
            ])
    }
}
