import Glibc

/// A file that is written whole: beside its place first, then moved there, so that no half of it is ever seen.
final class ResultFile {
    let sink: TextSink
    private let path: String
    private let draft: String
    private let descriptor: Int32
    private var isFinished = false

    init(path: String) throws {
        self.path = path
        draft = "\(path).\(getpid()).part"
        descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw CommandError(
                "\(path) cannot be written: \(String(cString: strerror(errno))). Name a file in a folder that is there "
                    + "and may be written.")
        }
        sink = TextSink(descriptor: descriptor)
    }

    /// Puts the file in its place, on disk.
    func finish() throws {
        try sink.flush()
        guard fsync(descriptor) == 0, rename(draft, path) == 0 else {
            throw CommandError("\(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        isFinished = true
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(draft) }
    }
}
