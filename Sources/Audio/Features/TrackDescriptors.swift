/// The few numbers of a track that people ask for: columns of a table.
package struct TrackDescriptors: Sendable, Equatable {
    package let durationSeconds: Double
    /// Our own best estimate with how sure it is and what else it may be; nil without a pulse.
    package let tempo: BestTempo?
    package let librosaTempoBpm: Double
    package let beatStrength: Double
    package let onsetsPerSecond: Double
    package let key: KeyEstimate
    /// Nil where nothing rises above −70 LUFS, or loudness was not asked for.
    package let loudnessLUFS: Double?
    package let loudnessRangeLU: Double?
    package let truePeakDBTP: Double?
    package let dynamicRangeDecibels: Double
    /// Harmonic part of the energy, 0…1.
    package let harmonicShare: Double
    package let harmonicToNoiseDecibels: Double
    package let silence: Silence

    init(_ measures: TrackMeasures, durationSeconds: Double) {
        self.durationSeconds = durationSeconds
        tempo = measures.tempo
        librosaTempoBpm = measures.rhythm.librosaTempoBpm
        beatStrength = measures.rhythm.beatStrength
        onsetsPerSecond = measures.rhythm.onsetsPerSecond
        key = measures.harmony.key
        loudnessLUFS = measures.loudness?.integratedLUFS
        loudnessRangeLU = measures.loudness?.rangeLU
        truePeakDBTP = measures.loudness?.truePeakDBTP
        dynamicRangeDecibels = measures.dynamicRange
        harmonicShare = measures.harmonicShare
        harmonicToNoiseDecibels = measures.summaries["harmonic_to_noise"]?.mean ?? 0
        silence = measures.silence
    }
}
