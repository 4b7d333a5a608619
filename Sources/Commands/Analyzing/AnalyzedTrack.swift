import Audio

/// A file that was heard and analysed: everything that is known of it, and no catalog.
struct AnalyzedTrack: Sendable {
    let path: String
    let tags: TrackTags
    let heard: HeardAudio
    let analysis: TrackAnalysis

    /// Decodes, analyses and reads the tags; throws an `AudioError` that says what is wrong with the file.
    init(path: String, temporaryFolder: String) throws {
        let source = try FileByteSource(path: path)
        var limits = HearingLimits.standard
        limits.temporaryFolder = temporaryFolder
        self.path = path
        heard = try AudioFile.hear(source, limits: limits)
        tags = try TagReader.read(source)
        analysis = try TrackAnalysis.analyze(heard, name: path, temporaryFolder: temporaryFolder)
    }

    /// Every frame feature by its stable name, in a fixed order; columns have one length.
    var frameColumns: [(name: String, values: [Float])] {
        (analysis.features.namedColumns + analysis.harmony.namedColumns).map { ($0.name, $0.values) }
    }
}
