import CatalogCore
import Glibc

/// The vector of a whole track: feature set version 1.
package enum TrackFeatures {
    /// Names, units, ranges and groups of the dimensions.
    package static var set: FeatureSet { table.set }
    /// The table of docs/features/track-vector.md.
    package static var documentation: String { table.markdown }

    static let table = FeatureTable<TrackMeasures>(
        name: "track", version: 1,
        entries: FeatureColumns.all.flatMap { $0.entries { $0.summaries[$1] ?? ColumnSummary([]) } } + timbre
            + dynamics
            + loudness + rhythm + harmony)

    private typealias Entry = FeatureEntry<TrackMeasures>
    private static let positive: ClosedRange<Float> = 0 ... .infinity
    private static let frames = Float(WindowFeatures.frameCount)

    private static let timbre: [Entry] = [
        Entry(
            "harmonic_percussive_share", "ratio", 0...1, "timbre", "harmonic part of the energy of the track"
        ) {
            $0.harmonicShare
        }
    ]

    private static let dynamics: [Entry] = [
        Entry("dynamic_range", "dB", 0...100, "dynamics", "95th over 10th percentile of RMS") {
            $0.dynamicRange
        },
        Entry("crest", "dB", positive, "dynamics", "largest sample over the RMS of the track") { $0.crest },
        Entry(
            "leading_silence", "s", positive, "dynamics", "before the first frame within 60 dB of the loudest"
        ) {
            $0.silence.leadingSeconds
        },
        Entry(
            "trailing_silence", "s", positive, "dynamics", "behind the last frame within 60 dB of the loudest"
        ) {
            $0.silence.trailingSeconds
        },
        Entry(
            "share_above_mean_rms", "ratio", 0...1, "dynamics",
            "frames louder than the mean, mean over windows"
        ) {
            $0.windowMean(\.level.shareAboveMean)
        },
        Entry(
            "mean_crossings", "count", 0...frames, "dynamics",
            "how often RMS passes its mean, mean over windows"
        ) {
            $0.windowMean { Double($0.level.meanCrossings) }
        },
        Entry(
            "large_jumps", "count", 0...frames, "dynamics",
            "changes of RMS between frames above a quarter of the mean, mean over windows"
        ) { $0.windowMean { Double($0.level.largeJumps) } },
    ]

    private static let loudness: [Entry] = [
        Entry("loudness", "LUFS", -70...20, "loudness", "integrated loudness (EBU R 128)") {
            $0.loudness?.integratedLUFS ?? Loudness.silenceLUFS
        },
        Entry("loudness_range", "LU", 0...100, "loudness", "loudness range (EBU Tech 3342)") {
            $0.loudness?.rangeLU ?? 0
        },
        Entry("true_peak", "dBTP", -120...20, "loudness", "largest magnitude between the samples too") {
            $0.loudness?.truePeakDBTP ?? -120
        },
    ]

    private static let rhythm: [Entry] = [
        Entry(
            "tempo", "beats per minute", 0...330, "rhythm",
            "our own best estimate; 120, in the middle, without a pulse"
        ) {
            $0.tempo?.beatsPerMinute ?? TempoFinder.middle
        },
        Entry("tempo_confidence", "probability", 0...1, "rhythm", "that the tempo is right within 4 %") {
            $0.tempo?.confidence ?? 0
        },
        Entry("tempo_librosa", "beats per minute", 0...330, "rhythm", "`librosa.feature.tempo`") {
            $0.rhythm.librosaTempoBpm
        },
        Entry(
            "beat_tempo", "beats per minute", 0...330, "rhythm", "at which `librosa.beat.beat_track` tracks"
        ) {
            $0.rhythm.beatTempoBpm
        },
        Entry("beat_strength", "ratio", 0...1, "rhythm", "onset strength at beats over that plus the rest") {
            $0.rhythm.beatStrength
        },
        Entry("tempo_stability", "ratio", 0...1, "rhythm", "15-second slots that have the tempo of the track")
        {
            $0.rhythm.tempoStability
        },
        Entry("onset_rate", "per second", 0...50, "rhythm", "onsets of `librosa.onset.onset_detect`") {
            $0.rhythm.onsetsPerSecond
        },
    ]

    private static let harmony: [Entry] =
        [
            Entry(
                "key_fifths_cosine", "ratio", -1...1, "harmony",
                "tonic on the circle of fifths from C, cosine"
            ) {
                cos(fifths($0.harmony.key.tonic))
            },
            Entry("key_fifths_sine", "ratio", -1...1, "harmony", "tonic on the circle of fifths from C, sine")
            {
                sin(fifths($0.harmony.key.tonic))
            },
            Entry("mode", "0 major, 1 minor", 0...1, "harmony", "whether the key is minor") {
                $0.harmony.key.isMinor ? 1 : 0
            },
            Entry("key_confidence", "probability", 0...1, "harmony", "of the key among 24") {
                $0.harmony.key.confidence
            },
            Entry("tuning", "semitones", -0.5...0.5, "harmony", "from A = 440 Hz") { $0.harmony.tuning },
            Entry("chord_changes", "per minute", positive, "harmony", "from one chord to another") {
                $0.harmony.chords.changesPerMinute
            },
        ]
        + (0..<Chord.count).map { index in
            let name = Chord(index: index).name
            return Entry("chord_share_\(index)", "ratio", 0...1, "harmony", "time of the chord \(name)") {
                Double($0.harmony.chords.histogram[index])
            }
        }

    private static func fifths(_ tonic: Int) -> Double { 2 * Double.pi * Double(tonic * 7 % 12) / 12 }
}
