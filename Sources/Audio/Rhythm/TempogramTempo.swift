import Glibc

/// librosa's tempo: the lag at which the mean tempogram, weighted by a log-normal prior around 120, is greatest.
///
/// Tempi are those of whole lags: 117.45, 123.05, 129.20, … beats a minute.
package enum TempogramTempo {
    private static let priorBpm = 120.0
    private static let priorOctaves = 1.0
    private static let highestBpm = 320.0

    /// Beats per minute of a lag in frames.
    package static func bpm(ofLag lag: Int) -> Double {
        60 * AnalysisFrame.sampleRateHz / (Double(AnalysisFrame.hop) * Double(lag))
    }

    /// `librosa.feature.tempo`: 117.45 for a silent track.
    package static func bpm(of tempogram: [Double]) -> Double { bpm(ofLag: lag(of: tempogram)) }

    package static func lag(of tempogram: [Double]) -> Int {
        var best = (lag: 1, score: -Double.infinity)
        for lag in 1..<max(2, tempogram.count) where bpm(ofLag: lag) < highestBpm {
            let octaves = (log2(bpm(ofLag: lag)) - log2(priorBpm)) / priorOctaves
            let score = log1p(1e6 * max(0, tempogram[lag])) - 0.5 * octaves * octaves
            if score > best.score { best = (lag, score) }
        }
        return best.lag
    }
}
