import Audio
import Testing

@Suite struct FileNameGuessTests {
    struct Example: Sendable, CustomTestStringConvertible {
        var path: String
        var artist: String?
        var album: String?
        var title: String?
        var track: Int?
        var disc: Int?
        var year: Int?
        var testDescription: String { path }
    }

    @Test(arguments: [
        Example(
            path: "Artist/Album/01 - Title.mp3", artist: "Artist", album: "Album", title: "Title", track: 1),
        Example(
            path: "Music/Artist/Album/01. Title.mp3", artist: "Artist", album: "Album", title: "Title",
            track: 1),
        Example(
            path: "Artist/Album/12 Title.flac", artist: "Artist", album: "Album", title: "Title", track: 12),
        Example(
            path: "Artist/1999 - Album/CD 2/03. Title.flac", artist: "Artist", album: "Album", title: "Title",
            track: 3,
            disc: 2, year: 1_999),
        Example(
            path: "Artist/Artist - Album (2004)/03-Title.ogg", artist: "Artist", album: "Album",
            title: "Title", track: 3,
            year: 2_004),
        Example(
            path: "Artist - Album/01 Title.ogg", artist: "Artist", album: "Album", title: "Title", track: 1),
        Example(path: "Artist/Title.ogg", artist: "Artist", title: "Title"),
        Example(path: "Artist - Title.ogg", artist: "Artist", title: "Title"),
        Example(path: "01. Artist - Title.mp3", artist: "Artist", title: "Title", track: 1),
        Example(
            path: "Artist - Album - 01 - Title.mp3", artist: "Artist", album: "Album", title: "Title",
            track: 1),
        Example(path: "2-07 Title.mp3", title: "Title", track: 7, disc: 2),
        Example(
            path: "Various/Hits/05 - Someone - Title.mp3", artist: "Someone", album: "Hits", title: "Title",
            track: 5),
        Example(path: "99 Luftballons.mp3", title: "99 Luftballons"),
        Example(path: "Some_Band_-_Some_Song.mp3", artist: "Some Band", title: "Some Song"),
        Example(path: "1999.mp3", title: "1999"),
        Example(path: "Dr. Who", title: "Dr. Who"),
        Example(path: "07.mp3", title: "07"),
        Example(path: "", title: nil),
        Example(path: "a/ - .mp3", artist: "a", title: "-"),
    ])
    func pathsAreRead(_ example: Example) {
        let guess = FileNameGuess(relativePath: example.path)
        #expect(guess.artist == example.artist)
        #expect(guess.album == example.album)
        #expect(guess.title == example.title)
        #expect(guess.trackNumber == example.track)
        #expect(guess.discNumber == example.disc)
        #expect(guess.year == example.year)
    }
}
