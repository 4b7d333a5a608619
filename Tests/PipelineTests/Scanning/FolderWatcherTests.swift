import FoundationEssentials
import Pipeline
import TestSupport
import Testing

@Suite struct FolderWatcherTests {
    private let folder: TemporaryFolder
    private let watcher: FolderWatcher

    init() throws {
        folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("a"), withIntermediateDirectories: true)
        watcher = try #require(FolderWatcher(roots: [Array(folder.path.utf8)]))
    }

    private func write(_ name: String) throws {
        try Data("x".utf8).write(to: URL(fileURLWithPath: folder.file(name)))
    }

    private func changedNames() -> Set<String> {
        let changes = watcher.nextChanges(timeoutSeconds: 5, quietSeconds: 0.1)
        return Set(changes.paths.map { String($0.description.dropFirst(folder.path.count + 1)) })
    }

    @Test func aWrittenAMovedAndARemovedFileAreTold() throws {
        try write("a/one.mp3")
        #expect(changedNames() == ["a/one.mp3"])
        try FileManager.default.moveItem(atPath: folder.file("a/one.mp3"), toPath: folder.file("two.mp3"))
        #expect(changedNames() == ["a/one.mp3", "two.mp3"])
        try FileManager.default.removeItem(atPath: folder.file("two.mp3"))
        #expect(changedNames() == ["two.mp3"])
    }

    @Test func aNewFolderIsWatchedToo() throws {
        try FileManager.default.createDirectory(atPath: folder.file("new"), withIntermediateDirectories: true)
        #expect(changedNames() == ["new"])
        try write("new/song.ogg")
        #expect(changedNames() == ["new/song.ogg"])
    }

    @Test func nothingChangedIsAnEmptyAnswer() {
        #expect(watcher.nextChanges(timeoutSeconds: 0.05, quietSeconds: 0.05).isEmpty)
    }
}
