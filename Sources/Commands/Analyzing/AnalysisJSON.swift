import Audio
import CatalogCore

/// An analysed track as programs read it. The names are part of the interface and never change.
struct AnalysisJSON {
    let track: AnalyzedTrack
    let includesFrames: Bool

    private var analysis: TrackAnalysis { track.analysis }

    var value: JSONValue {
        var fields: [(String, JSONValue)] = [
            ("file", .string(track.path)), ("format", format), ("completeness", completeness), ("tags", tags),
            ("identity", identity), ("loudness", loudness), ("tempo", tempo), ("rhythm", rhythm),
            ("key", key),
            ("chords", chords), ("sound", sound),
            (
                "vector",
                .object([
                    ("set", .string(TrackFeatures.set.name)),
                    ("version", .integer(Int64(analysis.vector.setVersion))),
                    ("values", Self.named(analysis.vector, in: TrackFeatures.set)),
                ])
            ), ("windows", windows),
        ]
        if includesFrames {
            fields.append(
                ("frames", .object(track.frameColumns.map { ($0.name, .array($0.values.map(Self.number))) })))
        }
        return .object(fields)
    }

    private var format: JSONValue {
        let format = track.heard.format
        return .object([
            ("codec", .string(format.codec)), ("container", .string(format.container.rawValue)),
            ("sample_rate_hz", .integer(Int64(format.sampleRateHz))),
            ("channels", .integer(Int64(format.channelCount))),
            ("bit_rate_kbps", Self.number(format.bitRateKbps)),
            ("duration_seconds", .number(track.heard.durationSeconds)),
        ])
    }

    private var completeness: JSONValue {
        var reason = JSONValue.null
        if case .partial(_, let why) = track.heard.completeness { reason = .string(why) }
        return .object([
            ("is_complete", .bool(track.heard.completeness == .complete)),
            ("percent", .integer(Int64(track.heard.completeness.percent))), ("reason", reason),
            ("unusable_frames", .integer(Int64(track.heard.unusableFrameCount))),
        ])
    }

    private var tags: JSONValue {
        let tags = track.tags
        return .object([
            ("title", Self.text(tags.title)), ("artists", Self.texts(tags.artists)),
            ("album", Self.text(tags.album)), ("album_artist", Self.text(tags.albumArtist)),
            ("genres", Self.texts(tags.genres)), ("date", Self.text(tags.date)),
            ("track_number", Self.integer(tags.trackNumber)), ("track_count", Self.integer(tags.trackCount)),
            ("disc_number", Self.integer(tags.discNumber)), ("disc_count", Self.integer(tags.discCount)),
            ("tempo_bpm", Self.number(tags.beatsPerMinute)), ("key", Self.text(tags.key)),
            ("isrc", Self.text(tags.isrc)),
            ("musicbrainz_recording_id", Self.text(tags.musicBrainz.recording)),
            ("musicbrainz_release_id", Self.text(tags.musicBrainz.release)),
            ("musicbrainz_release_group_id", Self.text(tags.musicBrainz.releaseGroup)),
            ("musicbrainz_artist_ids", Self.texts(tags.musicBrainz.artists)),
            ("replaygain_track_gain_db", Self.number(tags.replayGain.trackGainDB)),
            ("replaygain_track_peak", Self.number(tags.replayGain.trackPeak)),
            ("replaygain_album_gain_db", Self.number(tags.replayGain.albumGainDB)),
            ("replaygain_album_peak", Self.number(tags.replayGain.albumPeak)),
            ("lyrics", Self.text(tags.lyrics)), ("is_compilation", .bool(tags.isCompilation)),
            ("cover_media_type", Self.text(tags.cover?.mediaType)),
            ("cover_bytes", Self.integer(tags.cover?.bytes.count)),
        ])
    }

    private var identity: JSONValue {
        let words = track.heard.fingerprint?.words.map { JSONValue.integer(Int64($0)) }
        return .object([
            ("content_sha256", Self.text(track.heard.identity.map { $0.content.description })),
            ("audio_sha256", Self.text(track.heard.identity.map { $0.audio.description })),
            ("fingerprint_id", Self.text(track.heard.fingerprint?.shortID)),
            ("fingerprint", words.map(JSONValue.array) ?? .null),
        ])
    }

