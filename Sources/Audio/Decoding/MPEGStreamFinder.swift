/// The first frame of a stream of MPEG audio and what it tells.
struct MPEGStreamStart: Equatable {
    let header: MPEGFrameHeader
    /// From the first frame to the tags at the end.
    let payload: Range<Int>
    /// What a Xing, Info or VBRI header promises, without encoder delay and padding where LAME noted them.
    let promisedFrameCount: Int?
    /// True when the first frame holds such a header and no sound.
    let hasInformationFrame: Bool
}

/// Finds MPEG audio behind tags and junk: several headers in a row that agree.
enum MPEGStreamFinder {
    /// The junk in front of the first frame that is searched through.
    static let searchedBytesMax = 1 << 20
    /// The headers in a row that make a stream, unless it ends before.
    static let agreeingHeaderCount = 4

    static func find(in source: any ByteSource, from start: Int) throws -> MPEGStreamStart? {
        let end = try TrailingTags.start(in: source, from: start)
        let window = try source.bytes(at: start, count: min(searchedBytesMax, max(0, end - start)))
        var index = 0
        while index + MPEGFrameHeader.size <= window.count {
            guard window[index] == 0xFF, window[index + 1] & 0xE0 == 0xE0,
                let header = MPEGFrameHeader(window[index..<index + 4])
            else {
                index += 1
                continue
            }
            if try confirm(header, at: start + index, until: end, in: source, isFirst: index == 0) {
                return try describe(header, payload: start + index..<end, in: source)
            }
            index += 1
        }
        return nil
    }

    private static func confirm(
        _ first: MPEGFrameHeader, at offset: Int, until end: Int, in source: any ByteSource, isFirst: Bool
    ) throws -> Bool {
        guard first.bitRateKbps != nil else {
            return try confirmFreeFormat(first, at: offset, until: end, in: source)
        }
        var header = first
        var position = offset
        for count in 1..<agreeingHeaderCount {
            guard let length = header.frameLength, length > MPEGFrameHeader.size else { return false }
            position += length
            // A short stream ends before enough headers are seen: then every frame must fit.
            if position >= end { return isFirst && (position == end || count > 1) }
            guard let next = MPEGFrameHeader(try source.bytes(at: position, count: 4)), next.continues(first)
            else {
                return isFirst && count >= 3
            }
            header = next
        }
        return true
    }

    /// A free-format stream has one frame length, found as the distance to the next equal header.
    private static func confirmFreeFormat(
        _ first: MPEGFrameHeader, at offset: Int, until end: Int, in source: any ByteSource
    ) throws -> Bool {
        let frameLengthMax = 4_608
        let bytes = try source.bytes(at: offset, count: min(3 * frameLengthMax, end - offset))
        func isHeader(_ index: Int) -> Bool {
            guard index + 4 <= bytes.count, bytes[index] == 0xFF,
                let header = MPEGFrameHeader(bytes[index..<index + 4])
            else { return false }
            return header.bitRateKbps == nil && header.continues(first)
                && header.channelCount == first.channelCount
        }
        guard bytes.count > 24 else { return false }
        for length in 24..<min(frameLengthMax, bytes.count) where isHeader(length) {
            if isHeader(2 * length) || isHeader(2 * length - 1) || isHeader(2 * length + 1) { return true }
        }
        return false
    }

    private static func describe(
        _ header: MPEGFrameHeader, payload: Range<Int>, in source: any ByteSource
    ) throws -> MPEGStreamStart {
        let bytes = try source.bytes(at: payload.lowerBound, count: 256)
        var promised: Int?
        var isInformation = false
        let xing = MPEGFrameHeader.size + header.sideInformationLength
        let vbri = MPEGFrameHeader.size + 32
        func number(at offset: Int, count: Int) -> Int {
            guard offset + count <= bytes.count else { return 0 }
            return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
        }
        func has(_ text: String, at offset: Int) -> Bool {
            offset + 4 <= bytes.count && bytes[offset...].starts(with: text.utf8)
        }
        if header.layer == 3, has("Xing", at: xing) || has("Info", at: xing) {
            isInformation = true
            let flags = number(at: xing + 4, count: 4)
            if flags & 1 != 0 {
                let frames = number(at: xing + 8, count: 4)
                var samples = frames * header.samplesPerFrame
                let optional =
                    (flags & 1 != 0 ? 4 : 0) + (flags & 2 != 0 ? 4 : 0) + (flags & 4 != 0 ? 100 : 0)
                let lame = xing + 8 + optional + (flags & 8 != 0 ? 4 : 0)
                if has("LAME", at: lame) || has("Lavf", at: lame) || has("Lavc", at: lame) {
                    let delays = number(at: lame + 21, count: 3)
                    samples -= delays >> 12 + delays & 0xFFF
                }
                promised = samples > 0 ? samples : nil
            }
        } else if has("VBRI", at: vbri) {
            isInformation = true
            let frames = number(at: vbri + 14, count: 4)
            promised = frames > 0 ? frames * header.samplesPerFrame : nil
        }
        return MPEGStreamStart(
            header: header, payload: payload, promisedFrameCount: promised, hasInformationFrame: isInformation
        )
    }
}
