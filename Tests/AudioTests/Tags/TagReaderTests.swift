import Audio
import FoundationEssentials
import TestSupport
import Testing

@Suite struct TagReaderTests {
    private func read(_ bytes: [UInt8], path: String? = nil) throws -> TrackTags {
        try TagReader.read(MemoryByteSource(name: "memory", content: bytes), relativePath: path)
    }

    private func seed(_ format: AudioWriter.Format) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.file("seed")
        let melody = TestSignal.melody(seed: 1, seconds: 0.5, sampleRateHz: 44_100)
        try AudioWriter.write(melody, channelCount: 2, sampleRateHz: 44_100, format: format, to: path)
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    private static let fields = [
        ("TITLE", "Ein Lied"), ("ARTIST", "Erste"), ("ARTIST", "Zweite"), ("ALBUM", "Platte"),
        ("ALBUMARTIST", "Erste"),
        ("GENRE", "Rock"), ("GENRE", "Jazz"), ("DATE", "1999-10-04"), ("TRACKNUMBER", "3"),
        ("TRACKTOTAL", "12"),
        ("DISCNUMBER", "1/2"), ("BPM", "128.5"), ("INITIALKEY", "Am"), ("ISRC", "DEXYZ9900001"),
        ("MUSICBRAINZ_TRACKID", "B10BBBFC-CF9E-42E0-BE17-E2C3E1D2600D"),
        ("MUSICBRAINZ_ARTISTID", "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600e"),
        ("REPLAYGAIN_TRACK_GAIN", "-6.50 dB"),
        ("REPLAYGAIN_TRACK_PEAK", "0.988"), ("LYRICS", "Zeile eins\r\nZeile zwei"), ("COMPILATION", "1"),
        ("Mood", "ruhig; froh"), ("COMPOSER", "Dritte"), ("ENCODER", "nobody's business"),
    ]

