import Glibc

/// A regular file, open for reading as long as the source lives.
package final class FileByteSource: ByteSource {
    package let name: String
    package let size: Int
    private let descriptor: Int32

    package var fileDescriptor: Int32? { descriptor }

    /// Opens without waiting: a pipe or a device is refused, not read.
    package convenience init(path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            throw AudioError(.unreadable, file: path, reason: "it cannot be opened: \(systemReason(errno)).")
        }
        try self.init(adopting: descriptor, name: path)
    }

    /// Takes over an open descriptor and closes it at the end, also where this throws.
    package init(adopting descriptor: Int32, name: String) throws {
        var status = stat()
        let failure: String? =
            if fstat(descriptor, &status) != 0 {
                "it cannot be examined: \(systemReason(errno))."
            } else {
                switch status.st_mode & S_IFMT {
                case S_IFREG: nil
                case S_IFDIR: "it is a folder, not an audio file."
                case S_IFIFO: "it is a pipe; only regular files are heard."
                case S_IFSOCK: "it is a socket; only regular files are heard."
                default: "it is a device; only regular files are heard."
                }
            }
        if let failure {
            close(descriptor)
            throw AudioError(.unreadable, file: name, reason: failure)
        }
        self.name = name
        self.size = Int(status.st_size)
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    package func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let base = buffer.baseAddress, offset >= 0 else { return 0 }
        let wanted = min(buffer.count, max(0, size - offset))
        var filled = 0
        while filled < wanted {
            let count = pread(descriptor, base + filled, wanted - filled, off_t(offset + filled))
            if count > 0 {
                filled += count
            } else if count == 0 {
                break
            } else if errno != EINTR {
                throw AudioError(
                    .unreadable, file: name, reason: "it cannot be read: \(systemReason(errno)).")
            }
        }
        return filled
    }
}

/// What the system calls an error number.
func systemReason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
}
