/// The chunks of WAV (RIFF, RIFX, RF64, BW64) and AIFF files.
enum ChunkedFile {
    static let chunkCountMax = 10_000

    struct Chunk: Equatable {
        let name: String
        /// The part that is in the file.
        let body: Range<Int>
        /// The size that the header tells; nil where it tells none, as a stream does that was never closed.
        let promisedSize: Int?

        /// The samples and what describes them.
        var isAudio: Bool { ["fmt ", "data", "COMM", "SSND"].contains(name) }
    }

    static func chunks(in source: any ByteSource, from start: Int) throws -> [Chunk] {
        let head = try source.bytes(at: start, count: 12)
        guard head.count == 12 else { return [] }
        let form = String(decoding: head[0..<4], as: UTF8.self)
        let isBigEndian = form == "FORM" || form == "RIFX"
        func number(_ bytes: some BidirectionalCollection<UInt8>) -> Int {
            isBigEndian
                ? bytes.reduce(0) { $0 << 8 | Int($1) } : bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        var chunks: [Chunk] = []
        var longDataSize: Int?
        var position = start + 12
        while chunks.count < chunkCountMax {
            let header = try source.bytes(at: position, count: 8)
            guard header.count == 8 else { break }
            let name = String(decoding: header[0..<4], as: UTF8.self)
            var size: Int? = number(header[4..<8])
            if name == "ds64" {
                let sizes = try source.bytes(at: position + 16, count: 8)
                if sizes.count == 8, sizes[7] < 0x40 { longDataSize = number(sizes) }
            }
            // The samples of a long file have their size in the ds64 chunk; a stream's are as long as the file.
            if name == "data", let told = size, told >= 0xFFFF_FFFE || (told == 0 && longDataSize != nil) {
                size = longDataSize
            }
            let bodyStart = position + 8
            let bodyEnd = min(source.size, bodyStart + (size.map { min($0, source.size) } ?? source.size))
            chunks.append(Chunk(name: name, body: bodyStart..<max(bodyStart, bodyEnd), promisedSize: size))
            guard let size, size < source.size else { break }
            position = bodyStart + size + size % 2
        }
        return chunks
    }

    /// The frames that the header promises, where it says so, which may be more than the file has.
    static func promisedFrameCount(in source: any ByteSource, from start: Int) throws -> Int? {
        let chunks = try chunks(in: source, from: start)
        if let common = chunks.first(where: { $0.name == "COMM" }) {
            let bytes = try source.bytes(at: common.body.lowerBound + 2, count: 4)
            return bytes.count == 4 ? bytes.reduce(0) { $0 << 8 | Int($1) } : nil
        }
        let head = try source.bytes(at: start, count: 4)
        let isBigEndian = head.elementsEqual("RIFX".utf8)
        guard let format = chunks.first(where: { $0.name == "fmt " }),
            let data = chunks.first(where: { $0.name == "data" }), let size = data.promisedSize
        else { return nil }
        let fields = try source.bytes(at: format.body.lowerBound, count: 16)
        guard fields.count == 16 else { return nil }
        let align =
            isBigEndian ? Int(fields[12]) << 8 | Int(fields[13]) : Int(fields[13]) << 8 | Int(fields[12])
        let tag = isBigEndian ? Int(fields[0]) << 8 | Int(fields[1]) : Int(fields[1]) << 8 | Int(fields[0])
        // Only where a block is a frame: PCM, float, A-law, µ-law, and the extensible form of these.
        guard align > 0, [1, 3, 6, 7, 0xFFFE].contains(tag), size > data.body.count else { return nil }
        return size / align
    }
}
