import Glibc

/// The octave bands of spectral contrast, as librosa cuts them: 0–200 Hz, then six octaves up to Nyquist.
///
/// D.-N. Jiang and others, "Music type classification by spectral contrast feature", ICME 2002. A band includes both of
/// its edges and, except for the first, the bin below; all but the last then lose their last bin, but the number of
/// bins averaged, 2 %, is counted before.
package struct ContrastBands: Sendable {
    package struct Band: Sendable, Equatable {
        package let bins: Range<Int>
        /// How many of the smallest and of the largest magnitudes are averaged.
        package let kept: Int
    }

    package static let standard = ContrastBands()
    package static let bandCount = 7
    package let bands: [Band]
    /// From 3.2 kHz to where lossy coding begins to cut.
    package let topBelowCutoff: Band

    private static let share = 0.02
    private static let lowestHz = 200.0

    package init() {
        var bands: [Band] = []
        for index in 0..<Self.bandCount {
            let low = index == 0 ? 0 : Self.lowestHz * exp2(Double(index - 1))
            let high = Self.lowestHz * exp2(Double(index))
            var first = Int((low / AnalysisFrame.binHz).rounded(.up))
            var end = min(AnalysisFrame.binCount, Int((high / AnalysisFrame.binHz).rounded(.down)) + 1)
            if index > 0 { first -= 1 }
            if index == Self.bandCount - 1 { end = AnalysisFrame.binCount }
            let kept = max(1, Int((Self.share * Double(end - first)).rounded(.toNearestOrEven)))
            if index < Self.bandCount - 1 { end -= 1 }
            bands.append(Band(bins: first..<end, kept: kept))
        }
        self.bands = bands
        let top = bands[Self.bandCount - 2].bins.lowerBound..<BandLimit.binCount
        topBelowCutoff = Band(
            bins: top, kept: max(1, Int((Self.share * Double(top.count)).rounded(.toNearestOrEven))))
    }
}
