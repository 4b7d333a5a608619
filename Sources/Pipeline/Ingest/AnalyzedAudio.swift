import Audio
import CatalogCore
import CatalogStore

/// What the audio pipeline says of one track, as the catalog keeps it.
struct AnalyzedAudio: Sendable {
    let vector: FeatureVector
    let windows: FeatureWindows
    let descriptors: Descriptors

    /// Analyses what was heard of a file; throws where there is nothing to hear.
    init(of heard: HeardAudio, name: String) throws {
        let analysis = try TrackAnalysis.analyze(heard, name: name)
        vector = analysis.vector
        windows = FeatureWindows(
            setVersion: TrackFeatures.set.version,
            startsMs: analysis.windows.map { UInt32(($0.startSeconds * 1_000).rounded()) },
            dimension: WindowFeatures.set.dimension, values: analysis.windows.flatMap(\.vector.values))
        descriptors = Descriptors(of: analysis.descriptors)
    }
}

extension Descriptors {
    /// The columns that people query, of what was measured.
    init(of measured: TrackDescriptors) {
        self.init()
        tempoBpm = measured.tempo?.beatsPerMinute
        tempoConfidence = measured.tempo?.confidence
        key = measured.key.tonic
        mode = measured.key.isMinor ? 0 : 1
        keyConfidence = measured.key.confidence
        loudnessLufs = measured.loudnessLUFS
        loudnessRangeLu = measured.loudnessRangeLU
        truePeakDb = measured.truePeakDBTP
    }
}
