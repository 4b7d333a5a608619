import Audio
import Glibc
import Synchronization

/// A file that tells how much of it was read, and that ends when its job is cancelled.
final class CountedByteSource: ByteSource {
    /// Thrown to whoever reads on after the job was cancelled.
    struct Cancelled: Error {}

    private let file: FileByteSource
    private let bytesRead = Atomic<Int>(0)
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

    /// A file is read once to know its audio again, and once to be heard.
    private static let passCount = 2
    /// The last step reads nothing.
    private static let shareMax = 0.99

    /// How much of the work is done, 0...1; one only when it is over.
    var share: Double {
        let wanted = Double(max(1, size * Self.passCount))
        return min(Self.shareMax, Double(bytesRead.load(ordering: .relaxed)) / wanted)
    }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if isCancelled() { throw Cancelled() }
        let count = try file.read(at: offset, into: buffer)
        bytesRead.add(count, ordering: .relaxed)
        return count
    }
}
