/// The packets of an Ogg stream without its comments: pages are renumbered and summed anew when tags change, packets
/// are not (RFC 3533).
enum OggPackets {
    private static let pageHeaderSize = 27
    /// The junk between two pages that is searched through.
    private static let searchedBytesMax = 64 << 10

    /// Hands on the bytes of all packets but comments and, for FLAC, of all metadata but the stream's description.
    static func feed(
        _ source: any ByteSource, from start: Int, kind: AudioContainer,
        to sink: (UnsafeRawBufferPointer) -> Void
    ) throws {
        var position = start
        var streams: [UInt32: Stream] = [:]
        let streamCountMax = 64
        let window = ByteWindow(source, range: start..<source.size)
        var header = [UInt8](repeating: 0, count: pageHeaderSize)
        var body = [UInt8](repeating: 0, count: 255 * 255 + 255)
        while position + pageHeaderSize <= source.size {
            guard window.seek(to: position - start) != nil, window.read(&header, count: pageHeaderSize) else {
                break
            }
            guard header.starts(with: Array("OggS".utf8)) else {
                guard let next = try nextPage(in: source, after: position) else { break }
                position = next
                continue
            }
            let segmentCount = Int(header[26])
            guard window.read(&body, count: segmentCount) else { break }
            let lacing = Array(body[..<segmentCount])
            let size = lacing.reduce(0) { $0 + Int($1) }
            guard window.read(&body, count: size) else { break }
            let serial = header[14..<18].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            if streams[serial] == nil && streams.count >= streamCountMax { break }
            body.withUnsafeBytes { bytes in
                streams[serial, default: Stream(kind: kind)].take(
                    lacing, UnsafeRawBufferPointer(rebasing: bytes[..<size]), sink)
            }
            position += pageHeaderSize + segmentCount + size
        }
        if let failure = window.failure { throw failure }
    }

    private static func nextPage(in source: any ByteSource, after position: Int) throws -> Int? {
        let bytes = try source.bytes(at: position + 1, count: searchedBytesMax)
        let mark = Array("OggS".utf8)
        guard bytes.count >= mark.count else { return nil }
        for index in 0...(bytes.count - mark.count) where bytes[index] == mark[0] {
            if bytes[index...].starts(with: mark) { return position + 1 + index }
        }
        return nil
    }

    /// Where one logical stream stands.
    private struct Stream {
        let kind: AudioContainer
        private var packetIndex = 0
        private var isPacketStart = true
        private var isSkipping = false

        init(kind: AudioContainer) { self.kind = kind }

        mutating func take(
            _ lacing: [UInt8], _ body: UnsafeRawBufferPointer, _ sink: (UnsafeRawBufferPointer) -> Void
        ) {
            // Segments of one page that follow each other go on as one piece: pages are many, segments many more.
            var offset = 0
            var kept = 0..<0
            func flush() {
                if !kept.isEmpty { sink(UnsafeRawBufferPointer(rebasing: body[kept])) }
                kept = offset..<offset
            }
            for length in lacing {
                let segment = UnsafeRawBufferPointer(rebasing: body[offset..<offset + Int(length)])
                if isPacketStart { isSkipping = skips(segment) }
                let left = isSkipping ? Int(length) : ignoredCount(segment)
                if left > 0 || kept.upperBound != offset { flush() }
                if left > 0 { kept = offset + left..<offset + left }
                offset += Int(length)
                kept = kept.lowerBound..<offset
                isPacketStart = length < 255
                if isPacketStart { packetIndex += 1 }
            }
            flush()
        }

        private func skips(_ first: UnsafeRawBufferPointer) -> Bool {
            guard packetIndex > 0 else { return false }
            // FLAC's audio frames begin with a sync code; everything else behind the first packet is metadata.
            return kind == .oggFLAC ? first.first != 0xFF : packetIndex == 1
        }

        /// The first packet of FLAC counts the metadata that follow: only what is behind its version is kept.
        private func ignoredCount(_ segment: UnsafeRawBufferPointer) -> Int {
            kind == .oggFLAC && packetIndex == 0 && isPacketStart ? min(9, segment.count) : 0
        }
    }
}
