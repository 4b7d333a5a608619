/// The silence before and after what is heard.
package struct Silence: Sendable, Equatable {
    /// A frame is silent when its RMS lies further than this below the loudest frame's (librosa's `trim`).
    package static let depthDecibels = 60.0

    package let firstHeardFrame: Int
    /// One past the last frame that is heard.
    package let endOfHeardFrames: Int
    package let leadingSeconds: Double
    package let trailingSeconds: Double

    package init(rms: [Float]) {
        let threshold = (rms.max() ?? 0) * 0.001
        let first = rms.firstIndex { $0 > threshold } ?? 0
        let end = (rms.lastIndex { $0 > threshold } ?? rms.count - 1) + 1
        firstHeardFrame = first
        endOfHeardFrames = end
        leadingSeconds = AnalysisFrame.seconds(ofFrame: first)
        trailingSeconds = AnalysisFrame.seconds(ofFrame: rms.count - end)
    }
}
