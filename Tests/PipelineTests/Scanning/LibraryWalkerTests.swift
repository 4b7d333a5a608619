import FoundationEssentials
import Glibc
import Pipeline
import TestSupport
import Testing

@Suite struct LibraryWalkerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func write(_ names: String...) throws {
        for name in names {
            let path = folder.file(name)
            let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
                separator: "/")
            try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try Data("x".utf8).write(to: URL(fileURLWithPath: path))
        }
    }

    private func walk(_ roots: String...) -> LibraryWalk {
        let paths = roots.isEmpty ? [folder.path] : roots.map(folder.file)
        return LibraryWalker.walk(roots: paths.map { Array($0.utf8) })
    }

    private func names(_ walk: LibraryWalk) -> [String] {
        walk.files.map { String($0.path.description.dropFirst(folder.path.count + 1)) }
    }

    @Test func findsFilesOfAnyEndingInOrderButNotCoversAndPlaylists() throws {
        try write(
            "b/2.flac", "b/1.mp3", "a/odd.name", "noending", "b/cover.JPG", "b/list.m3u8", ".hidden/x.mp3")
        #expect(names(walk()) == ["a/odd.name", "b/1.mp3", "b/2.flac", "noending"])
    }

    @Test func aLoopOfLinksEndsAndALinkedFolderIsEntered() throws {
        try write("real/song.mp3", "elsewhere/other.mp3")
        #expect(symlink(folder.path, folder.file("real/loop")) == 0)
        #expect(symlink(folder.file("elsewhere"), folder.file("real/linked")) == 0)
        #expect(names(walk("real")).filter { $0.hasSuffix(".mp3") }.count == 2)
    }

    @Test func noMediaAndIgnoreFilesLeaveFoldersOut() throws {
        try write(
            "keep/a.mp3", "skip/.nomedia", "skip/b.mp3", "skip/deep/c.mp3", "spoken/d.mp3", "keep/e.demo.mp3")
        try Data("spoken/\n*.demo.mp3\n".utf8).write(to: URL(fileURLWithPath: folder.file(".catalogignore")))
        #expect(names(walk()) == ["keep/a.mp3"])
    }

    @Test func aRootThatIsNotThereIsAComplaintAndNotAReadableRoot() throws {
        let found = walk("nowhere")
        #expect(found.readableRoots.isEmpty)
        #expect(found.unreadable.first?.reason.contains("No such file") == true)
    }

    @Test func aNameThatIsNotTextComesBackAsTheSameBytes() throws {
        let path = Array(folder.file("bad-").utf8) + [0xFF, 0xFE] + Array(".mp3".utf8)
        let descriptor = open(path.map(CChar.init(bitPattern:)) + [0], O_CREAT | O_WRONLY, 0o644)
        #expect(descriptor >= 0)
        close(descriptor)
        let found = walk()
        #expect(found.files.map(\.path.bytes) == [path])
        #expect(found.files[0].path.name == "bad-\u{FFFD}\u{FFFD}.mp3")
    }

    @Test func oneFileMayBeARoot() throws {
        try write("a.mp3")
        #expect(names(walk("a.mp3", "a.mp3")) == ["a.mp3"])
    }
}
