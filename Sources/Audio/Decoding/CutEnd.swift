/// The end of a stream whose header promises no length, where it shows that something is missing behind it: a page or a
/// frame that is not whole, or an Ogg stream whose last page does not say that it is the last.
///
/// What was cut exactly between two frames of MPEG audio cannot be told from a file that ends there.
struct CutEnd: Equatable {
    /// What is missing for certain; more may be.
    let missingBytesMin: Int
    let reason: String

    /// The share that is there, at most.
    func shareMax(of payload: Range<Int>) -> Double {
        Double(payload.count) / Double(payload.count + missingBytesMin)
    }

    /// Nil where the stream ends as it should, or nothing tells.
    static func find(in source: any ByteSource, sniffed: Sniffed) throws -> CutEnd? {
        switch sniffed.container {
        case .oggVorbis, .oggOpus, .oggFLAC, .oggOther: try ofOgg(source, payload: sniffed.payload)
        case .mpeg:
            if let start = sniffed.mpeg, start.promisedFrameCount == nil {
                try ofMPEG(source, start: start)
            } else {
                nil
            }
        default: nil
        }
    }

    private static let unknown = "; how much is missing is not told"

    // MARK: Ogg (RFC 3533)

    private static let pageHeaderSize = 27
    private static let pageSizeMax = 27 + 255 + 255 * 255

    private static func ofOgg(_ source: any ByteSource, payload: Range<Int>) throws -> CutEnd? {
        let end = try TrailingTags.start(in: source, from: payload.lowerBound)
        // Two of the longest pages: one of them begins in it.
        let start = max(payload.lowerBound, end - 2 * pageSizeMax)
        let bytes = try source.bytes(at: start, count: end - start)
        var lastWhole: Int?
        var cut: Int?
        var index = 0
        while index + 4 <= bytes.count {
            guard bytes[index] == 0x4F, bytes[index..<index + 4].elementsEqual("OggS".utf8) else {
                index += 1
                continue
            }
            guard let size = pageSize(bytes[index...]), index + size <= bytes.count else {
                cut = cut ?? index
                index += 1
                continue
            }
            (lastWhole, cut) = (index, nil)
            index += size
        }
        if let cut {
            let missing = pageSize(bytes[cut...]).map { cut + $0 - bytes.count } ?? 1
            return CutEnd(missingBytesMin: missing, reason: "it ends in the middle of an Ogg page" + unknown)
        }
        let endMark: UInt8 = 4
        guard let lastWhole, bytes[lastWhole + 5] & endMark == 0 else { return nil }
        return CutEnd(
            missingBytesMin: pageHeaderSize, reason: "its last Ogg page does not end the stream" + unknown)
    }

    /// The whole size of a page, where enough of its header is there to tell.
    private static func pageSize(_ page: ArraySlice<UInt8>) -> Int? {
        let first = page.startIndex
        guard page.count >= pageHeaderSize else { return nil }
        let segmentCount = Int(page[first + 26])
        guard page.count >= pageHeaderSize + segmentCount else { return nil }
        let lacing = page[first + pageHeaderSize..<first + pageHeaderSize + segmentCount]
        return pageHeaderSize + segmentCount + lacing.reduce(0) { $0 + Int($1) }
    }

    // MARK: MPEG audio

    /// More than the longest frames that make a chain.
    private static let lastFramesBytes = 16 << 10
    /// Headers in a row that show where frames begin.
    private static let agreeingHeaderCount = 3

    private static func ofMPEG(_ source: any ByteSource, start: MPEGStreamStart) throws -> CutEnd? {
        let payload = start.payload
        let offset = max(payload.lowerBound, payload.upperBound - lastFramesBytes)
        let bytes = try source.bytes(at: offset, count: payload.upperBound - offset)
        for index in bytes.indices where bytes[index] == 0xFF {
            guard let frames = chain(from: index, in: bytes, like: start.header) else { continue }
            guard frames.end > bytes.count else { return nil }
            return CutEnd(
                missingBytesMin: frames.end - bytes.count,
                reason: "it ends in the middle of an MPEG frame" + unknown)
        }
        return nil
    }

    /// Where the last frame of a chain of frames should end; nil where no chain begins at `index`.
    private static func chain(
        from index: Int, in bytes: [UInt8], like first: MPEGFrameHeader
    ) -> (count: Int, end: Int)? {
        var position = index
        var count = 0
        while position + MPEGFrameHeader.size <= bytes.count,
            let header = MPEGFrameHeader(bytes[position..<position + MPEGFrameHeader.size]),
            header.continues(first), let length = header.frameLength, length > MPEGFrameHeader.size
        {
            position += length
            count += 1
        }
        return count >= agreeingHeaderCount ? (count, position) : nil
    }
}
