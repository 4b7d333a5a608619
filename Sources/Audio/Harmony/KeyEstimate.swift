/// The key of a recording, and how sure that is.
package struct KeyEstimate: Equatable, Sendable {
    /// The tonic, C = 0.
    package let tonic: Int
    package let isMinor: Bool
    /// The probability that the key is right, 0…1; 0 where nothing has a pitch.
    package let confidence: Double
    /// The next best key.
    package let runnerUpTonic: Int
    package let runnerUpIsMinor: Bool

    /// As musicians write it: `C major`, `F♯ minor`.
    package var name: String { PitchClass.names[tonic] + (isMinor ? " minor" : " major") }

    /// The next best key, as musicians write it.
    package var runnerUpName: String {
        PitchClass.names[runnerUpTonic] + (runnerUpIsMinor ? " minor" : " major")
    }
}
