import Audio
import Glibc
import Synchronization

/// A file that tells how much of it was read, and that ends when its job is cancelled.
final class CountedByteSource: ByteSource {
    /// Thrown to whoever reads on after the job was cancelled.
    struct Cancelled: Error {}

    private let file: FileByteSource
    private let furthest = Atomic<Int>(0)
    private let isCancelled: @Sendable () -> Bool

    let name: String
    var size: Int { file.size }
    var fileDescriptor: Int32? { file.fileDescriptor }

    init(path: String, name: String, isCancelled: @escaping @Sendable () -> Bool) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        file = try FileByteSource(adopting: descriptor, name: name)
        self.name = name
        self.isCancelled = isCancelled
    }

    /// 0...1.
    var share: Double { size > 0 ? Double(furthest.load(ordering: .relaxed)) / Double(size) : 1 }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if isCancelled() { throw Cancelled() }
        let count = try file.read(at: offset, into: buffer)
        let end = offset + count
        if end > furthest.load(ordering: .relaxed) { furthest.store(min(end, size), ordering: .relaxed) }
        return count
    }
}
