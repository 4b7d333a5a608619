/// The frame features of a whole signal and its mel spectrogram.
package struct FrameAnalysis: Sendable {
    package let features: FrameFeatures
    package let mel: MelStore

    package let timings: AnalysisTimings

    /// Two passes: over the signal, and over the mel spectrogram when its loudest band is known.
    ///
    /// Throws when a long signal's mel spectrogram does not fit into the temporary folder.
    package init(
        of source: some SampleSource, melFramesInMemoryMax: Int = MelStore.framesInMemoryMax,
        temporaryFolder: String = HearingLimits.standard.temporaryFolder, name: String = "a signal"
    ) throws {
        try self.init(
            of: source, harmony: nil, melFramesInMemoryMax: melFramesInMemoryMax,
            temporaryFolder: temporaryFolder,
            name: name)
    }

    init(
        of source: some SampleSource, harmony: HarmonyPass?, melFramesInMemoryMax: Int,
        temporaryFolder: String,
        name: String
    ) throws {
        let writer = MelStore.Writer(
            framesInMemoryMax: melFramesInMemoryMax, folder: temporaryFolder, name: name)
        let pass = FramePass(source: source, writer: writer, harmony: harmony)
        var (features, mel) = try pass.run()
        var timings = pass.timings
        timings.measure(\.melSeconds) { MelPass.run(mel, into: &features) }
        self.features = features
        self.mel = mel
        self.timings = timings
    }
}
