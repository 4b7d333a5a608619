import CSndfile

/// WAV, AIFF, FLAC, Ogg Vorbis, Opus and their kin by libsndfile.
final class SoundFileDecoder: BlockDecoder {
    let format: AudioFormat
    private(set) var trouble: String?
    private let handle: OpaquePointer
    private let window: ByteWindow
    private let buffer: UnsafeMutableBufferPointer<Float>
    private var decodedFrameCount = 0

    init(_ source: any ByteSource, sniffed: Sniffed) throws {
        window = ByteWindow(source, range: sniffed.payload)
        var callbacks = Self.callbacks
        var information = SF_INFO()
        let context = Unmanaged.passUnretained(window).toOpaque()
        guard let handle = sf_open_virtual(&callbacks, Int32(SFM_READ), &information, context) else {
            if let failure = window.failure { throw failure }
            let reason = String(cString: sf_strerror(nil))
            throw AudioError(
                .damaged, file: source.name,
                reason: "its \(sniffed.container.rawValue) data is broken: \(reason)")
        }
        self.handle = handle
        let channels = Int(information.channels)
        let rate = Int(information.samplerate)
        guard (1...HearingLimits.channelCountMax).contains(channels),
            HearingLimits.sampleRateHzRange.contains(rate)
        else {
            sf_close(handle)
            throw unsupportedShape(source.name, channelCount: channels, sampleRateHz: rate)
        }
        let frames = information.frames
        let told = frames > 0 && frames < Int64.max / 2 ? Int(frames) : nil
        // The library takes what is there for what was promised: the header knows better.
        let isChunked = sniffed.container == .wav || sniffed.container == .aiff
        let header =
            isChunked
            ? try? ChunkedFile.promisedFrameCount(in: source, from: sniffed.payload.lowerBound) : nil
        let promised = [told, header].compactMap { $0 }.max()
        let seconds = promised.map { Double($0) / Double(rate) }
        format = AudioFormat(
            codec: Self.codecName(information.format), container: sniffed.container, sampleRateHz: rate,
            channelCount: channels, promisedFrameCount: promised,
            bitRateKbps: seconds.map { Double(sniffed.payload.count) * 8 / 1_000 / $0 })
        buffer = .allocate(capacity: Self.framesPerBlock * channels)
    }

    deinit {
        sf_close(handle)
        buffer.deallocate()
    }

    private static let framesPerBlock = 4_096

    var byteShare: Double? { nil }

    func nextBlock() throws -> UnsafeBufferPointer<Float>? {
        let frames = Int(sf_readf_float(handle, buffer.baseAddress, sf_count_t(Self.framesPerBlock)))
        if let failure = window.failure { throw failure }
        guard frames > 0 else {
            if sf_error(handle) != 0 {
                trouble = "the decoder stopped: \(String(cString: sf_strerror(handle)))"
            }
            return nil
        }
        decodedFrameCount += frames
        return UnsafeBufferPointer(rebasing: buffer[..<(frames * format.channelCount)])
    }

    private static var callbacks: SF_VIRTUAL_IO {
        SF_VIRTUAL_IO(
            get_filelen: { context in byteWindow(context).map { Int64($0.count) } ?? -1 },
            seek: { offset, whence, context in
                byteWindow(context).map { Int64($0.seek(by: Int(offset), from: whence)) } ?? -1
            },
            read: { buffer, count, context in
                guard let buffer, count > 0, let window = byteWindow(context) else { return 0 }
                return Int64(
                    window.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))))
            },
            write: { _, _, _ in 0 },
            tell: { context in byteWindow(context).map { Int64($0.position) } ?? -1 })
    }

    private static func codecName(_ format: Int32) -> String {
        let major = Int(format) & SF_FORMAT_TYPEMASK
        switch Int(format) & SF_FORMAT_SUBMASK {
        case SF_FORMAT_VORBIS: return "Vorbis"
        case SF_FORMAT_OPUS: return "Opus"
        case _ where major == SF_FORMAT_FLAC: return "FLAC"
        case SF_FORMAT_PCM_S8, SF_FORMAT_PCM_U8: return "PCM 8 bit"
        case SF_FORMAT_PCM_16: return "PCM 16 bit"
        case SF_FORMAT_PCM_24: return "PCM 24 bit"
        case SF_FORMAT_PCM_32: return "PCM 32 bit"
        case SF_FORMAT_FLOAT: return "PCM float"
        case SF_FORMAT_DOUBLE: return "PCM double"
        case SF_FORMAT_ULAW: return "µ-law"
        case SF_FORMAT_ALAW: return "A-law"
        default: return "ADPCM"
        }
    }
}

/// The window that a callback was given.
private func byteWindow(_ context: UnsafeMutableRawPointer?) -> ByteWindow? {
    context.map { Unmanaged<ByteWindow>.fromOpaque($0).takeUnretainedValue() }
}

/// A sentence about channels or a rate outside what is heard.
func unsupportedShape(_ file: String, channelCount: Int, sampleRateHz: Int) -> AudioError {
    if !(1...HearingLimits.channelCountMax).contains(channelCount) {
        return AudioError(
            .unsupported, file: file,
            reason: "it has \(channelCount) channels; 1 to \(HearingLimits.channelCountMax) are heard.")
    }
    let range = HearingLimits.sampleRateHzRange
    return AudioError(
        .unsupported, file: file,
        reason:
            "its sample rate is \(sampleRateHz) Hz; \(range.lowerBound) to \(range.upperBound) Hz are heard.")
}
