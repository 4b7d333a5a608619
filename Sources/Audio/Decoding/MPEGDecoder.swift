import CMPG123
import Glibc

/// MPEG audio, Layers I to III, by libmpg123: floating point, without the encoder's delay where LAME noted it.
final class MPEGDecoder: BlockDecoder {
    /// The junk between two frames that is searched through.
    static let resyncBytesMax = 4 << 20

    let format: AudioFormat
    private(set) var trouble: String?
    private let handle: OpaquePointer
    private let window: ByteWindow
    private var channelCount: Int
    /// Holds a block whose channels were changed to those of the first.
    private let adapted = UnsafeMutableBufferPointer<Float>.allocate(capacity: 2 * blockFrameCountMax)

    init(_ source: any ByteSource, sniffed: Sniffed) throws {
        guard let start = sniffed.mpeg else {
            throw AudioError(.notAudio, file: source.name, reason: "it holds no MPEG audio.")
        }
        _ = Self.prepared
        var code: Int32 = 0
        guard let handle = mpg123_new(nil, &code) else {
            throw AudioError(
                .limit, file: source.name, reason: "the MPEG decoder did not start: \(Self.reason(code)).")
        }
        self.handle = handle
        window = ByteWindow(source, range: start.payload)
        let flags = MPG123_FORCE_FLOAT.rawValue | MPG123_GAPLESS.rawValue | MPG123_QUIET.rawValue
        mpg123_param2(handle, Int32(MPG123_REMOVE_FLAGS.rawValue), Int(MPG123_AUTO_RESAMPLE.rawValue), 0)
        mpg123_param2(handle, Int32(MPG123_ADD_FLAGS.rawValue), Int(flags | MPG123_SKIP_ID3V2.rawValue), 0)
        mpg123_param2(handle, Int32(MPG123_RESYNC_LIMIT.rawValue), Self.resyncBytesMax, 0)
        mpg123_param2(handle, Int32(MPG123_INDEX_SIZE.rawValue), 0, 0)
        mpg123_replace_reader_handle(
            handle,
            { context, buffer, count in
                guard let context, let buffer else { return -1 }
                let window = Unmanaged<ByteWindow>.fromOpaque(context).takeUnretainedValue()
                let read = window.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: count))
                return window.failure == nil ? read : -1
            },
            { context, offset, whence in
                guard let context else { return -1 }
                return Unmanaged<ByteWindow>.fromOpaque(context).takeUnretainedValue().seek(
                    by: offset, from: whence)
            }, nil)
        var rate = 0
        var channels: Int32 = 0
        var encoding: Int32 = 0
        let opened = mpg123_open_handle(handle, Unmanaged.passUnretained(window).toOpaque())
        let told = opened == 0 ? mpg123_getformat(handle, &rate, &channels, &encoding) : opened
        guard told == 0, rate > 0, channels > 0, encoding == MPG123_ENC_FLOAT_32.rawValue else {
            let failure = window.failure
            mpg123_delete(handle)
            if let failure { throw failure }
            throw AudioError(.damaged, file: source.name, reason: "its MPEG audio cannot be decoded.")
        }
        channelCount = Int(channels)
        let names = [1: "MP1", 2: "MP2", 3: "MP3"]
        let promised = start.promisedFrameCount
        let seconds = promised.map { Double($0) / Double(rate) }
        let measured = seconds.map { Double(start.payload.count) * 8 / 1_000 / $0 }
        format = AudioFormat(
            codec: names[start.header.layer] ?? "MPEG", container: .mpeg, sampleRateHz: rate,
            channelCount: Int(channels), promisedFrameCount: promised,
            bitRateKbps: measured ?? start.header.bitRateKbps.map(Double.init))
    }

    deinit {
        mpg123_delete(handle)
        adapted.deallocate()
    }

    var byteShare: Double? {
        window.count > 0 ? Double(window.position) / Double(window.count) : nil
    }

    func nextBlock() throws -> UnsafeBufferPointer<Float>? {
        // Frames without samples (information frames, skipped delay) are few; a stream of them only is not audio.
        let emptyRoundsMax = 100_000
        for _ in 0..<emptyRoundsMax {
            var number = 0
            var audio: UnsafeMutablePointer<UInt8>?
            var byteCount = 0
            let code = mpg123_decode_frame(handle, &number, &audio, &byteCount)
            if let failure = window.failure { throw failure }
            if code == MPG123_NEW_FORMAT.rawValue {
                guard try adopt() else { return nil }
            } else if code == MPG123_DONE.rawValue {
                if byteCount == 0 { return nil }
            } else if code != MPG123_OK.rawValue {
                let reason = String(cString: mpg123_strerror(handle))
                trouble = "the decoder stopped: \(reason)"
                return nil
            }
            if byteCount > 0, let audio { return block(UnsafeRawPointer(audio), byteCount: byteCount) }
        }
        trouble = "the stream holds frames without sound only"
        return nil
    }

    /// Accepts another number of channels in the middle of a stream; another rate ends it.
    private func adopt() throws -> Bool {
        var rate = 0
        var channels: Int32 = 0
        var encoding: Int32 = 0
        guard mpg123_getformat(handle, &rate, &channels, &encoding) == 0, channels > 0,
            encoding == MPG123_ENC_FLOAT_32.rawValue
        else {
            trouble = "the format changes in the middle of the stream"
            return false
        }
        channelCount = Int(channels)
        guard rate == format.sampleRateHz else {
            trouble =
                "the sample rate changes in the middle of the stream, from \(format.sampleRateHz) to \(rate) Hz"
            return false
        }
        return true
    }

    private func block(_ audio: UnsafeRawPointer, byteCount: Int) -> UnsafeBufferPointer<Float> {
        let count = byteCount / MemoryLayout<Float>.size
        let samples = UnsafeBufferPointer(start: audio.assumingMemoryBound(to: Float.self), count: count)
        guard channelCount != format.channelCount else { return samples }
        let frameCount = min(count / channelCount, blockFrameCountMax)
        for frame in 0..<frameCount {
            if channelCount == 1 {
                adapted[2 * frame] = samples[frame]
                adapted[2 * frame + 1] = samples[frame]
            } else {
                adapted[frame] = (samples[2 * frame] + samples[2 * frame + 1]) * 0.5
            }
        }
        return UnsafeBufferPointer(rebasing: adapted[..<(frameCount * format.channelCount)])
    }

    /// The library's tables, made once.
    private static let prepared: Int32 = mpg123_init()

    private static func reason(_ code: Int32) -> String { String(cString: mpg123_plain_strerror(code)) }
}
