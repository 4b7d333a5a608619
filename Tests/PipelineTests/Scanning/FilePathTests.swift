import Pipeline
import Testing

@Suite struct FilePathTests {
    @Test(arguments: [
        ("/a/b", "/a/b"), ("music/x", "/srv/me/music/x"), ("./a//b/../c/", "/srv/me/a/c"), ("..", "/srv"),
        ("/../..", "/"),
    ])
    func aTypedPathBecomesAbsolute(typed: String, absolute: String) {
        #expect(FilePath(typed, relativeTo: "/srv/me").description == absolute)
    }

    @Test func onlyWholeNamesLieBelowAFolder() {
        let folder = FilePath("/music/rock", relativeTo: "/")
        #expect(FilePath("/music/rock/a.mp3", relativeTo: "/").isBelow(folder))
        #expect(!FilePath("/music/rocksteady/a.mp3", relativeTo: "/").isBelow(folder))
        #expect(folder.isBelow(folder))
        #expect(folder.isBelow(FilePath("/", relativeTo: "/")))
    }
}
