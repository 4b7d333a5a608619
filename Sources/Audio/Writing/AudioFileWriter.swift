import CSndfile

/// Writes samples to a tagged audio file; the same samples give the same bytes.
package enum AudioFileWriter {
    package enum Format: String, CaseIterable, Sendable {
        case wav, flac
        case vorbis = "ogg"
        case mp3

        package var fileExtension: String { rawValue }

        /// The container and the sample format, as libsndfile names them.
        fileprivate var code: Int32 {
            switch self {
            case .wav: Int32(SF_FORMAT_WAV | SF_FORMAT_PCM_16)
            case .flac: Int32(SF_FORMAT_FLAC | SF_FORMAT_PCM_16)
            case .vorbis: Int32(SF_FORMAT_OGG | SF_FORMAT_VORBIS)
            case .mp3: Int32(SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III)
            }
        }
    }

    /// Frames for one call: libsndfile's Vorbis writer puts a whole call on the stack.
    private static let blockFrames = 4096
    package static let channelCountMax = 2

    /// Writes one array of samples a channel, -1...1, at `sampleRateHz`.
    ///
    /// - Parameter bitRateKbps: a constant bit rate of an MP3; nil leaves a variable one to the library.
    /// - Throws: `AudioError` of the kind `unwritable`, naming the file.
    package static func write(
        channels: [[Float]], sampleRateHz: Int, to path: String, format: Format, tags: [AudioTag] = [],
        bitRateKbps: Int? = nil
    ) throws {
        precondition((1...channelCountMax).contains(channels.count), "one or two channels are written")
        precondition(channels.allSatisfy { $0.count == channels[0].count }, "channels are of one length")
        try writeSamples(
            channels: channels, sampleRateHz: sampleRateHz, to: path, format: format, bitRateKbps: bitRateKbps
        )
        if format == .vorbis { try OggSerial.makeConstant(path: path) }
        if !tags.isEmpty { try AudioTagWriter.replaceTags(of: path, with: tags) }
    }

    /// Where a constant bit rate lies between the highest and the lowest of MPEG 1, as libsndfile counts it.
    private static func level(ofMP3BitRateKbps rate: Int) -> Double {
        let range = 32.0...320.0
        return min(1, max(0, (range.upperBound - Double(rate)) / (range.upperBound - range.lowerBound)))
    }

    private static func writeSamples(
        channels: [[Float]], sampleRateHz: Int, to path: String, format: Format, bitRateKbps: Int?
    ) throws {
        var info = SF_INFO()
        info.samplerate = Int32(sampleRateHz)
        info.channels = Int32(channels.count)
        info.format = format.code
        guard let file = sf_open(path, Int32(SFM_WRITE), &info) else {
            throw AudioError(.unwritable, file: path, reason: String(cString: sf_strerror(nil)))
        }
        if format == .mp3 || format == .vorbis {
            var level = bitRateKbps.map(level(ofMP3BitRateKbps:)) ?? (format == .mp3 ? 0.35 : 0.5)
            if bitRateKbps != nil {
                var mode = Int32(SF_BITRATE_MODE_CONSTANT)
                sf_command(
                    file, Int32(SFC_SET_BITRATE_MODE), &mode, Int32(MemoryLayout<Int32>.size))
            }
            sf_command(file, Int32(SFC_SET_COMPRESSION_LEVEL), &level, Int32(MemoryLayout<Double>.size))
        }
        sf_command(file, Int32(SFC_SET_CLIPPING), nil, Int32(SF_TRUE))
        let frameCount = channels[0].count
        var block = [Float](repeating: 0, count: blockFrames * channels.count)
        var start = 0
        while start < frameCount {
            let count = min(blockFrames, frameCount - start)
            for (channel, samples) in channels.enumerated() {
                for frame in 0..<count { block[frame * channels.count + channel] = samples[start + frame] }
            }
            guard sf_writef_float(file, block, sf_count_t(count)) == count else {
                let reason = String(cString: sf_strerror(file))
                sf_close(file)
                throw AudioError(.unwritable, file: path, reason: reason)
            }
            start += count
        }
        guard sf_close(file) == 0 else {
            throw AudioError(.unwritable, file: path, reason: "the end of the file could not be written")
        }
    }
}
