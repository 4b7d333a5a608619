import CatalogCore
import Glibc

/// Walks folders and lists what may be music, without following a link in a circle.
///
/// Symbolic links are followed, as people use them to put several disks under one library; a folder is entered once,
/// told by device and inode, so that a loop ends. Names are bytes until they become a `FilePath`. Hidden folders
/// and files are left out, as are folders with a `.nomedia` and what a `.catalogignore` names.
package struct LibraryWalker {
    private struct Folder {
        let path: [UInt8]
        let depth: Int
        let rules: [(root: [UInt8], rules: IgnoreRules)]
    }

    private struct FolderIdentity: Hashable {
        let device: UInt
        let inode: UInt
    }

    private static let ignoreFileSizeBytesMax = 1 << 20
    private let monitor: JobMonitor
    private var walk = LibraryWalk()
    private var entered: Set<FolderIdentity> = []
    private var seenFiles: Set<FilePath> = []

    private init(monitor: JobMonitor) { self.monitor = monitor }

    /// Walks the roots (folders or single files, absolute paths as bytes) and returns all that it found, by path.
    package static func walk(roots: [[UInt8]], monitor: JobMonitor = .silent) -> LibraryWalk {
        var walker = LibraryWalker(monitor: monitor)
        for root in roots { walker.enter(root: root) }
        walker.walk.files.sort { $0.path < $1.path }
        return walker.walk
    }

    private mutating func enter(root: [UInt8]) {
        var status = stat()
        guard Self.describe(root, &status) else { return complain(root, errno) }
        if status.st_mode & S_IFMT == S_IFREG {
            append(root, status)
            walk.readableRoots.append(FilePath(bytes: root))
            return
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            walk.unreadable.append(
                .init(path: FilePath(bytes: root), reason: "is neither a folder nor a file"))
            return
        }
        var pending = [Folder(path: root, depth: 0, rules: [])]
        while let folder = pending.popLast() {
            if monitor.isCancelled {
                walk.wasCancelled = true
                return
            }
            let couldList = list(folder, into: &pending)
            if folder.depth == 0 && couldList { walk.readableRoots.append(FilePath(bytes: root)) }
        }
    }

    /// Lists one folder; false where it cannot be read.
    private mutating func list(_ folder: Folder, into pending: inout [Folder]) -> Bool {
        guard let stream = opendir(Self.cString(folder.path)) else {
            complain(folder.path, errno)
            return false
        }
        defer { closedir(stream) }
        var status = stat()
        guard fstat(dirfd(stream), &status) == 0,
            entered.insert(FolderIdentity(device: UInt(status.st_dev), inode: UInt(status.st_ino))).inserted
        else { return true }

        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = DirectoryEntry.name(of: entry)
            if name == Array(".nomedia".utf8) { return true }
            if name == Array(".".utf8) || name == Array("..".utf8) { continue }
            names.append(name)
        }
        var rules = folder.rules
        if names.contains(Array(".catalogignore".utf8)), let own = readRules(folder.path) {
            rules.append((folder.path, own))
        }
        for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }).reversed()
        where name.first != UInt8(ascii: ".") {
            visit(Self.join(folder.path, name), of: folder, rules: rules, pending: &pending)
        }
        return true
    }

    private mutating func visit(
        _ path: [UInt8], of folder: Folder, rules: [(root: [UInt8], rules: IgnoreRules)],
        pending: inout [Folder]
    ) {
        var status = stat()
        guard Self.describe(path, &status) else { return complain(path, errno) }
        let kind = status.st_mode & S_IFMT
        let isFolder = kind == S_IFDIR
        if Self.areIgnored(path, isFolder: isFolder, by: rules) { return }
        if isFolder {
            if folder.depth + 1 > LibraryWalk.depthMax {
                walk.unreadable.append(
                    .init(
                        path: FilePath(bytes: path),
                        reason: "lies more than \(LibraryWalk.depthMax) folders deep"))
                return
            }
            pending.append(Folder(path: path, depth: folder.depth + 1, rules: rules))
        } else if kind == S_IFREG, !Self.isLeftOutByEnding(path) {
            append(path, status)
        }
    }

    private mutating func append(_ path: [UInt8], _ status: stat) {
        let stored = FilePath(bytes: path)
        guard walk.files.count < LibraryWalk.fileCountMax, seenFiles.insert(stored).inserted else { return }
        walk.files.append(
            FoundFile(
                path: stored, sizeBytes: Int64(status.st_size),
                modifiedNanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000
                    + Int64(status.st_mtim.tv_nsec)))
    }

    private mutating func complain(_ path: [UInt8], _ code: Int32) {
        walk.unreadable.append(
            .init(path: FilePath(bytes: path), reason: "cannot be read: \(String(cString: strerror(code)))")
        )
    }

    private func readRules(_ folder: [UInt8]) -> IgnoreRules? {
        let path = Self.cString(Self.join(folder, Array(".catalogignore".utf8)))
        let descriptor = open(path, O_RDONLY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: Self.ignoreFileSizeBytesMax)
        let count = read(descriptor, &bytes, bytes.count)
        return count >= 0 ? IgnoreRules(text: String(decoding: bytes.prefix(count), as: UTF8.self)) : nil
    }

    private static func areIgnored(
        _ path: [UInt8], isFolder: Bool, by rules: [(root: [UInt8], rules: IgnoreRules)]
    ) -> Bool {
        for (root, rules) in rules.reversed() {
            let relative = Array(path.dropFirst(root.count + (root.last == UInt8(ascii: "/") ? 0 : 1)))
            if let verdict = rules.ignores(relative, isFolder: isFolder) { return verdict }
        }
        return false
    }

    static func isLeftOutByEnding(_ path: [UInt8]) -> Bool {
        let name = path.split(separator: UInt8(ascii: "/")).last ?? []
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return false }
        let ending = String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
        return LibraryWalk.endingsLeftOut.contains(ending)
    }

    private static func describe(_ path: [UInt8], _ status: inout stat) -> Bool {
        stat(cString(path), &status) == 0
    }

    private static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] {
        folder.last == UInt8(ascii: "/") ? folder + name : folder + [UInt8(ascii: "/")] + name
    }

    private static func cString(_ bytes: [UInt8]) -> [CChar] { bytes.map(CChar.init(bitPattern:)) + [0] }
}
