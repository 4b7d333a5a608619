/// The samples that were decoded against what the file promised.
package enum Completeness: Sendable, Equatable {
    case complete
    /// The share that was decoded, in 0..<1, and why the rest is missing.
    case partial(share: Double, reason: String)

    package var share: Double {
        switch self {
        case .complete: 1
        case .partial(let share, _): share
        }
    }

    /// Rounded down, so that only a complete file has 100.
    package var percent: Int { Int(share * 100) }
}
