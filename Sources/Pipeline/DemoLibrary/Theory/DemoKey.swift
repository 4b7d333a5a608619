/// A key: a tonic and major or minor.
package struct DemoKey: Sendable, Equatable, Codable {
    /// 0 is C.
    package let tonic: Int
    package let isMinor: Bool

    package init(tonic: Int, isMinor: Bool) {
        self.tonic = tonic
        self.isMinor = isMinor
    }

    static let pitchNames = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"]

    /// As a person says it: `A minor`.
    package var name: String { Self.pitchNames[tonic] + (isMinor ? " minor" : " major") }

    /// As tags hold it: `Am`.
    package var tag: String { Self.pitchNames[tonic] + (isMinor ? "m" : "") }

    /// Semitones above the tonic of the seven notes.
    var scale: [Int] { isMinor ? [0, 2, 3, 5, 7, 8, 10] : [0, 2, 4, 5, 7, 9, 11] }

    /// The note `step` scale steps above the tonic that lies at or above `lowest`.
    func note(step: Int, above lowest: Int) -> Int {
        let base = lowest + ((tonic - lowest) % 12 + 12) % 12
        let octave = step >= 0 ? step / 7 : (step - 6) / 7
        return base + 12 * octave + scale[step - 7 * octave]
    }
}
