/// The bytes of a file that are audio and what is needed to decode it; tags, covers and padding are left out.
enum AudioPayload {
    /// The chunks, boxes or blocks that are walked through in one file.
    private static let partCountMax = 100_000

    /// The ranges in file order. Where a container is not taken apart, all of it but the tags at both ends.
    static func ranges(in source: any ByteSource, sniffed: Sniffed) throws -> [Range<Int>] {
        let whole = sniffed.payload
        let parts: [Range<Int>]
        switch sniffed.container {
        case .mpeg: return [whole]
        case .flac: parts = try flac(source, whole)
        case .wav, .aiff:
            parts = try ChunkedFile.chunks(in: source, from: whole.lowerBound).filter(\.isAudio).map(\.body)
        case .mp4: parts = try boxes(source, whole)
        case .asf: parts = try objects(source, whole)
        default: parts = []
        }
        guard parts.isEmpty else { return parts }
        let end = try TrailingTags.start(in: source, from: whole.lowerBound)
        return [whole.lowerBound..<max(whole.lowerBound, end)]
    }

    /// STREAMINFO and the frames (RFC 9639 section 8).
    private static func flac(_ source: any ByteSource, _ whole: Range<Int>) throws -> [Range<Int>] {
        var position = whole.lowerBound + 4
        var parts: [Range<Int>] = []
        for _ in 0..<partCountMax {
            let head = try source.bytes(at: position, count: 4)
            guard head.count == 4 else { return parts }
            let size = head[1...3].reduce(0) { $0 << 8 | Int($1) }
            let body = position + 4..<position + 4 + size
            guard body.upperBound <= whole.upperBound else { return parts }
            if head[0] & 0x7F == 0 { parts.append(body) }
            position = body.upperBound
            if head[0] & 0x80 != 0 { break }
        }
        let end = max(position, try TrailingTags.start(in: source, from: position))
        return parts + [position..<end]
    }

    /// The media data boxes (ISO 14496-12 section 8.1.1).
    private static func boxes(_ source: any ByteSource, _ whole: Range<Int>) throws -> [Range<Int>] {
        var position = whole.lowerBound
        var parts: [Range<Int>] = []
        for _ in 0..<partCountMax {
            let head = try source.bytes(at: position, count: 16)
            guard head.count >= 8 else { break }
            var size = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
            var headerSize = 8
            if size == 1, head.count == 16, head[8] < 0x40 {
                size = head[8..<16].reduce(0) { $0 << 8 | Int($1) }
                headerSize = 16
            } else if size == 0 {
                size = whole.upperBound - position
            }
            guard size >= headerSize else { break }
            let end = min(whole.upperBound, position + min(size, whole.upperBound - position))
            let isMedia = head[4..<8].elementsEqual("mdat".utf8)
            if isMedia && end > position + headerSize { parts.append(position + headerSize..<end) }
            position = end
            if position >= whole.upperBound { break }
        }
        return parts
    }

    /// The data object (Advanced Systems Format specification, section 5).
    private static func objects(_ source: any ByteSource, _ whole: Range<Int>) throws -> [Range<Int>] {
        let dataObject: [UInt8] = [
            0x36, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9, 0x00, 0xAA, 0x00, 0x62, 0xCE, 0x6C,
        ]
        var position = whole.lowerBound
        for _ in 0..<partCountMax {
            let head = try source.bytes(at: position, count: 24)
            guard head.count == 24, head[23] < 0x40 else { break }
            let size = head[16..<24].reversed().reduce(0) { $0 << 8 | Int($1) }
            guard size >= 24 else { break }
            let end = position + min(size, whole.upperBound - position)
            if head.starts(with: dataObject) { return [position + 24..<end] }
            position = end
        }
        return []
    }
}
