/// Tempo, beats and onsets of a track.
package struct Rhythm: Sendable {
    /// `librosa.feature.tempo`: from the mean onset strength; 117.45 on silence.
    package let librosaTempoBpm: Double
    /// The tempo that the beats were tracked at (`librosa.beat.beat_track`): 0 on silence.
    package let beatTempoBpm: Double
    package let beatFrames: [Int]
    package let onsetFrames: [Int]
    /// Onset strength at beats over that plus the strength elsewhere: ½ where beats do not stand out.
    package let beatStrength: Double
    /// Share of the 15-second slots whose own tempo is that of the track, within 4 % or a factor of two.
    package let tempoStability: Double
    package let onsetsPerSecond: Double
    package let tempogram: Tempogram

    package init(features: FrameFeatures, origin: Int, durationSeconds: Double) {
        let strength = features.onsetStrength
        let beatStrengthCurve = features.medianOnsetStrength
        tempogram = Tempogram(onsetStrength: strength, origin: origin)
        let tempo = TempogramTempo.bpm(of: tempogram.mean)
        librosaTempoBpm = tempo
        if beatStrengthCurve.contains(where: { $0 != 0 }) {
            let ofBeats = Tempogram(onsetStrength: beatStrengthCurve)
            beatTempoBpm = TempogramTempo.bpm(of: ofBeats.mean)
        } else {
            beatTempoBpm = 0
        }
        beatFrames = BeatTracker.beats(onsetStrength: beatStrengthCurve, bpm: beatTempoBpm)
        onsetFrames = OnsetPicker.onsets(onsetStrength: strength)
        beatStrength = Self.strength(of: beatFrames, in: strength)
        let tempogram = tempogram
        let slots = (0..<tempogram.slotCount).map {
            TempogramTempo.bpm(of: tempogram.mean(ofSlots: $0..<$0 + 1))
        }
        let agreeing = slots.count { Self.agrees($0, tempo) }
        let isSilent = !strength.contains { $0 != 0 }
        tempoStability = isSilent || slots.isEmpty ? 0 : Double(agreeing) / Double(slots.count)
        onsetsPerSecond = durationSeconds > 0 ? Double(onsetFrames.count) / durationSeconds : 0
    }

    package var beatTimesSeconds: [Double] { beatFrames.map { AnalysisFrame.seconds(ofFrame: $0) } }
    package var onsetTimesSeconds: [Double] { onsetFrames.map { AnalysisFrame.seconds(ofFrame: $0) } }

    private static func strength(of beats: [Int], in curve: [Float]) -> Double {
        guard !beats.isEmpty else { return 0 }
        let atBeats = beats.reduce(0.0) { $0 + Double(curve[$1]) }
        let all = curve.reduce(0.0) { $0 + Double($1) }
        let elsewhere = (all - atBeats) / Double(max(1, curve.count - beats.count))
        let level = atBeats / Double(beats.count)
        return level + elsewhere > 0 ? level / (level + elsewhere) : 0
    }

    /// Within 4 %, octaves forgiven.
    private static func agrees(_ one: Double, _ other: Double) -> Bool {
        [0.5, 1, 2].contains { abs(one * $0 - other) <= 0.04 * other }
    }
}
