/// The twelve pitch classes, C = 0.
package enum PitchClass {
    package static let names = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"]
}
