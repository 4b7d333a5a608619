/// What one pass over a file gave.
package struct HeardAudio: Sendable {
    package let format: AudioFormat
    /// Mono at the rate of analysis.
    package let signal: MonoSignal
    package let completeness: Completeness
    /// Frames at the file's own rate.
    package let decodedFrameCount: Int
    /// Frames with a sample that was no number or beyond reason, and became zero.
    package let unusableFrameCount: Int

    /// Nil where the caller did not ask for it.
    package let loudness: Loudness?
    /// Of the first two minutes; nil where the caller did not ask for it or the signal is too short.
    package let fingerprint: Fingerprint?
    /// Nil where the caller did not ask for it.
    package let identity: FileIdentity?
    /// What the hearing cost.
    package let timings: HearingTimings

    /// At the file's own rate, before resampling.
    package var durationSeconds: Double { Double(decodedFrameCount) / Double(format.sampleRateHz) }
}
