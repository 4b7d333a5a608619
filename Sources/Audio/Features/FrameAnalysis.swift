/// The frame features of a whole signal and its mel spectrogram.
package struct FrameAnalysis: Sendable {
    package let features: FrameFeatures
    package let mel: MelStore

    /// Two passes: over the signal, and over the mel spectrogram when its loudest band is known.
    ///
    /// Throws when a long signal's mel spectrogram does not fit into the temporary folder.
    package init(
        of source: some SampleSource, melFramesInMemoryMax: Int = MelStore.framesInMemoryMax,
        temporaryFolder: String = "/tmp", name: String = "a signal"
    ) throws {
        let writer = MelStore.Writer(
            framesInMemoryMax: melFramesInMemoryMax, folder: temporaryFolder, name: name)
        var (features, mel) = try FramePass(source: source, writer: writer).run()
        MelPass.run(mel, into: &features)
        self.features = features
        self.mel = mel
    }
}
