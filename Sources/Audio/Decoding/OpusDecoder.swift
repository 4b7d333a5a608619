import COpusFile

/// Opus in Ogg by libopusfile: always 48 kHz, with the header's gain applied as the format demands (RFC 7845).
final class OpusDecoder: BlockDecoder {
    /// Broken packets in a row that are passed over.
    private static let holeCountMax = 1_000
    private static let sampleRateHz = 48_000

    let format: AudioFormat
    private(set) var trouble: String?
    private let handle: OpaquePointer
    private let window: ByteWindow
    /// One packet has at most 120 ms: 5,760 frames.
    private let buffer: UnsafeMutableBufferPointer<Float>
    private let adapted: UnsafeMutableBufferPointer<Float>

    init(_ source: any ByteSource, sniffed: Sniffed) throws {
        window = ByteWindow(source, range: sniffed.payload)
        var callbacks = opusCallbacks
        var code: Int32 = 0
        let context = Unmanaged.passUnretained(window).toOpaque()
        guard let handle = op_open_callbacks(context, &callbacks, nil, 0, &code) else {
            if let failure = window.failure { throw failure }
            throw AudioError(.damaged, file: source.name, reason: "its Opus data is broken (error \(code)).")
        }
        self.handle = handle
        let channels = Int(op_channel_count(handle, 0))
        let total = op_pcm_total(handle, -1)
        let promised = total > 0 ? Int(total) : nil
        let seconds = promised.map { Double($0) / Double(Self.sampleRateHz) }
        format = AudioFormat(
            codec: "Opus", container: .oggOpus, sampleRateHz: Self.sampleRateHz, channelCount: channels,
            promisedFrameCount: promised,
            bitRateKbps: seconds.map { Double(sniffed.payload.count) * 8 / 1_000 / $0 })
        buffer = .allocate(capacity: 5_760 * HearingLimits.channelCountMax)
        adapted = .allocate(capacity: 5_760 * HearingLimits.channelCountMax)
    }

    deinit {
        op_free(handle)
        buffer.deallocate()
        adapted.deallocate()
    }

    var byteShare: Double? { nil }

    func nextBlock() throws -> UnsafeBufferPointer<Float>? {
        for _ in 0..<Self.holeCountMax {
            var link: Int32 = 0
            let frames = Int(op_read_float(handle, buffer.baseAddress, Int32(buffer.count), &link))
            if let failure = window.failure { throw failure }
            if frames == 0 { return nil }
            if frames == Int(OP_HOLE) {
                trouble = "packets are missing"
                continue
            }
            guard frames > 0 else {
                trouble = "the decoder stopped (error \(frames))"
                return nil
            }
            return adapt(frames: frames, channelCount: Int(op_channel_count(handle, link)))
        }
        trouble = "too many packets are missing"
        return nil
    }

    /// A chained stream may change its channels: the mean of them goes to each of the first link's.
    private func adapt(frames: Int, channelCount: Int) -> UnsafeBufferPointer<Float> {
        guard channelCount != format.channelCount else {
            return UnsafeBufferPointer(rebasing: buffer[..<(frames * channelCount)])
        }
        for frame in 0..<frames {
            var sum: Float = 0
            for channel in 0..<channelCount { sum += buffer[frame * channelCount + channel] }
            for channel in 0..<format.channelCount {
                adapted[frame * format.channelCount + channel] = sum / Float(channelCount)
            }
        }
        return UnsafeBufferPointer(rebasing: adapted[..<(frames * format.channelCount)])
    }
}

private var opusCallbacks: OpusFileCallbacks {
    OpusFileCallbacks(
        read: { context, buffer, count in
            guard let context, let buffer, count > 0 else { return 0 }
            let window = Unmanaged<ByteWindow>.fromOpaque(context).takeUnretainedValue()
            let read = window.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
            return window.failure == nil ? Int32(read) : -1
        },
        seek: { context, offset, whence in
            guard let context else { return -1 }
            let window = Unmanaged<ByteWindow>.fromOpaque(context).takeUnretainedValue()
            return window.seek(by: Int(offset), from: whence) < 0 ? -1 : 0
        },
        tell: { context in
            guard let context else { return -1 }
            return opus_int64(Unmanaged<ByteWindow>.fromOpaque(context).takeUnretainedValue().position)
        }, close: nil)
}
