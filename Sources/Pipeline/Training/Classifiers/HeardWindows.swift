import Audio
import CatalogCore

/// The windows of a track that are worth a vote: those before the first and after the last sound are not.
enum HeardWindows {
    /// A window whose level lies 60 dB below the loudest moment of the track is silence, as a frame is.
    private static let depth: Float = 0.001
    private static let level = WindowFeatures.set.index(of: "rms_mean") ?? 0
    private static let loudest = WindowFeatures.set.index(of: "rms_max") ?? 0

    /// The numbers of the windows from the first that sounds to the last; all where none does.
    static func indices(of values: [Float]) -> Range<Int> {
        let width = WindowFeatures.set.dimension
        let count = values.count / width
        let peak = (0..<count).map { values[$0 * width + loudest] }.max() ?? 0
        let sounding = (0..<count).filter { values[$0 * width + level] > peak * depth }
        guard let first = sounding.first, let last = sounding.last else { return 0..<count }
        return first..<last + 1
    }
}
