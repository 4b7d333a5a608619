/// Hears audio files: one pass, whatever is made of them.
package enum AudioFile {
    /// Decodes a file once and makes everything of it that needs its bytes or its samples.
    package static func hear(
        path: String, parts: HearingParts = .all, limits: HearingLimits = .standard
    ) throws -> HeardAudio {
        try hear(FileByteSource(path: path), parts: parts, limits: limits)
    }

    /// Decodes a source once and makes everything of it that needs its bytes or its samples.
    package static func hear(
        _ source: any ByteSource, parts: HearingParts = .all, limits: HearingLimits = .standard
    ) throws -> HeardAudio {
        let sniffed = try ContainerSniffer.sniff(source)
        let decoder = try open(source, sniffed: sniffed, limits: limits)
        let hearing = try Hearing(decoder, parts: parts, file: source.name, limits: limits)
        var clock = StageClock()
        let identity =
            parts.contains(.identity)
            ? FileIdentity(
                content: try FileIdentity.contentHash(of: source),
                audio: try FileIdentity.audioHash(of: source, sniffed: sniffed)) : nil
        return try hearing.run(
            identity: identity, identitySeconds: clock.lap(),
            cut: CutEnd.find(in: source, sniffed: sniffed).map {
                ($0.shareMax(of: sniffed.payload), $0.reason)
            })
    }

    /// Hands on the interleaved samples of a file block by block, at its own rate; false from `take` ends it early.
    package static func decode(
        _ source: any ByteSource, limits: HearingLimits = .standard,
        take: (AudioFormat, UnsafeBufferPointer<Float>) throws -> Bool
    ) throws {
        let decoder = try open(source, sniffed: ContainerSniffer.sniff(source), limits: limits)
        let frameCountMax = Int(limits.durationSecondsMax * Double(decoder.format.sampleRateHz))
        var frameCount = 0
        while frameCount < frameCountMax, let block = try decoder.nextBlock() {
            frameCount += block.count / decoder.format.channelCount
            guard try take(decoder.format, block) else { return }
        }
    }

    /// The decoder that the content asks for.
    static func open(
        _ source: any ByteSource, sniffed: Sniffed, limits: HearingLimits
    ) throws -> any BlockDecoder {
        switch sniffed.container.decoder {
        case .mpg123: return try MPEGDecoder(source, sniffed: sniffed)
        case .opusfile: return try OpusDecoder(source, sniffed: sniffed)
        case .program: return try ProgramDecoder(source, sniffed: sniffed, limits: limits)
        case .sndfile:
            do { return try SoundFileDecoder(source, sniffed: sniffed) } catch let error as AudioError {
                // What the library cannot read in these containers, ffmpeg may: WAV around MP3, ADPCM of odd kinds.
                guard error.kind == .damaged, [.wav, .wave64, .aiff, .au].contains(sniffed.container),
                    let other = try? ProgramDecoder(source, sniffed: sniffed, limits: limits)
                else { throw error }
                return other
            }
        }
    }
}
