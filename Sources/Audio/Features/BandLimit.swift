/// Where the band-limited features stop: below what a 128 kbps MP3 leaves untouched (docs/features/codecs.md).
package enum BandLimit {
    package static let cutoffHz = 8000.0
    /// Bins below the cut-off.
    package static let binCount = Int(cutoffHz / AnalysisFrame.binHz) + 1
}
