import CSignal

/// Work space for the shapes of sixteen frames at once.
final class SpectralTile {
    static let frameCount = CATALOG_LANES
    /// Floats of a row of magnitudes: the bins, rounded up to whole registers.
    static let rowStride = (AnalysisFrame.binCount + 15) / 16 * 16

    let magnitudes = AlignedBuffer(count: rowStride * frameCount)

    /// Takes sixteen rows of magnitudes.
    func load(_ rows: [UnsafePointer<Float>]) {
        precondition(rows.count == Self.frameCount, "a tile holds sixteen frames")
        let pointers = rows.map { Optional($0) }
        catalog_rows_to_tile(pointers, Self.rowStride, magnitudes.floats)
    }

    func shape(bins: Int) -> catalog_shape {
        var shape = catalog_shape()
        catalog_spectral_shape(magnitudes.floats, bins, 0.85, 1e-10, &shape)
        return shape
    }

    /// Mean magnitudes of a band's valley and peak, one for each frame.
    func extremes(_ band: ContrastBands.Band, valleys: inout [Float], peaks: inout [Float]) {
        catalog_extremes(
            magnitudes.floats + band.bins.lowerBound * Self.frameCount, band.bins.count, band.kept, &valleys,
            &peaks)
    }
}
