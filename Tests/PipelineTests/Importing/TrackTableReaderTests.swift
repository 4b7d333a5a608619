import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct TrackTableReaderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String, _ text: String) throws -> String {
        let path = folder.file(name)
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    /// The rows behind the ten most popular credits of the well-known table, under made-up ids, shuffled among others.
    private static let popular = """
        ,track_id,artists,album_name,track_name,popularity,duration_ms,explicit,tempo,track_genre
        0,id01,Sam Smith;Kim Petras,Unholy (feat. Kim Petras),Unholy (feat. Kim Petras),100,156943,False,131.121,dance
        1,id02,Luar La L,Song A,Song A,91,190000,True,90,latin
        2,id01,Sam Smith;Kim Petras,Unholy (feat. Kim Petras),Unholy (feat. Kim Petras),100,156943,False,131.121,pop
        3,id03,Bizarrap;Quevedo,Session,"Quevedo: Session, Vol. 52",99,198937,False,128.033,hip-hop
        4,id04,Manuel Turizo,La Bachata,La Bachata,98,162637,False,124.98,latin
        5,id04,Manuel Turizo,La Bachata,La Bachata,98,162637,False,124.98,latino
        6,id05,Bad Bunny;Chencho Corleone,Un Verano,Me Porto Bonito,97,178567,True,92.005,latin
        7,id06,Bad Bunny;Bomba Estéreo,Un Verano,Ojitos Lindos,95,258298,False,79.928,latin
        8,id07,Joji,SMITHEREENS,Glimpse of Us,94,233456,False,169.914,pop
        9,id08,Beyoncé,RENAISSANCE,CUFF IT,93,225388,True,115.042,dance
        10,id09,Rema;Selena Gomez,Calm Down,Calm Down,92,239317,False,106.999,pop
        11,id10,Harry Styles,Harry's House,As It Was,92,167303,False,173.93,pop
        12,id10,Harry Styles,Harry's House,As It Was,92,167303,False,173.93,rock
        13,id11,Nobody Known,Album,Nowhere,12,167303,False,0,pop
        14,id12,,,,0,0,False,120,k-pop
        15,id11,Nobody Known,Album,Nowhere,13,167303,False,0,pop
        16,id13,Another,Album,Song B,90,167303,False,99,pop
        """

    @Test func ranksCreditsAsTheTableDoes() throws {
        let table = try TrackTableReader(path: try file("popular.csv", Self.popular)).read()
        let top = table.creditsByPopularity(limit: 10).map { "\($0.credit) \(Int($0.popularity))" }
        #expect(
            top == [
                "Sam Smith;Kim Petras 100", "Bizarrap;Quevedo 99", "Manuel Turizo 98",
                "Bad Bunny;Chencho Corleone 97",
                "Bad Bunny;Bomba Estéreo 95", "Joji 94", "Beyoncé 93", "Harry Styles 92",
                "Rema;Selena Gomez 92",
                "Luar La L 91",
            ])
    }

    @Test func mergesRowsAndKeepsOddOnesAside() throws {
        let table = try TrackTableReader(path: try file("popular.csv", Self.popular)).read()
        #expect(table.report.rows == 17 && table.tracks.count == 12)
        #expect(table.report.trackGenrePairs == 15)
        #expect(table.report.repeatedRows == 4 && table.report.identicalRows == 1)
        #expect(table.report.conflictingPopularities == 1)
        #expect(table.report.valuesOutOfRange == ["tempo": 1])
        #expect(table.oddRows.map(\.line) == [16])
        #expect(table.oddRows.first?.reason == "no artist and no title")
        #expect(table.oddRows.first?.fields.contains("id12") == true)
        let unholy = try #require(table.tracks.first)
        #expect(unholy.artists == ["Sam Smith", "Kim Petras"] && unholy.genres == ["dance", "pop"])
        #expect(
            unholy.durationSeconds == 156.943 && unholy.attribute(.tempo) == 131.121
                && unholy.attribute(.energy) == nil)
        #expect(table.tracks.first { $0.id == "id11" }?.popularity == 12)
        #expect(table.tracks.contains { $0.title == "Quevedo: Session, Vol. 52" })
    }

    @Test func readsQuotesAndLineEndsAsPeopleWriteThem() throws {
        let text =
            "\u{FEFF}Title,Artist,Note\r\n\"Two\r\nLines\",\"The \"\"Odd\"\" Ones\",x\r\n\r\nPlain , Spaced ,\"y\" z\r\nLast,One,no end"
        let table = try TrackTableReader(path: try file("odd.csv", text)).read()
        #expect(table.tracks.map(\.title) == ["Two\r\nLines", "Plain", "Last"])
        #expect(table.tracks.map(\.credit) == ["The \"Odd\" Ones", "Spaced", "One"])
        #expect(table.tracks.map(\.firstLine) == [2, 5, 6])
        #expect(table.report.unusedColumns == ["Note"])
    }

    @Test func readsTabsAndSemicolons() throws {
        let tabs = try TrackTableReader(path: try file("a.tsv", "artist\ttitle\n\"Weird\" Al\tSong, \"B\"\n"))
            .read()
        #expect(tabs.tracks.map(\.credit) == ["\"Weird\" Al"] && tabs.tracks.map(\.title) == ["Song, \"B\""])
        let semicolons = try TrackTableReader(path: try file("b.csv", "artist;title\nA;\"B; C\"\n")).read()
        #expect(semicolons.tracks.map(\.title) == ["B; C"])
    }

    @Test func takesColumnsByMap() throws {
        let path = try file("c.csv", "Interpret,Stück,Dauer\nA,B,61\n")
        #expect(throws: ImportError.self) { try TrackTableReader(path: path).read() }
        let overrides: [String: TrackField] = [
            "Interpret": .artists, "Stück": .title, "Dauer": .durationSeconds,
        ]
        let table = try TrackTableReader(path: path, overrides: overrides).read()
        #expect(table.tracks.first?.durationSeconds == 61)
        #expect(throws: ImportError.self) {
            try TrackTableReader(path: path, overrides: ["none": .title]).read()
        }
    }

    @Test func readsBytesThatAreNotUTF8() throws {
        let path = folder.file("latin.csv")
        try Data(Array("artist,title\nBeyonc".utf8) + [0xE9] + Array(",X\n".utf8)).write(
            to: URL(filePath: path))
        let table = try TrackTableReader(path: path).read()
        #expect(table.tracks.first?.credit == "Beyoncé" && table.report.rowsOfBadText == 1)
    }

    @Test func keepsARowWithAnOpenQuoteAside() throws {
        let filler = String(repeating: "word ", count: DelimitedReader.rowBytesMax / 4)
        let path = try file("open.csv", "artist,title\nA,B\n\"C,\(filler)\nD,E\n")
        let table = try TrackTableReader(path: path).read()
        #expect(table.tracks.map(\.title) == ["B", "E"])
        #expect(table.oddRows.count == 1 && table.oddRows[0].reason.contains("quote"))
    }

    @Test func saysWhatIsWrongWithAFile() throws {
        #expect(throws: ImportError.self) { try TrackTableReader(path: folder.file("missing.csv")).read() }
        #expect(throws: ImportError.self) { try TrackTableReader(path: try file("empty.csv", "")).read() }
        let damaged = folder.file("damaged.csv.gz")
        try Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3, 4]).write(to: URL(filePath: damaged))
        #expect(throws: ImportError.self) { try TrackTableReader(path: damaged).read() }
    }

    /// Two gzip members in one file, and one xz stream, of the same table.
    @Test(arguments: [
        "H4sIAAAAAAACA0ssKsksLtEpySzJSeVyTEnU8cnPBwCFaaWwFAAAAB+LCAAAAAAAAgMr4HLK1wnJTEnlAgAjn/naCgAAAA==",
        "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAdYXJ0aXN0LHRpdGxlCkFkYSxMb29wCkJvLFRpZGUKAAAAfs8f0gIsE+8AATYePRmVUx+2830BAAAAAARZWg==",
    ])
    func readsPackedTables(base64: String) throws {
        let data = try #require(Data(base64Encoded: base64))
        let path = folder.file("packed.csv")
        try data.write(to: URL(filePath: path))
        #expect(try TrackTableReader(path: path).read().tracks.map(\.title) == ["Loop", "Tide"])
        try data.prefix(data.count - 20).write(to: URL(filePath: path))
        #expect(throws: ImportError.self) { try TrackTableReader(path: path).read() }
    }
}
