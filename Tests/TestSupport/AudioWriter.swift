import CSndfile

/// Writes audio files for tests by libsndfile.
package enum AudioWriter {
    package enum Format: String, CaseIterable, Sendable {
        case wav16, wav24, wav32, wavFloat, wavExtensible, rf64, aiff, au, flac, vorbis, opus, mp3

        var code: Int {
            switch self {
            case .wav16: SF_FORMAT_WAV | SF_FORMAT_PCM_16
            case .wav24: SF_FORMAT_WAV | SF_FORMAT_PCM_24
            case .wav32: SF_FORMAT_WAV | SF_FORMAT_PCM_32
            case .wavFloat: SF_FORMAT_WAV | SF_FORMAT_FLOAT
            case .wavExtensible: SF_FORMAT_WAVEX | SF_FORMAT_PCM_16
            case .rf64: SF_FORMAT_RF64 | SF_FORMAT_PCM_16
            case .aiff: SF_FORMAT_AIFF | SF_FORMAT_PCM_16
            case .au: SF_FORMAT_AU | SF_FORMAT_PCM_16
            case .flac: SF_FORMAT_FLAC | SF_FORMAT_PCM_16
            case .vorbis: SF_FORMAT_OGG | SF_FORMAT_VORBIS
            case .opus: SF_FORMAT_OGG | SF_FORMAT_OPUS
            case .mp3: SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III
            }
        }

        package var fileEnding: String {
            switch self {
            case .wav16, .wav24, .wav32, .wavFloat, .wavExtensible, .rf64: "wav"
            case .vorbis: "ogg"
            default: rawValue
            }
        }

        /// True where decoding gives the samples of 16 bits back exactly.
        package var isLossless: Bool { self != .vorbis && self != .opus && self != .mp3 }
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Writes interleaved samples; `quality` is 0 (worst) to 1 (best) for lossy formats.
    package static func write(
        _ interleaved: [Float], channelCount: Int, sampleRateHz: Int, format: Format, to path: String,
        quality: Double? = nil
    ) throws {
        var information = SF_INFO()
        information.channels = Int32(channelCount)
        information.samplerate = Int32(sampleRateHz)
        information.format = Int32(format.code)
        guard let handle = sf_open(path, Int32(SFM_WRITE), &information) else {
            throw Failure(description: "\(path): \(String(cString: sf_strerror(nil)))")
        }
        defer { sf_close(handle) }
        sf_command(handle, Int32(SFC_SET_CLIPPING), nil, 1)
        if var quality {
            sf_command(
                handle, Int32(SFC_SET_VBR_ENCODING_QUALITY), &quality, Int32(MemoryLayout<Double>.size))
        }
        let frames = interleaved.count / channelCount
        // The Vorbis encoder overflows its stack on one huge write.
        let stepCount = 4_096
        var start = 0
        while start < frames {
            let count = min(stepCount, frames - start)
            let written = interleaved.withUnsafeBufferPointer {
                sf_writef_float(handle, $0.baseAddress.map { $0 + start * channelCount }, sf_count_t(count))
            }
            guard written == sf_count_t(count) else {
                throw Failure(description: "\(path): \(String(cString: sf_strerror(handle)))")
            }
            start += count
        }
    }
}