    @Test func everyFieldOfAFLACIsRead() throws {
        let tags = try read(TagWriter.insertingComments(Self.fields, intoFLAC: seed(.flac)))
        #expect(tags.title == "Ein Lied")
        #expect(tags.artists == ["Erste", "Zweite"])
        #expect(tags.album == "Platte" && tags.albumArtist == "Erste")
        #expect(tags.genres == ["Rock", "Jazz"])
        #expect(tags.date == "1999-10-04" && tags.year == 1_999)
        #expect(tags.trackNumber == 3 && tags.trackCount == 12)
        #expect(tags.discNumber == 1 && tags.discCount == 2)
        #expect(tags.beatsPerMinute == 128.5 && tags.key == "Am" && tags.isrc == "DEXYZ9900001")
        #expect(tags.musicBrainz.recording == "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d")
        #expect(tags.musicBrainz.artists == ["b10bbbfc-cf9e-42e0-be17-e2c3e1d2600e"])
        #expect(tags.replayGain.trackGainDB == -6.5 && tags.replayGain.trackPeak == 0.988)
        #expect(tags.lyrics == "Zeile eins\nZeile zwei")
        #expect(tags.isCompilation)
        #expect(
            tags.described.map { [$0.name, $0.value] } == [
                ["composer", "Dritte"], ["mood", "ruhig"], ["mood", "froh"],
            ])
        #expect(tags.guessedFields.isEmpty)
    }

    @Test(
        arguments: [
            ([("ARTIST", "Erste feat. Zweite")], ["Erste", "Zweite"], "Erste feat. Zweite"),
            (
                [("ARTIST", "Erste (FT. Zweite & Dritte)")], ["Erste", "Zweite & Dritte"],
                "Erste (FT. Zweite & Dritte)"
            ),
            (
                [("ARTIST", "Erste & Zweite"), ("ARTISTS", "Erste"), ("ARTISTS", "Zweite")],
                ["Erste", "Zweite"], "Erste & Zweite"
            ),
            ([("ARTIST", "Erste"), ("ARTIST", "Zweite")], ["Erste", "Zweite"], nil),
            ([("ARTIST", "Erste;Zweite")], ["Erste", "Zweite"], nil),
            ([("ARTIST", "Erste & Zweite")], ["Erste & Zweite"], nil),
            ([("ARTIST", "Ft. Erste")], ["Ft. Erste"], nil),
            ([("ARTIST", "Erste feat.")], ["Erste feat."], nil),
        ] as [([(String, String)], [String], String?)])
    func severalArtistsArePartedAndPrintedAsTheyStand(
        fields: [(String, String)], artists: [String], credit: String?
    ) throws {
        let tags = try read(TagWriter.insertingComments(fields, intoFLAC: seed(.flac)))
        #expect(tags.artists == artists && tags.credit == credit, "\(tags)")
    }

    @Test func everyFieldOfAnMP3IsRead() throws {
        let tag = TagWriter.id3v2(
            text: [
                "TIT2": "Ein Lied", "TPE1": "Erste\0Zweite", "TALB": "Platte", "TPE2": "Erste",
                "TCON": "Rock\0Jazz",
                "TDRC": "1999-10-04", "TRCK": "3/12", "TPOS": "1/2", "TBPM": "128", "TKEY": "Am", "TCMP": "1",
            ],
            frames: [
                TagWriter.userText("REPLAYGAIN_TRACK_GAIN", "-6.50 dB"),
                ("USLT", [3] + Array("deu".utf8) + [0] + Array("Zeile eins".utf8)),
                TagWriter.cover(mediaType: "image/png", bytes: [1, 2, 3, 4]),
            ])
        let tags = try read(tag + seed(.mp3))
        #expect(tags.title == "Ein Lied")
        #expect(tags.artists == ["Erste", "Zweite"])
        #expect(tags.genres == ["Rock", "Jazz"])
        #expect(tags.year == 1_999 && tags.trackNumber == 3 && tags.trackCount == 12 && tags.discCount == 2)
        #expect(tags.beatsPerMinute == 128 && tags.key == "Am" && tags.isCompilation)
        #expect(tags.replayGain.trackGainDB == -6.5)
        #expect(tags.lyrics == "Zeile eins")
        #expect(tags.cover == TrackTags.Cover(mediaType: "image/png", bytes: [1, 2, 3, 4]))
    }

    @Test func anOldTagIsReadWhereThereIsNoNewOne() throws {
        let tags = try read(seed(.mp3) + TagWriter.id3v1(title: "Café", artist: "Somebody"))
        #expect(tags.title == "Café")
        #expect(tags.artists == ["Somebody"])
        #expect(tags.year == 1_999)
    }

    struct Misread: Sendable {
        var bytes: [UInt8]
        var expected: String
    }

    private static let misreadTitles: [Misread] = [
        Misread(bytes: Array("Björk – Jóga".utf8), expected: "Björk – Jóga"),
        Misread(bytes: Array("Beyonc".utf8) + [0xE9], expected: "Beyoncé"),
        Misread(bytes: [0x44, 0x6F, 0x6E, 0x92, 0x74], expected: "Don’t"),
        Misread(bytes: Array("椎名林檎".utf8), expected: "椎名林檎"),
        Misread(bytes: Array("plain".utf8), expected: "plain"),
    ]

    /// The encoding byte says Latin-1, the bytes are something else.
    @Test(arguments: misreadTitles)
    func encodingsAreRepaired(_ title: Misread) throws {
        let tag = TagWriter.id3v2(text: [:], frames: [("TIT2", [0] + title.bytes)])
        #expect(try read(tag + seed(.mp3)).title == title.expected)
    }

    @Test func absurdTagsAreContained() throws {
        let mp3 = try seed(.mp3)
        let long = String(repeating: "x", count: 200_000)
        let tags = try read(
            TagWriter.id3v2(text: [
                "TIT2": long, "TPE1": " \u{1}\0 ", "TRCK": "-5/999999999999", "TBPM": "1e99",
            ]) + mp3)
        #expect(tags.title?.count == 1_000)
        #expect(tags.artists.isEmpty)
        #expect(tags.trackCount == nil)
        #expect(tags.beatsPerMinute.map { $0 < 1_000 } ?? true)
        let many = (0..<5_000).map { TagWriter.userText("FIELD\($0)", "\($0)") }
        #expect(try read(TagWriter.id3v2(text: ["TIT2": "Title"], frames: many) + mp3).artists.isEmpty)
    }

    @Test func aFileWithoutTagsHasNone() throws {
        #expect(try read(seed(.wav16)) == TrackTags())
        let tags = try read(seed(.wav16), path: "Band/Platte/07 - Lied.wav")
        #expect(
            tags.title == "Lied" && tags.artists == ["Band"] && tags.album == "Platte"
                && tags.trackNumber == 7)
        #expect(tags.guessedFields == [.title, .artist, .album, .trackNumber])
    }

    @Test func tagsWinOverTheName() throws {
        let bytes = TagWriter.insertingComments([("TITLE", "Right")], intoFLAC: try seed(.flac))
        let tags = try read(bytes, path: "Band/Platte/07 - Wrong.flac")
        #expect(tags.title == "Right")
        #expect(tags.artists == ["Band"])
        #expect(!tags.guessedFields.contains(.title))
    }
}
