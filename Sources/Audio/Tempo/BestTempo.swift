/// The tempo of a recording, how sure that is, and what else it may be.
package struct BestTempo: Equatable, Sendable {
    package let beatsPerMinute: Double
    /// The probability that the tempo is right within 4 %, 0…1.
    package let confidence: Double
    /// The next most probable tempo, mostly half or twice as fast; equal to the tempo where there is no other.
    package let runnerUpBeatsPerMinute: Double
    package let runnerUpConfidence: Double
}
