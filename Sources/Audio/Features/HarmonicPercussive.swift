import CSignal

/// How the energy of sixteen frames divides into a harmonic and a percussive part.
///
/// D. Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010, as librosa has it: medians of 31
/// magnitudes along time and along frequency, edges reflected, soft masks of power two.
final class HarmonicPercussive {
    static let width = 31
    static let reach = width / 2
    private static let outputs = CATALOG_MEDIAN_OUTPUTS
    private static let inputs = CATALOG_MEDIAN_INPUTS
    private static let paddedBins = (AnalysisFrame.binCount + outputs - 1) / outputs * outputs

    private let alongTime = AlignedBuffer(count: SpectralTile.rowStride * SpectralTile.frameCount)
    private let harmonic = AlignedBuffer(count: SpectralTile.rowStride * SpectralTile.frameCount)
    private let percussive = AlignedBuffer(count: paddedBins * SpectralTile.frameCount)

    /// Energies of the frames from `first` on; `row` gives the magnitudes of any frame within reach.
    func energies(
        first: Int, frameCount: Int, tile: SpectralTile, row: (Int) -> UnsafePointer<Float>
    ) -> (harmonic: [Float], percussive: [Float]) {
        var rows: [UnsafePointer<Float>?] = []
        var results: [UnsafeMutablePointer<Float>?] = []
        for group in stride(from: first, to: first + SpectralTile.frameCount, by: Self.outputs) {
            rows = (0..<Self.inputs).map { row(Self.reflect(group - Self.reach + $0, count: frameCount)) }
            results = (0..<Self.outputs).map {
                alongTime.floats + (group - first + $0) * SpectralTile.rowStride
            }
            catalog_median31(rows, SpectralTile.rowStride, results)
        }
        rows = (0..<SpectralTile.frameCount).map {
            UnsafePointer(alongTime.floats + $0 * SpectralTile.rowStride)
        }
        catalog_rows_to_tile(rows, SpectralTile.rowStride, harmonic.floats)
        alongFrequency(tile)
        var kept = [Float](repeating: 0, count: SpectralTile.frameCount)
        var struck = kept
        catalog_mask_energies(
            tile.magnitudes.floats, harmonic.floats, percussive.floats, AnalysisFrame.binCount, &kept, &struck
        )
        return (kept, struck)
    }

    private func alongFrequency(_ tile: SpectralTile) {
        let lanes = SpectralTile.frameCount
        withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: Self.inputs) { rows in
            withUnsafeTemporaryAllocation(of: UnsafeMutablePointer<Float>?.self, capacity: Self.outputs) {
                results in
                for group in stride(from: 0, to: Self.paddedBins, by: Self.outputs) {
                    for index in 0..<Self.inputs {
                        let bin = Self.reflect(group - Self.reach + index, count: AnalysisFrame.binCount)
                        rows.initializeElement(
                            at: index, to: UnsafePointer(tile.magnitudes.floats + bin * lanes))
                    }
                    for index in 0..<Self.outputs {
                        results.initializeElement(at: index, to: percussive.floats + (group + index) * lanes)
                    }
                    catalog_median31(rows.baseAddress, lanes, results.baseAddress)
                }
            }
        }
    }

    /// The place that stands for one outside `0..<count`: `d c b a | a b c d | d c b a`.
    static func reflect(_ index: Int, count: Int) -> Int {
        if index >= 0 && index < count { return index }
        let period = 2 * count
        let inside = ((index % period) + period) % period
        return inside < count ? inside : period - 1 - inside
    }
}