    private var loudness: JSONValue {
        guard let loudness = track.heard.loudness else { return .null }
        return .object([
            ("integrated_lufs", Self.number(loudness.integratedLUFS)),
            ("range_lu", .number(loudness.rangeLU)),
            ("sample_peak_dbfs", Self.number(loudness.samplePeakDBFS)),
            ("true_peak_dbtp", Self.number(loudness.truePeakDBTP)),
            ("momentary_max_lufs", Self.number(loudness.momentaryMaxLUFS)),
            ("short_term_max_lufs", Self.number(loudness.shortTermMaxLUFS)),
            ("short_term_lufs", .array(loudness.shortTermCurveLUFS.map(Self.number))),
        ])
    }

    private var tempo: JSONValue {
        let best = analysis.descriptors.tempo
        return .object([
            ("bpm", Self.number(best?.beatsPerMinute)), ("confidence", Self.number(best?.confidence)),
            ("runner_up_bpm", Self.number(best?.runnerUpBeatsPerMinute)),
            ("runner_up_confidence", Self.number(best?.runnerUpConfidence)),
            ("librosa_bpm", .number(analysis.rhythm.librosaTempoBpm)),
            ("beat_bpm", .number(analysis.rhythm.beatTempoBpm)),
        ])
    }

    private var rhythm: JSONValue {
        .object([
            ("beat_strength", .number(analysis.rhythm.beatStrength)),
            ("tempo_stability", .number(analysis.rhythm.tempoStability)),
            ("onsets_per_second", .number(analysis.rhythm.onsetsPerSecond)),
            ("beats_seconds", .array(analysis.rhythm.beatTimesSeconds.map(JSONValue.number))),
            ("onsets_seconds", .array(analysis.rhythm.onsetTimesSeconds.map(JSONValue.number))),
        ])
    }

    private var key: JSONValue {
        let key = analysis.harmony.key
        return .object([
            ("tonic", .string(PitchClass.names[key.tonic])),
            ("mode", .string(key.isMinor ? "minor" : "major")),
            ("name", .string(key.name)), ("confidence", .number(key.confidence)),
            ("runner_up", .string(key.runnerUpName)), ("tuning_semitones", .number(analysis.harmony.tuning)),
        ])
    }

    private var chords: JSONValue {
        let chords = analysis.harmony.chords
        return .object([
            ("changes_per_minute", .number(chords.changesPerMinute)),
            (
                "segments",
                .array(
                    chords.segments.map {
                        .object([
                            ("chord", .string($0.chord.name)), ("start_seconds", .number($0.startSeconds)),
                            ("end_seconds", .number($0.endSeconds)),
                        ])
                    })
            ),
        ])
    }

    private var sound: JSONValue {
        let known = analysis.descriptors
        return .object([
            ("harmonic_share", .number(known.harmonicShare)),
            ("harmonic_to_noise_db", .number(known.harmonicToNoiseDecibels)),
            ("dynamic_range_db", .number(known.dynamicRangeDecibels)),
            ("leading_silence_seconds", .number(known.silence.leadingSeconds)),
            ("trailing_silence_seconds", .number(known.silence.trailingSeconds)),
        ])
    }

    private var windows: JSONValue {
        .array(
            analysis.windows.map { window in
                .object([
                    ("start_seconds", .number(window.startSeconds)),
                    ("end_seconds", .number(AnalysisFrame.seconds(ofFrame: window.frames.upperBound))),
                    ("tempo_bpm", .number(window.tempoBpm)),
                    ("values", Self.named(window.vector, in: WindowFeatures.set)),
                ])
            })
    }

    private static func named(_ vector: FeatureVector, in set: FeatureSet) -> JSONValue {
        .object(zip(set.features, vector.values).map { ($0.name, number($1)) })
    }

    /// The fewest digits that give the same single-precision number back.
    private static func number(_ value: Float) -> JSONValue { .number(Double("\(value)") ?? Double(value)) }
    private static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.number) ?? .null }
    private static func integer(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }
    private static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }
    private static func texts(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
}
