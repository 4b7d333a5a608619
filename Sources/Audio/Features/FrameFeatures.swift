/// One number for each frame and feature. Columns have one length, except that chroma and the like are rows.
package struct FrameFeatures: Sendable {
    package internal(set) var rms: [Float] = []
    package internal(set) var zeroCrossingRate: [Float] = []
    package internal(set) var centroidHz: [Float] = []
    package internal(set) var bandwidthHz: [Float] = []
    package internal(set) var rolloffHz: [Float] = []
    package internal(set) var flatness: [Float] = []
    /// Decibels between peaks and valleys, one column for each of seven bands.
    package internal(set) var contrast: [[Float]] = Array(repeating: [], count: ContrastBands.bandCount)
    /// The same below the cut-off that lossy coding keeps.
    package internal(set) var limitedCentroidHz: [Float] = []
    package internal(set) var limitedBandwidthHz: [Float] = []
    package internal(set) var limitedRolloffHz: [Float] = []
    package internal(set) var limitedFlatness: [Float] = []
    package internal(set) var limitedTopContrast: [Float] = []
    /// Distance between this spectrum and the one before, both scaled to length one: 0…√2.
    package internal(set) var flux: [Float] = []
    /// Energy of the harmonic and of the percussive part of the spectrogram.
    package internal(set) var harmonicEnergy: [Float] = []
    package internal(set) var percussiveEnergy: [Float] = []
    /// Mean and median over the mel bands of how much they rose.
    package internal(set) var onsetStrength: [Float] = []
    package internal(set) var medianOnsetStrength: [Float] = []
    /// Rows of 20 coefficients.
    package internal(set) var mfcc = RowStore(width: mfccCount)
    package static let mfccCount = 20

    package var frameCount: Int { rms.count }

    /// Makes room once, so that the columns do not grow by copying.
    mutating func reserve(_ frameCount: Int) {
        for path in Self.scalarColumns { self[keyPath: path].reserveCapacity(frameCount) }
    }

    private static var scalarColumns: [WritableKeyPath<FrameFeatures, [Float]>] {
        [
            \.rms, \.zeroCrossingRate, \.centroidHz, \.bandwidthHz, \.rolloffHz, \.flatness,
            \.limitedCentroidHz,
            \.limitedBandwidthHz, \.limitedRolloffHz, \.limitedFlatness, \.flux, \.harmonicEnergy,
            \.percussiveEnergy,
        ]
    }
}

extension FrameFeatures {
    /// Every column by name, for whoever asks for frames.
    package var namedColumns: [FrameColumn] {
        var named: [(String, [Float])] = [
            ("rms", rms), ("zero_crossing_rate", zeroCrossingRate), ("spectral_centroid", centroidHz),
            ("spectral_bandwidth", bandwidthHz), ("spectral_rolloff", rolloffHz),
            ("spectral_flatness", flatness),
            ("limited_centroid", limitedCentroidHz), ("limited_bandwidth", limitedBandwidthHz),
            ("limited_rolloff", limitedRolloffHz), ("limited_flatness", limitedFlatness),
            ("limited_top_contrast", limitedTopContrast), ("spectral_flux", flux),
            ("harmonic_energy", harmonicEnergy), ("percussive_energy", percussiveEnergy),
            ("onset_strength", onsetStrength), ("onset_strength_median", medianOnsetStrength),
        ]
        for (band, values) in contrast.enumerated() { named.append(("spectral_contrast_\(band)", values)) }
        let cepstrum = (0..<Self.mfccCount).map { coefficient in
            FrameColumn("mfcc_\(coefficient)") { mfcc.column(coefficient) }
        }
        return named.map { name, values in FrameColumn(name) { values } } + cepstrum
    }

    package func mfccColumn(_ coefficient: Int) -> [Float] { mfcc.column(coefficient) }
}
