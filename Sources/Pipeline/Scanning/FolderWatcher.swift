import Glibc

/// Tells which files below some folders changed, as the kernel reports it (inotify).
///
/// A file counts as changed when it was closed after writing or moved in, not while it is still being written. Where
/// the kernel's queue overflows or its watches run out, `isIncomplete` says that a whole walk is due.
package final class FolderWatcher {
    package struct Changes: Sendable, Equatable {
        /// Files that were written, moved or removed, and folders that appeared or went.
        package var paths: Set<FilePath> = []
        package var isIncomplete = false

        package var isEmpty: Bool { paths.isEmpty && !isIncomplete }
    }

    /// Changes beyond this many in one answer are reported as incomplete: a walk is cheaper.
    package static let changeCountMax = 10_000

    private static let interest = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)
    private let queue: Int32
    private var folders: [Int32: [UInt8]] = [:]
    /// True where some folder could not be watched: changes below it go unseen until the next walk.
    package private(set) var lacksWatches = false

    /// Watches the folders and all below them; nil where the kernel offers no queue.
    package init?(roots: [[UInt8]]) {
        queue = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
        guard queue >= 0 else { return nil }
        for root in roots { watch(root) }
    }

    deinit { if queue >= 0 { close(queue) } }

    /// Waits for a change, then until nothing has changed for `quietSeconds`; empty after `timeoutSeconds`.
    package func nextChanges(timeoutSeconds: Double, quietSeconds: Double) -> Changes {
        var changes = Changes()
        guard waits(seconds: timeoutSeconds) else { return changes }
        repeat {
            drain(into: &changes)
        } while waits(seconds: quietSeconds) && changes.paths.count < Self.changeCountMax
        return changes
    }

    private func waits(seconds: Double) -> Bool {
        var descriptor = pollfd(fd: queue, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, Int32(seconds * 1_000)) > 0
    }

    private func drain(into changes: inout Changes) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(queue, &buffer, buffer.count)
            guard count > 0 else { return }
            var offset = 0
            let headerSize = MemoryLayout<inotify_event>.size
            while offset + headerSize <= count {
                let event = buffer.withUnsafeBytes {
                    $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
                }
                let name = buffer[(offset + headerSize)..<(offset + headerSize + Int(event.len))].prefix {
                    $0 != 0
                }
                note(event, name: Array(name), in: &changes)
                offset += headerSize + Int(event.len)
            }
        }
    }

    private func note(_ event: inotify_event, name: [UInt8], in changes: inout Changes) {
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
            changes.isIncomplete = true
            return
        }
        guard let folder = folders[event.wd] else { return }
        if event.mask & UInt32(IN_IGNORED) != 0 {
            folders[event.wd] = nil
            return
        }
        guard !name.isEmpty, name[0] != UInt8(ascii: ".") else { return }
        let path = folder + [UInt8(ascii: "/")] + name
        let isFolder = event.mask & UInt32(IN_ISDIR) != 0
        if isFolder && event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 { watch(path) }
        if isFolder || event.mask & UInt32(IN_CREATE) == 0 { changes.paths.insert(FilePath(bytes: path)) }
    }

    /// Watches a folder and those below it; what already lies in a new folder is found by the walk that follows.
    private func watch(_ root: [UInt8]) {
        var pending = [(path: root, depth: 0)]
        while let (path, depth) = pending.popLast() {
            let cPath = path.map(CChar.init(bitPattern:)) + [0]
            guard let stream = opendir(cPath) else { continue }
            defer { closedir(stream) }
            let descriptor = inotify_add_watch(queue, cPath, Self.interest | UInt32(IN_ONLYDIR))
            guard descriptor >= 0 else {
                lacksWatches = true
                continue
            }
            if folders.updateValue(path, forKey: descriptor) != nil || depth >= LibraryWalk.depthMax {
                continue
            }
            while let entry = readdir(stream) {
                let name = DirectoryEntry.name(of: entry)
                guard name.first != UInt8(ascii: ".") else { continue }
                let child = path + [UInt8(ascii: "/")] + name
                var status = stat()
                if stat(child.map(CChar.init(bitPattern:)) + [0], &status) == 0,
                    status.st_mode & S_IFMT == S_IFDIR
                {
                    pending.append((child, depth + 1))
                }
            }
        }
    }
}
