import CatalogCore
import Glibc

/// A file in the address space, or a part of one, for reading; nothing of it is read before it is touched.
///
/// Whoever replaces the file renames another over it, so that what is mapped here stays as it was.
final class MappedFile: Sendable {
    /// Unsafe: mapped for reading only, until `deinit`.
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
    private let isWritable: Bool
    /// The same bytes for the one who fills them in; nil where the file may not be written.
    var writable: UnsafeMutableRawPointer? {
        isWritable ? UnsafeMutableRawPointer(mutating: bytes.baseAddress) : nil
    }
    private let descriptor: Int32
    /// Where in the file the bytes begin.
    private let offset: Int

    /// Nil where there is no such file, or an empty one.
    convenience init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        self.init(descriptor, offset: 0, count: Int(status.st_size))
    }

    /// Maps a part of an open file; `offset` is a multiple of the page size.
    init?(_ file: Int32, offset: Int, count: Int, isWritable: Bool = false) {
        let descriptor = fcntl(file, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return nil }
        let (protection, sharing) =
            isWritable ? (PROT_READ | PROT_WRITE, MAP_SHARED) : (PROT_READ, MAP_PRIVATE)
        guard let start = mmap(nil, count, protection, sharing, descriptor, off_t(offset)),
            start != MAP_FAILED
        else {
            close(descriptor)
            return nil
        }
        bytes = UnsafeRawBufferPointer(start: start, count: count)
        self.isWritable = isWritable
        self.descriptor = descriptor
        self.offset = offset
    }

    /// Gives back the memory of what was read; what is touched again is read again.
    func rest() { Self.rest(bytes) }

    fileprivate static func rest(_ part: UnsafeRawBufferPointer) {
        guard let base = part.baseAddress else { return }
        // Whole pages only: an end may share its page with what lies beside it, which is read again then.
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let start = Int(bitPattern: base) / page * page
        madvise(
            UnsafeMutableRawPointer(bitPattern: start), Int(bitPattern: base) + part.count - start,
            MADV_DONTNEED)
    }

    /// Copies bytes that lie here to another file without bringing them into this process; false where that cannot be.
    func copy(_ part: UnsafeRawBufferPointer, to target: Int32, at targetOffset: Int) -> Bool {
        guard let base = bytes.baseAddress, let start = part.baseAddress, start >= base,
            lseek(target, off_t(targetOffset), SEEK_SET) >= 0
        else { return part.isEmpty }
        var place = off_t(offset + (start - base))
        let end = place + off_t(part.count)
        while place < end {
            guard sendfile(target, descriptor, &place, Int(end - place)) > 0 else { return false }
        }
        return true
    }

    deinit {
        munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
        close(descriptor)
    }
}

extension Column {
    /// Gives back the memory of a column that lies in a mapped file; another stays as it is.
    func rest() { if owner is MappedFile { MappedFile.rest(bytes) } }
}
