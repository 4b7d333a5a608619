import CSignal

/// Spectral contrast from the magnitudes of peaks and valleys: the decibels between them, when each is cut at 80 dB
/// below its loudest of the whole track (librosa's `top_db`).
enum Contrast {
    private static let rangeDecibels: Float = 80
    private static let floor: Float = 1e-10

    /// Leaves the contrast of some bands in place of their peaks, and nothing of their valleys: both are as long as the track.
    static func subtract(_ valleys: inout [[Float]], from peaks: inout [[Float]], bands: Range<Int>) {
        cut(&peaks, bands)
        cut(&valleys, bands)
        for band in bands {
            for frame in peaks[band].indices { peaks[band][frame] -= valleys[band][frame] }
            valleys[band] = []
        }
    }

    private static func cut(_ columns: inout [[Float]], _ bands: Range<Int>) {
        for band in bands { catalog_decibels(&columns[band], columns[band].count, floor) }
        let lowest = (columns[bands].compactMap { $0.max() }.max() ?? 0) - rangeDecibels
        for band in bands {
            for frame in columns[band].indices { columns[band][frame] = max(columns[band][frame], lowest) }
        }
    }
}
