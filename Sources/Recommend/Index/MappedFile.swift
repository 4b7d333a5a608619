import Glibc

/// A file in the address space, for reading; nothing of it is read before it is touched.
///
/// Whoever replaces the file renames another over it, so that what is mapped here stays as it was.
final class MappedFile: Sendable {
    /// Unsafe: mapped for reading only, until `deinit`.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    /// Nil where there is no such file, or an empty one.
    init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_mode & S_IFMT == S_IFREG,
            let start = mmap(nil, Int(status.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0),
            start != MAP_FAILED
        else { return nil }
        bytes = UnsafeRawBufferPointer(start: start, count: Int(status.st_size))
    }

    /// Gives back the memory of what was read; what is touched again is read again.
    func rest() { madvise(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count, MADV_DONTNEED) }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
