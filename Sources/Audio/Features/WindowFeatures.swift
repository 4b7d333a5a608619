import CatalogCore

/// The features of one of the 30-second windows that sweep over a track, half a window apart, from the first sound on.
///
/// A track shorter than a window has one that ends with it; otherwise every window is whole.
package struct WindowFeatures: Sendable {
    /// 30 s in frames.
    package static let frameCount = 1292
    /// Frames between the starts of two windows.
    package static let hopFrames = frameCount / 2
    /// The name, version and dimensions of `vector`.
    package static var set: FeatureSet { table.set }

    /// The table of docs/features/window-vector.md.
    package static var documentation: String { table.markdown }

    package let frames: Range<Int>
    package let level: LevelPattern
    package let tempoBpm: Double
    package let vector: FeatureVector

    package var startSeconds: Double { AnalysisFrame.seconds(ofFrame: frames.lowerBound) }

    /// What the entries of the table read.
    struct Measures: Sendable {
        let summaries: [String: ColumnSummary]
        let level: LevelPattern
        let tempoBpm: Double
    }

    init(
        frames: Range<Int>, index: Int, rms: [Float], summaries: [String: ColumnSummary], rhythm: Rhythm
    ) {
        let level = LevelPattern(rms: rms[frames])
        let slots = index..<index + 2
        let tempo = TempogramTempo.bpm(of: rhythm.tempogram.mean(ofSlots: slots))
        self.frames = frames
        self.level = level
        tempoBpm = tempo
        vector = Self.table.vector(of: Measures(summaries: summaries, level: level, tempoBpm: tempo))
    }

    /// The ranges of a track's windows.
    package static func ranges(of frameCount: Int, from first: Int) -> [Range<Int>] {
        let last = max(first, frameCount - Self.frameCount)
        return stride(from: first, through: last, by: hopFrames).map {
            $0..<min(frameCount, $0 + Self.frameCount)
        }
    }

    private static let columns = FeatureColumns.ofWindows

    static let table = FeatureTable<Measures>(
        name: "window", version: 1,
        entries: columns.flatMap { $0.entries { $0.summaries[$1] ?? ColumnSummary([]) } } + [
            FeatureEntry("rms_max", "full scale", 0 ... .infinity, "dynamics", "largest RMS of a frame") {
                $0.level.largestRMS
            },
            FeatureEntry(
                "share_above_mean_rms", "ratio", 0...1, "dynamics", "frames louder than the mean RMS"
            ) {
                $0.level.shareAboveMean
            },
            FeatureEntry(
                "mean_crossings", "count", 0...Float(frameCount), "dynamics",
                "how often the RMS passes its mean"
            ) { Double($0.level.meanCrossings) },
            FeatureEntry(
                "large_jumps", "count", 0...Float(frameCount), "dynamics",
                "changes of RMS from frame to frame above a quarter of the mean"
            ) { Double($0.level.largeJumps) },
            FeatureEntry(
                "tempo", "beats per minute", 0...330, "rhythm", "librosa's tempo of the window's tempogram"
            ) {
                $0.tempoBpm
            },
        ])
}
