/// Tells what a file is by its content.
enum ContainerSniffer {
    /// The ID3v2 tags in front of the audio that are skipped; more are junk.
    static let leadingTagCountMax = 8
    /// The first bytes that are looked at.
    private static let headSize = 512

    static func sniff(_ source: any ByteSource) throws -> Sniffed {
        guard source.size > 0 else {
            throw AudioError(.notAudio, file: source.name, reason: "it is empty: 0 bytes.")
        }
        var start = 0
        for _ in 0..<leadingTagCountMax {
            let head = try source.bytes(at: start, count: 10)
            guard let length = id3TagLength(head) else { break }
            guard length < source.size - start else { break }
            start += length
        }
        let head = try source.bytes(at: start, count: headSize)
        if let container = try container(of: head, at: start, in: source) {
            return Sniffed(container: container, payload: start..<source.size, mpeg: nil)
        }
        if let mpeg = try MPEGStreamFinder.find(in: source, from: start) {
            return Sniffed(container: .mpeg, payload: mpeg.payload, mpeg: mpeg)
        }
        if isADTS(head) { return Sniffed(container: .adts, payload: start..<source.size, mpeg: nil) }
        throw AudioError(.notAudio, file: source.name, reason: refusal(of: head))
    }

    /// The whole length of an ID3v2 tag, whose size has seven bits in each byte (id3.org, ID3v2.4 section 3.1).
    static func id3TagLength(_ head: [UInt8]) -> Int? {
        guard head.count >= 10, head.starts(with: Array("ID3".utf8)), head[3] < 0xFF, head[4] < 0xFF,
            head[6...9].allSatisfy({ $0 < 0x80 })
        else { return nil }
        let size = head[6...9].reduce(0) { $0 << 7 | Int($1) }
        let footer = head[5] & 0x10 != 0 ? 10 : 0
        return 10 + size + footer
    }

    private static func container(
        of head: [UInt8], at start: Int, in source: any ByteSource
    ) throws -> AudioContainer? {
        func has(_ text: String, at offset: Int = 0) -> Bool {
            head.count >= offset + text.utf8.count && head[offset...].starts(with: text.utf8)
        }
        switch true {
        case has("RIFF") && has("WAVE", at: 8), has("RF64") && has("WAVE", at: 8),
            has("RIFX") && has("WAVE", at: 8), has("BW64") && has("WAVE", at: 8):
            return .wav
        case has("riff\u{2E}"): return .wave64
        case has("FORM") && (has("AIFF", at: 8) || has("AIFC", at: 8)): return .aiff
        case has(".snd"): return .au
        case has("fLaC"): return .flac
        case has("OggS"): return try oggContainer(at: start, in: source)
        case has("ftyp", at: 4): return .mp4
        case has("moov", at: 4), has("mdat", at: 4), has("wide", at: 4): return .mp4
        case head.starts(with: [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]): return .asf
        case head.starts(with: [0x1A, 0x45, 0xDF, 0xA3]): return .matroska
        case has("caff"): return .caf
        case has("MAC "): return .ape
        case has("wvpk"): return .wavpack
        case has("MPCK"), has("MP+"): return .musepack
        case has("DSD "), has("FRM8"): return .dsf
        case has("TTA1"), has("TTA2"): return .trueAudio
        case has("#!AMR"): return .amr
        case has("tBaK"): return .tak
        case head.starts(with: [0x7F, 0xFE, 0x80, 0x01]): return .dts
        case head.starts(with: [0x0B, 0x77]): return .ac3
        default: break
        }
        if let kind = videoKind(head) {
            throw AudioError(
                .notAudio, file: source.name, reason: "it is a video (\(kind)), not an audio file.")
        }
        if let kind = foreignKind(head) {
            throw AudioError(.notAudio, file: source.name, reason: "it is \(kind), not an audio file.")
        }
        return nil
    }

    /// Looks at the first packet of each stream that begins on the first pages (RFC 3533).
    private static func oggContainer(at start: Int, in source: any ByteSource) throws -> AudioContainer {
        let pageCountMax = 8
        var found: AudioContainer?
        var position = start
        for _ in 0..<pageCountMax {
            let page = try source.bytes(at: position, count: 27 + 255 + 64)
            guard page.count > 27, page.starts(with: Array("OggS".utf8)), page[5] & 2 != 0 else { break }
            let segmentCount = Int(page[26])
            guard page.count >= 27 + segmentCount else { break }
            let body = Array(page[(27 + segmentCount)...])
            if body.starts(with: [0x80] + Array("theora".utf8)) || body.starts(with: Array("BBCD".utf8)) {
                throw AudioError(
                    .notAudio, file: source.name, reason: "it is a video (Ogg), not an audio file.")
            }
            if body.starts(with: [1] + Array("vorbis".utf8)) { found = found ?? .oggVorbis }
            if body.starts(with: Array("OpusHead".utf8)) { found = found ?? .oggOpus }
            if body.starts(with: [0x7F] + Array("FLAC".utf8)) { found = found ?? .oggFLAC }
            position += 27 + segmentCount + page[27..<27 + segmentCount].reduce(0) { $0 + Int($1) }
        }
        return found ?? .oggOther
    }

    /// Raw AAC: the sync word of MPEG audio with layer 0.
    private static func isADTS(_ head: [UInt8]) -> Bool {
        head.count >= 7 && head[0] == 0xFF && head[1] & 0xF6 == 0xF0 && head[2] >> 2 & 0xF < 13
    }

    private static func videoKind(_ head: [UInt8]) -> String? {
        if head.count >= 12, head.starts(with: Array("RIFF".utf8)),
            head[8...].starts(with: Array("AVI ".utf8))
        {
            return "AVI"
        }
        if head.starts(with: [0, 0, 1, 0xBA]) || head.starts(with: [0, 0, 1, 0xB3]) { return "MPEG" }
        if head.starts(with: Array("FLV".utf8)) { return "FLV" }
        if head.count > 376, head[0] == 0x47, head[188] == 0x47, head[376] == 0x47 {
            return "MPEG transport stream"
        }
        return nil
    }

    private static func foreignKind(_ head: [UInt8]) -> String? {
        let kinds: [([UInt8], String)] = [
            ([0x89, 0x50, 0x4E, 0x47], "a PNG image"), ([0xFF, 0xD8, 0xFF], "a JPEG image"),
            (Array("GIF8".utf8), "a GIF image"), (Array("%PDF".utf8), "a PDF document"),
            ([0x50, 0x4B, 3, 4], "a ZIP archive"), ([0x1F, 0x8B], "a gzip archive"),
            ([0x7F, 0x45, 0x4C, 0x46], "a program"), (Array("SQLite format 3".utf8), "a database"),
            (Array("MThd".utf8), "a MIDI score"), (Array("<?xml".utf8), "an XML document"),
            (Array("#EXTM3U".utf8), "a playlist"), (Array("[playlist]".utf8), "a playlist"),
        ]
        return kinds.first { head.starts(with: $0.0) }?.1
    }

    private static func refusal(of head: [UInt8]) -> String {
        if head.allSatisfy({ $0 == 0 }) {
            return "it begins with zeros only and holds no audio that could be found."
        }
        let isText = head.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == 9 || $0 == 10 || $0 == 13 }
        return isText ? "it is a text, not an audio file." : "no audio format was recognised in its content."
    }
}
