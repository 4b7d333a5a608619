import Glibc

/// A source as a descriptor that a program can read: its own, or that of an unlinked copy.
final class SpooledInput {
    /// What is copied of a source that is no file.
    static let copiedBytesMax = 4 << 30

    let descriptor: Int32
    private let isOwned: Bool
    private let source: any ByteSource

    init(_ source: any ByteSource, limits: HearingLimits) throws {
        self.source = source
        if let descriptor = source.fileDescriptor {
            self.descriptor = descriptor
            isOwned = false
            return
        }
        guard source.size <= Self.copiedBytesMax else {
            throw AudioError(.limit, file: source.name, reason: "it is too large to be copied for ffmpeg.")
        }
        descriptor = try SampleStorage.unlinkedFile(in: limits.temporaryFolder, file: source.name)
        isOwned = true
        var offset = 0
        while offset < source.size {
            let chunk = try source.bytes(at: offset, count: 1 << 20)
            guard !chunk.isEmpty else { break }
            let written = pwrite(descriptor, chunk, chunk.count, off_t(offset))
            guard written > 0 else {
                throw AudioError(
                    .limit, file: source.name,
                    reason: "it cannot be copied to \(limits.temporaryFolder): \(systemReason(errno)).")
            }
            offset += written
        }
    }

    deinit { if isOwned { close(descriptor) } }
}
