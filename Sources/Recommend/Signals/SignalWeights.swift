/// How much each thing that people do says of what they want; docs/features/signals.md has the table.
///
/// The preference for a track is
///
///     play · log₂(1 + Σ completion · fade) - Σ skip(completion) · fade + stance · fade + rating · fade
///
/// with fade = 2^(-age / half-life), bounded by ±`limit`. The last stance and the last rating count, a ban for ever.
package struct SignalWeights: Sendable, Equatable, Codable {
    /// A first full play; the second adds 0.58 of it, the third 0.42.
    package var play = 1.0
    /// A skip in the first seconds; one near the end counts `lateSkip`, between them on a line.
    package var earlySkip = 0.8
    package var lateSkip = 0.1
    /// Where on the way a skip stops being early, as a share of the track.
    package var earlySkipEnd = 0.5
    /// How much of a track counts as heard where nobody knows.
    package var unknownCompletion = 0.9
    package var like = 2.0
    package var dislike = -2.5
    package var ban = -5.0
    /// Each star above (or below) `neutralRating`.
    package var star = 1.0
    package var neutralRating = 2.75
    /// What was good stays good for long; a skip is forgotten sooner.
    package var likingHalfLifeDays = 365.0
    package var dislikingHalfLifeDays = 90.0
    package var limit = 6.0

    package init() {}

    package static let standard = SignalWeights()
}
