/// A chord by its root and the semitones above it.
struct DemoChord: Sendable, Equatable {
    /// 0 is C.
    let root: Int
    let intervals: [Int]
    let suffix: String

    /// As chord sheets write it: `Am7`.
    var name: String { DemoKey.pitchNames[root] + suffix }

    var pitchClasses: [Int] { intervals.map { (root + $0) % 12 } }

    func contains(_ note: Int) -> Bool { pitchClasses.contains((note % 12 + 12) % 12) }

    /// Reads a roman numeral over a tonic: `I`, `vi`, `V7`, `bVI`, `ii7`, `Imaj7`, `vii°`. Degrees are those of the
    /// major scale, `b` lowers them, in minor keys too.
    init(numeral: String, tonic: Int) {
        var rest = numeral[...]
        var shift = 0
        if rest.hasPrefix("b") {
            shift = -1
            rest = rest.dropFirst()
        }
        let letters = rest.prefix { "iIvV".contains($0) }
        let suffix = rest.dropFirst(letters.count)
        let degrees = ["i": 0, "ii": 2, "iii": 4, "iv": 5, "v": 7, "vi": 9, "vii": 11]
        guard let degree = degrees[letters.lowercased()] else {
            preconditionFailure("a numeral names a degree: \(numeral)")
        }
        let isMinor = letters.first?.isLowercase == true
        root = ((tonic + degree + shift) % 12 + 12) % 12
        switch (isMinor, suffix) {
        case (false, ""): (intervals, self.suffix) = ([0, 4, 7], "")
        case (true, ""): (intervals, self.suffix) = ([0, 3, 7], "m")
        case (false, "7"): (intervals, self.suffix) = ([0, 4, 7, 10], "7")
        case (true, "7"): (intervals, self.suffix) = ([0, 3, 7, 10], "m7")
        case (false, "maj7"): (intervals, self.suffix) = ([0, 4, 7, 11], "maj7")
        case (false, "6"): (intervals, self.suffix) = ([0, 4, 7, 9], "6")
        case (true, "°"): (intervals, self.suffix) = ([0, 3, 6], "dim")
        default: preconditionFailure("a chord quality is known: \(numeral)")
        }
    }
}
