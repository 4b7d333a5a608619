import Audio
import CatalogCore
import CatalogStore

/// Turns one candidate into a `HeardFile`: the work of a worker, without any writing.
struct FileHearing: Sendable {
    let catalog: Catalog
    let featureSetVersion: Int
    let isFull: Bool
    let budget: ByteBudget

    /// The rate of mono samples in memory, for the budget.
    private static let signalBytesPerSecond = 4 * MonoSignal.sampleRateHz
    /// No music is coded below this: a file's size bounds its duration.
    private static let bytesPerSecondMin = 4_000

    func hear(_ candidate: IngestCandidate, known: KnownFile?) -> HeardFile {
        var file = HeardFile(candidate: candidate, result: .failed(reason: "was not heard"))
        do {
            let source = try candidate.open()
            if source.size == 0 {
                file.result = .failed(reason: "The file is empty.")
            } else {
                try hear(source, into: &file, known: known)
            }
        } catch let error as AudioError {
            file.result = Self.verdict(on: error)
            file.isFinal = ![.unreadable, .programMissing, .cancelled].contains(error.kind)
        } catch {
            file.result = .failed(reason: "\(error)")
            file.isFinal = false
        }
        if candidate.hasChanged() {
            file.result = .unsettled(reason: "It changed while it was read; the next ingest hears it.")
        }
        return file
    }

    private func hear(_ source: any ByteSource, into file: inout HeardFile, known: KnownFile?) throws {
        let content = try FileIdentity.contentHash(of: source)
        if let known, !isFull, try isSameContent(content, as: known) {
            file.result = .untouched(known.id)
            return
        }
        let identity = FileIdentity(content: content, audio: try FileIdentity.audioHash(of: source))
        file.identity = identity
        file.tags = try TagReader.read(source, relativePath: file.candidate.relativePath)
        file.lyrics = lyrics(for: file)
        if !isFull, let track = try knownTrack(of: identity.audio) {
            let twin = try catalog.read { snapshot in
                try snapshot.files(withAudioHash: identity.audio.bytes).first { $0.format != nil }
            }
            file.adopt(twin)
            file.result = .known(track)
            return
        }
        let signalBytes = min(
            IngestOptions.bytesPerFileMax,
            source.size / Self.bytesPerSecondMin * Self.signalBytesPerSecond + (64 << 20))
        try budget.with(signalBytes) { try analyze(source, into: &file) }
    }

    private func analyze(_ source: any ByteSource, into file: inout HeardFile) throws {
        let heard = try Audio.AudioFile.hear(source, parts: [.loudness, .fingerprint])
        file.coding = HeardFile.Coding(
            codec: heard.format.codec, bitRateKbps: heard.format.bitRateKbps,
            sampleRateHz: heard.format.sampleRateHz, channelCount: heard.format.channelCount)
        file.durationSeconds = heard.durationSeconds
        file.fingerprint = heard.fingerprint
        if case .partial(let share, let reason) = heard.completeness {
            file.partialPercent = share * 100
            file.partialReason = reason
            if share < HearingLimits.standard.partialShareMin {
                file.result = .failed(
                    reason: "Only \(heard.completeness.percent) % could be decoded: \(reason)")
                return
            }
        }
        file.result = .heard(try AnalyzedAudio(of: heard, name: source.name))
    }

    private func isSameContent(_ content: ContentHash, as known: KnownFile) throws -> Bool {
        guard known.outcome == .ok || known.outcome == .partial, known.featureSetVersion == featureSetVersion
        else {
            return false
        }
        return try catalog.read {
            try $0.files(withContentHash: content.bytes).contains { $0.id == known.id }
        }
    }

    /// The track of this audio, where the catalog has it with a vector that is up to date.
    private func knownTrack(of audio: ContentHash) throws -> TrackID? {
        try catalog.read { snapshot in
            guard let track = try snapshot.track(withAudioHash: audio.bytes),
                try snapshot.featureVector(of: track, setVersion: featureSetVersion) != nil
            else { return nil }
            return track
        }
    }

    private func lyrics(for file: HeardFile) -> Lyrics? {
        if let text = file.tags.lyrics { return Self.analyzed(text, source: .embedded) }
        return file.candidate.lyricsBeside().map { Self.analyzed($0, source: .file) }
    }

    private static func analyzed(_ text: String, source: Lyrics.Source) -> Lyrics {
        let sheet = LyricSheet(text: text)
        return LyricsAnalysis(of: sheet).stored(sheet, source: source)
    }

    private static func verdict(on error: AudioError) -> HeardFile.Result {
        switch error.kind {
        case .notAudio, .unsupported, .programMissing, .unanalysable: .unanalysable(reason: error.reason)
        case .unreadable, .unwritable, .damaged, .limit, .cancelled: .failed(reason: error.reason)
        }
    }
}

extension HeardFile {
    /// Takes over what is known of another file with the same audio.
    fileprivate mutating func adopt(_ twin: CatalogStore.AudioFile?) {
        guard let twin else { return }
        coding = Coding(
            codec: twin.format, bitRateKbps: twin.bitRateKbps, sampleRateHz: twin.sampleRateHz,
            channelCount: twin.channelCount)
        durationSeconds = twin.durationMs.map { Double($0) / 1_000 }
        fingerprint = twin.fingerprint.map(Fingerprint.init(words:))
        partialPercent = twin.heardPercent
        partialReason = twin.heardPercent == nil ? nil : twin.reason
    }
}
