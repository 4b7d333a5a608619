/// The frame features of a whole signal and its mel spectrogram.
package struct FrameAnalysis: Sendable {
    package let features: FrameFeatures
    package let mel: MelStore

    package let timings: AnalysisTimings

    /// Two passes: over the signal, and over the mel spectrogram when its loudest band is known.
    ///
    /// Throws when what a long signal's frames need does not fit into the temporary folder.
    package init(
        of source: some SampleSource, framesInMemoryMax: Int = RowStore.framesInMemoryMax,
        temporaryFolder: String = HearingLimits.standard.temporaryFolder, name: String = "a signal"
    ) throws {
        let room = FrameRoom(
            framesInMemoryMax: framesInMemoryMax, temporaryFolder: temporaryFolder, name: name)
        try self.init(of: source, harmony: nil, room: room)
    }

    init(of source: some SampleSource, harmony: HarmonyPass?, room: FrameRoom) throws {
        let pass = FramePass(source: source, writer: MelStore.Writer(room: room), harmony: harmony)
        var (features, mel) = try pass.run()
        var timings = pass.timings
        try timings.measure(\.melSeconds) { try MelPass.run(mel, into: &features, room: room) }
        self.features = features
        self.mel = mel
        self.timings = timings
    }
}
