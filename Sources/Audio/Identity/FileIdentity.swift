/// What makes a file the same file, and its audio the same audio.
package struct FileIdentity: Sendable, Equatable {
    /// Of every byte: equal files are copies.
    package let content: ContentHash
    /// Of the encoded audio alone: stays when tags or the cover change, when the file moves, and whatever decodes it.
    package let audio: ContentHash

    private static let chunkSize = 256 << 10

    /// Reads the file once for each of the two; needs no decoder.
    package static func identify(_ source: any ByteSource) throws -> FileIdentity {
        FileIdentity(content: try contentHash(of: source), audio: try audioHash(of: source))
    }

    package static func contentHash(of source: any ByteSource) throws -> ContentHash {
        var digest = SHA256()
        try feed(source, 0..<source.size, to: &digest)
        return digest.finish()
    }

    package static func audioHash(of source: any ByteSource) throws -> ContentHash {
        try audioHash(of: source, sniffed: ContainerSniffer.sniff(source))
    }

    static func audioHash(of source: any ByteSource, sniffed: Sniffed) throws -> ContentHash {
        var digest = SHA256()
        switch sniffed.container {
        case .oggVorbis, .oggOpus, .oggFLAC, .oggOther:
            try OggPackets.feed(source, from: sniffed.payload.lowerBound, kind: sniffed.container) {
                digest.update($0)
            }
        default:
            for range in try AudioPayload.ranges(in: source, sniffed: sniffed) {
                try feed(source, range, to: &digest)
            }
        }
        return digest.finish()
    }

    private static func feed(_ source: any ByteSource, _ range: Range<Int>, to digest: inout SHA256) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 64)
        defer { buffer.deallocate() }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let wanted = min(chunkSize, range.upperBound - offset)
            let count = try source.read(
                at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
            guard count > 0 else { break }
            digest.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += count
        }
    }
}
