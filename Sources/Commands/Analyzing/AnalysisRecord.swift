import Audio
import CatalogCore

/// An analysed track as a short list of facts: what people read, and a line of CSV.
struct AnalysisRecord {
    let track: AnalyzedTrack

    private static let chordCountShown = 5
    private static let progressionCountShown = 16

    /// Sentences for people.
    var forPeople: Record {
        var record = Record()
        record.append("file", .text(track.path))
        appendTags(to: &record)
        appendFormat(to: &record)
        appendLoudness(to: &record)
        appendRhythm(to: &record)
        appendHarmony(to: &record)
        let known = track.analysis.descriptors
        record.append("harmonic", .text(share(known.harmonicShare) + " of the energy"))
        record.append("harmonic_to_noise", .text(decimal(known.harmonicToNoiseDecibels) + " dB"))
        record.append(
            "silence",
            .text(
                "\(decimal(known.silence.leadingSeconds)) s before, \(decimal(known.silence.trailingSeconds)) s after"
            ))
        record.append("fingerprint", Cell(track.heard.fingerprint?.shortID))
        return record
    }

    /// One value a column, numbers in full.
    var forPrograms: Record {
        let known = track.analysis.descriptors
        let heard = track.heard
        var record = Record()
        func number(_ value: Double?) -> Cell { value.map { .number($0, decimals: 3) } ?? .missing }
        record.append("file", .text(track.path))
        record.append("title", Cell(track.tags.title))
        record.append("artists", .list(track.tags.artists))
        record.append("album", Cell(track.tags.album))
        record.append("codec", .text(heard.format.codec))
        record.append("sample_rate_hz", .id(Int64(heard.format.sampleRateHz)))
        record.append("channels", .id(Int64(heard.format.channelCount)))
        record.append("duration_seconds", number(heard.durationSeconds))
        record.append("percent", .id(Int64(heard.completeness.percent)))
        record.append("integrated_lufs", number(known.loudnessLUFS))
        record.append("range_lu", number(known.loudnessRangeLU))
        record.append("true_peak_dbtp", number(known.truePeakDBTP))
        record.append("dynamic_range_db", number(known.dynamicRangeDecibels))
        record.append("tempo_bpm", number(known.tempo?.beatsPerMinute))
        record.append("tempo_confidence", number(known.tempo?.confidence))
        record.append("beat_strength", number(known.beatStrength))
        record.append("onsets_per_second", number(known.onsetsPerSecond))
        record.append("key", .text(known.key.name))
        record.append("key_confidence", number(known.key.confidence))
        record.append("chord_changes_per_minute", number(track.analysis.harmony.chords.changesPerMinute))
        record.append("harmonic_share", number(known.harmonicShare))
        record.append("harmonic_to_noise_db", number(known.harmonicToNoiseDecibels))
        record.append("leading_silence_seconds", number(known.silence.leadingSeconds))
        record.append("trailing_silence_seconds", number(known.silence.trailingSeconds))
        record.append("fingerprint_id", Cell(heard.fingerprint?.shortID))
        return record
    }

    private func appendTags(to record: inout Record) {
        let tags = track.tags
        record.append("title", Cell(tags.title))
        record.append("artist", tags.artists.isEmpty ? .missing : .list(tags.artists))
        record.append("album", Cell(tags.album))
        record.append("album_artist", Cell(tags.albumArtist))
        record.append("genre", tags.genres.isEmpty ? .missing : .list(tags.genres))
        record.append("date", Cell(tags.date))
        record.append("track", Cell(Self.place(tags.trackNumber, of: tags.trackCount)))
        record.append("disc", Cell(Self.place(tags.discNumber, of: tags.discCount)))
        record.append("tagged_tempo", Cell(tags.beatsPerMinute.map { decimal($0) + " BPM" }))
        record.append("tagged_key", Cell(tags.key))
        record.append("recording", title: "MusicBrainz", Cell(tags.musicBrainz.recording))
        record.append(
            "cover", Cell(tags.cover.map { "\($0.mediaType), \(NumberText.bytes(Int64($0.bytes.count)))" }))
    }

