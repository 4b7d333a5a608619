import CatalogCore

/// M4A, AAC, ALAC, WMA and the rest by the `ffmpeg` program, at the file's own rate and channels.
///
/// The program never sees the file's name: it reads a descriptor, by one named demuxer and no protocol but `file`
/// and `pipe`, so that neither a name nor a playlist inside a file can make it open anything else.
final class ProgramDecoder: BlockDecoder {
    /// The disagreement between the promised duration and the samples that is no loss: priming and rounding.
    static let toleranceSeconds = 0.1
    private static let headerBytesMax = 4_096
    private static let blockBytes = 32 << 10

    let format: AudioFormat
    private(set) var trouble: String?
    var byteShare: Double? { nil }
    private let program: ChildProgram
    private let raw = UnsafeMutableRawBufferPointer.allocate(
        byteCount: ProgramDecoder.blockBytes, alignment: 64)
    /// Bytes at the start of `raw` that wait for the rest of their frame, or for the first call.
    private var waiting: Int
    private var lentBytes = 0
    private let frameBytes: Int

    init(_ source: any ByteSource, sniffed: Sniffed, limits: HearingLimits) throws {
        let file = source.name
        let name = limits.decodingProgram
        let input = try SpooledInput(source, limits: limits)
        do {
            program = try ChildProgram(
                Self.arguments(name, container: sniffed.container), input: input.descriptor,
                silenceSecondsMax: limits.programSilenceSecondsMax, file: file)
        } catch is ChildProgram.NotFound {
            raw.deallocate()
            throw AudioError(
                .programMissing, file: file,
                reason:
                    "its format (\(sniffed.container.rawValue)) needs the program \(name), which is not installed. "
                    + "Install ffmpeg and try again.")
        } catch {
            raw.deallocate()
            throw error
        }
        let head: (header: WaveStreamHeader, leftover: [UInt8])
        do {
            head = try Self.readHeader(of: program, limits: limits, file: file)
        } catch {
            raw.deallocate()
            throw error
        }
        let messages = ProgramMessages(program.messages)
        let rate = head.header.sampleRateHz
        format = AudioFormat(
            codec: messages.codec ?? sniffed.container.rawValue, container: sniffed.container,
            sampleRateHz: rate,
            channelCount: head.header.channelCount,
            promisedFrameCount: messages.durationSeconds.map {
                Int(max(0, $0 - Self.toleranceSeconds) * Double(rate))
            },
            bitRateKbps: messages.bitRateKbps)
        frameBytes = max(1, head.header.channelCount) * MemoryLayout<Float>.size
        raw.copyBytes(from: head.leftover)
        waiting = head.leftover.count
        if messages.hasVideo {
            throw AudioError(.notAudio, file: file, reason: "it is a video, not an audio file.")
        }
    }

    deinit { raw.deallocate() }

    func nextBlock() throws -> UnsafeBufferPointer<Float>? {
        if lentBytes > 0 {
            // The bytes behind what was lent move to the front; `copyMemory` allows the overlap.
            raw.copyMemory(from: UnsafeRawBufferPointer(rebasing: raw[lentBytes..<lentBytes + waiting]))
            lentBytes = 0
        }
        while waiting < frameBytes {
            switch program.read(into: UnsafeMutableRawBufferPointer(rebasing: raw[waiting...])) {
            case .bytes(let count): waiting += count
            case .silence:
                trouble = "ffmpeg gave nothing for too long"
                return nil
            case .end:
                if !program.finish() {
                    trouble =
                        "ffmpeg stopped: \(ProgramMessages(program.messages).lastLine ?? "no reason given")"
                }
                return nil
            }
        }
        lentBytes = waiting / frameBytes * frameBytes
        waiting -= lentBytes
        let lent = UnsafeMutableRawBufferPointer(rebasing: raw[..<lentBytes])
        return UnsafeBufferPointer(lent.assumingMemoryBound(to: Float.self))
    }

    private static func arguments(_ name: String, container: AudioContainer) -> [String] {
        let demuxers =
            switch container {
            case .mp4: "mov"
            case .asf: "asf"
            case .matroska: "matroska"
            case .adts: "aac"
            case .musepack: "mpc,mpc8"
            case .wavpack: "wv"
            case .dsf: "dsf,iff"
            case .trueAudio: "tta"
            case .ac3: "ac3,eac3"
            case .oggVorbis, .oggOpus, .oggFLAC, .oggOther: "ogg"
            case .wave64: "w64"
            case .mpeg: "mp3"
            default: container.rawValue
            }
        return [
            name, "-nostdin", "-hide_banner", "-nostats", "-v", "info", "-threads", "1",
            "-protocol_whitelist",
            "file,pipe", "-format_whitelist", demuxers, "-i", "file:/proc/self/fd/0", "-map", "0:a:0", "-vn",
            "-sn",
            "-dn", "-map_metadata", "-1", "-c:a", "pcm_f32le", "-f", "wav", "-bitexact", "-threads", "1",
            "pipe:1",
        ]
    }

    private static func readHeader(
        of program: ChildProgram, limits: HearingLimits, file: String
    ) throws -> (header: WaveStreamHeader, leftover: [UInt8]) {
        var head: [UInt8] = []
        while head.count < headerBytesMax {
            if let (header, length) = WaveStreamHeader.parse(head) { return (header, Array(head[length...])) }
            var chunk = [UInt8](repeating: 0, count: 512)
            let reading = chunk.withUnsafeMutableBytes { program.read(into: $0) }
            if reading == .silence {
                let seconds = NumberText.plain(limits.programSilenceSecondsMax)
                throw AudioError(
                    .limit, file: file,
                    reason: "\(limits.decodingProgram) gave nothing for \(seconds) s and was ended.")
            }
            guard case .bytes(let count) = reading else { break }
            head.append(contentsOf: chunk[..<count])
        }
        if let (header, length) = WaveStreamHeader.parse(head) { return (header, Array(head[length...])) }
        _ = program.finish()
        let messages = ProgramMessages(program.messages)
        if messages.hasVideo {
            throw AudioError(.notAudio, file: file, reason: "it is a video, not an audio file.")
        }
        let said = messages.lastLine ?? "no reason given"
        if said.contains("matches no streams") || said.contains("does not contain any stream") {
            throw AudioError(.notAudio, file: file, reason: "it holds no audio stream.")
        }
        throw AudioError(.damaged, file: file, reason: "ffmpeg cannot decode it: \(said)")
    }
}
