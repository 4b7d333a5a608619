/// Where the band-limited features stop: what a 128 kbps MP3 leaves much as it was, chosen by measurement
/// (docs/features/frames.md).
package enum BandLimit {
    package static let cutoffHz = 6000.0
    /// Bins below the cut-off.
    package static let binCount = Int(cutoffHz / AnalysisFrame.binHz) + 1
}