    private func appendFormat(to record: inout Record) {
        let format = track.heard.format
        var parts = [
            format.codec, NumberText.grouped(Int64(format.sampleRateHz)) + " Hz",
            format.channelCount == 1 ? "1 channel" : "\(format.channelCount) channels",
        ]
        if let rate = format.bitRateKbps { parts.append(NumberText.fixed(rate, decimals: 0) + " kbps") }
        record.append("format", .text(parts.joined(separator: ", ")))
        record.append("duration", .duration(seconds: track.heard.durationSeconds))
        switch track.heard.completeness {
        case .complete: record.append("completeness", .text("complete"))
        case .partial(_, let reason):
            record.append("completeness", .text("\(track.heard.completeness.percent) %: \(reason)"))
        }
    }

    private func appendLoudness(to record: inout Record) {
        let known = track.analysis.descriptors
        var parts = [known.loudnessLUFS.map { decimal($0) + " LUFS" } ?? "below the gate of -70 LUFS"]
        if let range = known.loudnessRangeLU { parts.append("range \(decimal(range)) LU") }
        if let peak = known.truePeakDBTP { parts.append("true peak \(decimal(peak)) dBTP") }
        parts.append("dynamic range \(decimal(known.dynamicRangeDecibels)) dB")
        record.append("loudness", .text(parts.joined(separator: ", ")))
    }

    private func appendRhythm(to record: inout Record) {
        guard let tempo = track.analysis.descriptors.tempo else {
            record.append("tempo", .text("none: no pulse is heard"))
            return
        }
        var text = "\(decimal(tempo.beatsPerMinute)) BPM (\(share(tempo.confidence)) sure)"
        if tempo.runnerUpBeatsPerMinute != tempo.beatsPerMinute {
            text += ", else \(decimal(tempo.runnerUpBeatsPerMinute)) BPM (\(share(tempo.runnerUpConfidence)))"
        }
        record.append("tempo", .text(text))
        let rhythm = track.analysis.rhythm
        let beats = rhythm.beatFrames.count
        record.append(
            "rhythm",
            .text(
                "\(beats == 1 ? "1 beat" : "\(NumberText.grouped(Int64(beats))) beats") of strength "
                    + "\(NumberText.fixed(rhythm.beatStrength, decimals: 2)), tempo stable over "
                    + "\(share(rhythm.tempoStability)), \(decimal(rhythm.onsetsPerSecond)) onsets a second"))
    }

    private func appendHarmony(to record: inout Record) {
        let key = track.analysis.harmony.key
        record.append(
            "key",
            key.confidence > 0
                ? .text("\(key.name) (\(share(key.confidence)) sure), else \(key.runnerUpName)")
                : .text("none: nothing has a pitch"))
        let chords = track.analysis.harmony.chords
        let shares = chords.histogram.enumerated().filter {
            $0.offset != Chord.none.index && $0.element >= 0.01
        }
        .sorted { ($1.element, $0.offset) < ($0.element, $1.offset) }
        guard !shares.isEmpty else { return }
        let named = shares.prefix(Self.chordCountShown).map {
            "\(Chord(index: $0.offset).name) \(share(Double($0.element)))"
        }
        record.append(
            "chords",
            .text("\(named.joined(separator: ", ")); \(decimal(chords.changesPerMinute)) changes a minute"))
        let names = chords.segments.filter { $0.chord != .none }.map(\.chord.name)
        let shown = names.prefix(Self.progressionCountShown).joined(separator: " ")
        record.append("progression", .text(names.count > Self.progressionCountShown ? shown + " …" : shown))
    }

    private func decimal(_ value: Double) -> String { NumberText.fixed(value, decimals: 1) }
    private func share(_ value: Double) -> String { NumberText.fixed(value * 100, decimals: 0) + " %" }

    private static func place(_ number: Int?, of count: Int?) -> String? {
        number.map { number in count.map { "\(number) of \($0)" } ?? "\(number)" }
    }
}
