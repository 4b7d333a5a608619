/// The columns that vectors summarise.
enum FeatureColumns {
    private static let unbounded: ClosedRange<Float> = -.infinity ... .infinity
    private static let positive: ClosedRange<Float> = 0 ... .infinity
    private static let hertz: ClosedRange<Float> = 0...11_025
    private static let limitedHertz: ClosedRange<Float> = 0...Float(BandLimit.cutoffHz)
    private static let spread: [FeatureColumn.Statistic] = [.mean, .deviation, .quantile(10), .quantile(90)]

    static let dynamics: [FeatureColumn] = [
        FeatureColumn(
            "rms", "full scale", positive, "dynamics", "root mean square of a frame",
            [.mean, .deviation, .largest, .quantile(10), .quantile(50), .quantile(95)])
    ]

    static let timbre: [FeatureColumn] =
        [
            FeatureColumn("zero_crossing_rate", "per sample", 0...1, "timbre", "zero crossings", spread),
            FeatureColumn("spectral_centroid", "Hz", hertz, "timbre", "magnitude-weighted mean frequency"),
            FeatureColumn(
                "spectral_bandwidth", "Hz", hertz, "timbre", "spread of the spectrum around its centroid"),
            FeatureColumn(
                "spectral_rolloff", "Hz", hertz, "timbre", "frequency below which 85 % of the magnitude lies"),
            FeatureColumn(
                "spectral_flatness", "ratio", 0...1, "timbre", "geometric over arithmetic mean power"),
            FeatureColumn(
                "limited_centroid", "Hz", limitedHertz, "timbre", "centroid below the cut-off", spread),
            FeatureColumn("limited_bandwidth", "Hz", limitedHertz, "timbre", "bandwidth below the cut-off"),
            FeatureColumn("limited_rolloff", "Hz", limitedHertz, "timbre", "rolloff below the cut-off"),
            FeatureColumn("limited_flatness", "ratio", 0...1, "timbre", "flatness below the cut-off", spread),
            FeatureColumn(
                "limited_top_contrast", "dB", unbounded, "timbre", "contrast between 3.2 kHz and the cut-off"),
            FeatureColumn(
                "spectral_flux", "ratio", 0...1.4143, "timbre",
                "distance between successive spectra of unit length",
                [.mean, .deviation, .quantile(90)]),
        ]
        + (0..<ContrastBands.bandCount).map {
            FeatureColumn(
                "spectral_contrast_\($0)", "dB", unbounded, "timbre", "peak over valley in \(bandNames[$0])")
        }

    static let cepstrum: [FeatureColumn] = (0..<FrameFeatures.mfccCount).map {
        FeatureColumn("mfcc_\($0)", "dB", unbounded, "timbre", "cepstral coefficient \($0) of 128 mel bands")
    }

    static let cepstrumChange: [FeatureColumn] = (0..<FrameFeatures.mfccCount).flatMap { number in
        [
            FeatureColumn(
                "mfcc_delta_\(number)", "dB per frame", unbounded, "timbre", "slope of coefficient \(number)",
                [.deviation]),
            FeatureColumn(
                "mfcc_delta2_\(number)", "dB per frame²", unbounded, "timbre",
                "curvature of coefficient \(number)",
                [.deviation]),
        ]
    }

    static let separation: [FeatureColumn] = [
        FeatureColumn("harmonic_share", "ratio", 0...1, "timbre", "harmonic part of a frame's energy"),
        FeatureColumn(
            "harmonic_level", "full scale", positive, "timbre",
            "root mean square of the harmonic part of a frame"),
        FeatureColumn(
            "percussive_level", "full scale", positive, "timbre", "root mean square of the percussive part"),
    ]

    static let onset: [FeatureColumn] = [
        FeatureColumn(
            "onset_strength", "dB", positive, "rhythm", "mean rise of the mel bands",
            [.mean, .deviation, .quantile(90)])
    ]

    static let pitch: [FeatureColumn] =
        [
            FeatureColumn(
                "harmonic_to_noise", "dB", -20...40, "harmony", "periodic over other energy", spread),
            FeatureColumn("chroma_stft", "ratio", 0...1, "harmony", "mean of the twelve chroma of a frame"),
        ]
        + PitchClass.names.enumerated().flatMap { number, name in
            [
                FeatureColumn(
                    "chroma_stft_\(number)", "ratio", 0...1, "harmony",
                    "\(name) in the chroma of the spectrum"),
                FeatureColumn(
                    "chroma_cqt_\(number)", "ratio", 0...1, "harmony", "\(name) in the constant-Q chroma"),
                FeatureColumn(
                    "chroma_energy_\(number)", "ratio", 0...1, "harmony",
                    "\(name) in the chroma energy statistics (CENS)"),
            ]
        }
        + (0..<ChromaSequence.centroidCount).map {
            FeatureColumn("tonnetz_\($0)", "ratio", -1...1, "harmony", "tonal centroid, axis \($0)")
        }

    /// Everything.
    static let all = dynamics + timbre + cepstrum + cepstrumChange + separation + onset + pitch
    /// What windows summarise: no quantiles, no deltas.
    static let ofWindows = (dynamics + timbre + cepstrum + separation + onset + pitch).map {
        FeatureColumn($0.name, $0.unit, $0.range, $0.group, $0.meaning, [.mean, .deviation])
    }

    private static let bandNames = [
        "0–200 Hz", "200–400 Hz", "400–800 Hz", "0.8–1.6 kHz", "1.6–3.2 kHz", "3.2–6.4 kHz", "6.4–11 kHz",
    ]
}
