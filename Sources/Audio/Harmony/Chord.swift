/// A major or minor triad, or none.
package enum Chord: Hashable, Sendable {
    case major(root: Int)
    case minor(root: Int)
    case none

    /// 0…11 major from C, 12…23 minor from C, 24 none.
    package init(index: Int) {
        precondition(index >= 0 && index < Self.count, "a chord is one of 25")
        self = index < 12 ? .major(root: index) : index < 24 ? .minor(root: index - 12) : .none
    }

    package static let count = 25

    package var index: Int {
        switch self {
        case .major(let root): root
        case .minor(let root): 12 + root
        case .none: 24
        }
    }

    /// As musicians write it: `C`, `F♯m`, `N` for none.
    package var name: String {
        switch self {
        case .major(let root): PitchClass.names[root]
        case .minor(let root): PitchClass.names[root] + "m"
        case .none: "N"
        }
    }
}
