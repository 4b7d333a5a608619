import CSampleKernels

/// Hears audio files: one pass, whatever is made of them.
package enum AudioFile {
    /// Decodes a file once and makes everything of it that needs the signal.
    package static func hear(path: String, limits: HearingLimits = .standard) throws -> HeardAudio {
        try hear(FileByteSource(path: path), limits: limits)
    }

    /// Decodes a source once and makes everything of it that needs the signal.
    package static func hear(_ source: any ByteSource, limits: HearingLimits = .standard) throws -> HeardAudio {
        let decoder = try open(source, limits: limits)
        return try Hearing(decoder, file: source.name, limits: limits).run()
    }

    /// The decoder that the content asks for.
    static func open(_ source: any ByteSource, limits: HearingLimits) throws -> any BlockDecoder {
        let sniffed = try ContainerSniffer.sniff(source)
        switch sniffed.container.decoder {
        case .mpg123: return try MPEGDecoder(source, sniffed: sniffed)
        case .sndfile: return try SoundFileDecoder(source, sniffed: sniffed)
        case .program:
            throw AudioError(.programMissing, file: source.name, reason: "its format needs the ffmpeg program.")
        }
    }
}
