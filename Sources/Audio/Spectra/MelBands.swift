import Glibc

/// Triangular filters at equal distances on Slaney's mel scale, each of unit area.
///
/// M. Slaney, "Auditory Toolbox", 1998: 200/3 Hz a mel below 1 kHz, then 27 mels for a factor of 6.4. Band *b* rises
/// from edge *b* to edge *b* + 1 and falls to edge *b* + 2.
package struct MelBands: Sendable {
    package static let standard = MelBands(
        bandCount: 128, highestHz: AnalysisFrame.sampleRateHz / 2, binCount: AnalysisFrame.binCount,
        binHz: AnalysisFrame.binHz)

    package let bandCount: Int
    /// First bin and number of bins of each band.
    package let starts: [UInt32]
    package let counts: [UInt32]
    /// The weights of the bands, one behind another.
    package let weights: [Float]

    package init(bandCount: Int, lowestHz: Double = 0, highestHz: Double, binCount: Int, binHz: Double) {
        precondition(bandCount > 0 && highestHz > lowestHz, "bands lie between two frequencies")
        self.bandCount = bandCount
        let lowest = Self.mel(hertz: lowestHz)
        let step = (Self.mel(hertz: highestHz) - lowest) / Double(bandCount + 1)
        let edges = (0..<bandCount + 2).map { Self.hertz(mel: lowest + Double($0) * step) }
        var starts: [UInt32] = []
        var counts: [UInt32] = []
        var weights: [Float] = []
        for band in 0..<bandCount {
            let area = 2 / (edges[band + 2] - edges[band])
            var first = 0
            var last = -1
            var row: [Float] = []
            for bin in 0..<binCount {
                let frequency = Double(bin) * binHz
                let rise = (frequency - edges[band]) / (edges[band + 1] - edges[band])
                let fall = (edges[band + 2] - frequency) / (edges[band + 2] - edges[band + 1])
                let weight = max(0, min(rise, fall))
                guard weight > 0 else { continue }
                if last < 0 { first = bin }
                last = bin
                row.append(Float(Double(Float(weight)) * area))
            }
            starts.append(UInt32(first))
            counts.append(UInt32(last < 0 ? 0 : last - first + 1))
            weights += row
        }
        self.starts = starts
        self.counts = counts
        self.weights = weights
    }

    private static let linearHzPerMel = 200.0 / 3
    private static let breakHz = 1000.0
    private static let logarithmicStep = log(6.4) / 27

    package static func mel(hertz: Double) -> Double {
        guard hertz >= breakHz else { return hertz / linearHzPerMel }
        return breakHz / linearHzPerMel + log(hertz / breakHz) / logarithmicStep
    }

    package static func hertz(mel: Double) -> Double {
        let breakMel = breakHz / linearHzPerMel
        guard mel >= breakMel else { return mel * linearHzPerMel }
        return breakHz * exp(logarithmicStep * (mel - breakMel))
    }
}
