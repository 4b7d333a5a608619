/// How loud a track is, by ITU-R BS.1770-4 and EBU Tech 3341 and 3342.
package struct Loudness: Sendable, Equatable {
    /// Gated over the whole track; nil where nothing rises above the absolute gate of -70 LUFS.
    package let integratedLUFS: Double?
    /// Between the 10th and the 95th percentile of the gated short-term loudness; 0 where there is none.
    package let rangeLU: Double
    /// The largest magnitude of a sample, in decibels to full scale; nil for digital silence.
    package let samplePeakDBFS: Double?
    /// The largest magnitude of the signal between the samples too; nil for digital silence.
    package let truePeakDBTP: Double?
    /// The loudest 400 ms; nil for a shorter track or digital silence.
    package let momentaryMaxLUFS: Double?
    /// The loudest 3 s; nil for a shorter track or digital silence.
    package let shortTermMaxLUFS: Double?
    /// The loudness of the 3 s (fewer at the start) that end at each full second, -70 at the least: for drawing.
    package let shortTermCurveLUFS: [Float]
    /// The absolute gate, and the floor of the curve.
    package static let silenceLUFS = -70.0

    package init(
        integratedLUFS: Double?, rangeLU: Double, samplePeakDBFS: Double?, truePeakDBTP: Double?,
        momentaryMaxLUFS: Double?, shortTermMaxLUFS: Double?, shortTermCurveLUFS: [Float]
    ) {
        self.integratedLUFS = integratedLUFS
        self.rangeLU = rangeLU
        self.samplePeakDBFS = samplePeakDBFS
        self.truePeakDBTP = truePeakDBTP
        self.momentaryMaxLUFS = momentaryMaxLUFS
        self.shortTermMaxLUFS = shortTermMaxLUFS
        self.shortTermCurveLUFS = shortTermCurveLUFS
    }
}
