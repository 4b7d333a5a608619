import Glibc

/// Everything that was measured of a track: what the dimensions of its vector read.
struct TrackMeasures: Sendable {
    let summaries: [String: ColumnSummary]
    let rhythm: Rhythm
    let tempo: BestTempo?
    let harmony: TrackHarmony
    let loudness: Loudness?
    let silence: Silence
    let windows: [WindowFeatures]
    /// Energy of all frames.
    let harmonicEnergy: Double
    let percussiveEnergy: Double
    let peak: Double

    /// The mean of a number over the windows.
    func windowMean(_ value: (WindowFeatures) -> Double) -> Double {
        windows.isEmpty ? 0 : windows.reduce(0) { $0 + value($1) } / Double(windows.count)
    }

    /// Decibels between the 95th and the 10th percentile of RMS, the latter at −80 dB of full scale at least.
    var dynamicRange: Double {
        guard let rms = summaries["rms"] else { return 0 }
        let low = max(rms.quantile(0.1), 1e-4)
        return max(0, 20 * log10(max(rms.quantile(0.95), low) / low))
    }

    /// Decibels between the largest sample and the RMS of the whole.
    var crest: Double {
        guard let rms = summaries["rms"], peak > 0 else { return 0 }
        let level = (rms.mean * rms.mean + rms.deviation * rms.deviation).squareRoot()
        return level > 0 ? max(0, 20 * log10(peak / level)) : 0
    }

    var harmonicShare: Double {
        let total = harmonicEnergy + percussiveEnergy
        return total > 0 ? harmonicEnergy / total : 0.5
    }
}
