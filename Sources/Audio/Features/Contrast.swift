import CSignal

/// Spectral contrast from the magnitudes of peaks and valleys: the decibels between them, when each is cut at 80 dB
/// below its loudest of the whole track (librosa's `top_db`).
enum Contrast {
    private static let rangeDecibels: Float = 80
    private static let floor: Float = 1e-10

    /// One column for each band.
    static func columns(peaks: ArraySlice<[Float]>, valleys: ArraySlice<[Float]>) -> [[Float]] {
        zip(cut(peaks), cut(valleys)).map { peaks, valleys in
            zip(peaks, valleys).map { $0 - $1 }
        }
    }

    private static func cut(_ bands: ArraySlice<[Float]>) -> [[Float]] {
        var bands = Array(bands)
        for band in bands.indices { catalog_decibels(&bands[band], bands[band].count, floor) }
        let lowest = (bands.compactMap { $0.max() }.max() ?? 0) - rangeDecibels
        return bands.map { $0.map { max($0, lowest) } }
    }
}
