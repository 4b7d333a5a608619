import CSampleKernels

/// One pass over one file: every block goes to every consumer before the next is decoded.
final class Hearing {
    private let decoder: any BlockDecoder
    private let format: AudioFormat
    private let limits: HearingLimits
    private let file: String
    private let writer: MonoSignalWriter
    private let mono = UnsafeMutableBufferPointer<Float>.allocate(capacity: blockFrameCountMax)
    private let meter: LoudnessMeter?
    private let fingerprint: FingerprintMaker?
    private var timings = HearingTimings()
    private var clock = StageClock()
    private var repaired: [Float] = []
    private var frameCount = 0
    private var unusableFrameCount = 0

    init(_ decoder: any BlockDecoder, parts: HearingParts, file: String, limits: HearingLimits) throws {
        self.decoder = decoder
        self.file = file
        self.limits = limits
        format = decoder.format
        guard (1...HearingLimits.channelCountMax).contains(format.channelCount),
            HearingLimits.sampleRateHzRange.contains(format.sampleRateHz)
        else {
            throw unsupportedShape(file, channelCount: format.channelCount, sampleRateHz: format.sampleRateHz)
        }
        meter =
            parts.contains(.loudness)
            ? LoudnessMeter(sampleRateHz: format.sampleRateHz, channelCount: format.channelCount) : nil
        fingerprint = parts.contains(.fingerprint) ? FingerprintMaker() : nil
        writer = try MonoSignalWriter(
            inputRateHz: format.sampleRateHz, expectedInputCount: format.promisedFrameCount, limits: limits,
            fingerprint: fingerprint, file: file)
    }

    deinit { mono.deallocate() }

    /// Decodes to the end; `identity` is what the bytes of the file alone told, `cut` the share of it that is there at
    /// most where its end shows that something is missing.
    func run(
        identity: FileIdentity?, identitySeconds: Double, cut: (shareMax: Double, reason: String)?
    ) throws -> HeardAudio {
        let frameCountMax = Int(limits.durationSecondsMax * Double(format.sampleRateHz))
        _ = clock.lap()
        while let block = try decoder.nextBlock() {
            timings.decodingSeconds += clock.lap()
            try take(block)
            guard frameCount <= frameCountMax else {
                throw AudioError(
                    .limit, file: file,
                    reason: "it is longer than \(Int(limits.durationSecondsMax / 3600)) hours.")
            }
        }
        guard frameCount > 0 else {
            throw AudioError(.damaged, file: file, reason: noAudioReason)
        }
        let completeness = judge(cut: cut)
        guard completeness.share >= limits.partialShareMin else {
            throw AudioError(
                .damaged, file: file,
                reason: "only \(completeness.percent) % of it could be decoded; "
                    + "at least \(Int(limits.partialShareMin * 100)) % are needed.")
        }
        timings.decodingSeconds += clock.lap()
        let signal = try writer.finish()
        timings.resamplingSeconds += clock.lap() - writer.fingerprintSeconds
        let fingerprint = fingerprint?.finish()
        timings.fingerprintSeconds = clock.lap() + writer.fingerprintSeconds
        let loudness = meter?.finish()
        timings.loudnessSeconds += clock.lap()
        timings.identitySeconds = identitySeconds
        return HeardAudio(
            format: format, signal: signal, completeness: completeness, decodedFrameCount: frameCount,
            unusableFrameCount: unusableFrameCount, loudness: loudness, fingerprint: fingerprint,
            identity: identity,
            timings: timings)
    }

    private func take(_ block: UnsafeBufferPointer<Float>) throws {
        let frames = block.count / format.channelCount
        guard let input = block.baseAddress, let output = mono.baseAddress, frames > 0 else { return }
        precondition(frames <= blockFrameCountMax, "a decoder keeps to the size of a block")
        let peak = catalog_downmix(input, frames, UInt32(format.channelCount), output)
        if peak > HearingLimits.magnitudeMax.bitPattern {
            try repair(block, frames: frames)
        } else {
            try consume(block, frames: frames)
        }
    }

    /// Replaces frames that are no numbers or beyond reason by silence.
    private func repair(_ block: UnsafeBufferPointer<Float>, frames: Int) throws {
        repaired.removeAll(keepingCapacity: true)
        repaired.append(contentsOf: block)
        let channels = format.channelCount
        for frame in 0..<frames {
            let samples = frame * channels..<(frame + 1) * channels
            // The comparison is false for what is not a number.
            if samples.allSatisfy({ repaired[$0].magnitude <= HearingLimits.magnitudeMax }) { continue }
            unusableFrameCount += 1
            for index in samples { repaired[index] = 0 }
        }
        try repaired.withUnsafeBufferPointer { clean in
            guard let input = clean.baseAddress, let output = mono.baseAddress else { return }
            _ = catalog_downmix(input, frames, UInt32(channels), output)
            try consume(clean, frames: frames)
        }
    }

    private func consume(_ block: UnsafeBufferPointer<Float>, frames: Int) throws {
        frameCount += frames
        timings.downmixSeconds += clock.lap()
        meter?.add(block)
        timings.loudnessSeconds += clock.lap()
        try writer.append(UnsafeBufferPointer(rebasing: mono[..<frames]))
        timings.resamplingSeconds += clock.lap()
    }

    private func judge(cut: (shareMax: Double, reason: String)?) -> Completeness {
        if let promised = format.promisedFrameCount, promised > 0 {
            // An MPEG stream may lose a frame at either end to the encoder's delay.
            let tolerance = format.container == .mpeg ? 2 * 1_152 : 0
            if frameCount + tolerance < promised {
                let reason = decoder.trouble ?? "it ends before the length that its header promises"
                return .partial(share: Double(frameCount) / Double(promised), reason: reason)
            }
        } else if let trouble = decoder.trouble {
            return .partial(share: min(decoder.byteShare ?? 1, 1), reason: trouble)
        }
        return cut.map { .partial(share: $0.shareMax, reason: $0.reason) } ?? .complete
    }

    private var noAudioReason: String {
        decoder.trouble.map { "no sound could be decoded: \($0)." } ?? "it holds no sound: 0 samples."
    }
}
