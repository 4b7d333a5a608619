/// The shape of one example; the batch is never part of it.
package enum Shape: Sendable, Equatable, Codable {
    case vector(Int)
    case image(channels: Int, height: Int, width: Int)

    /// The number of floats of one example.
    package var count: Int {
        switch self {
        case .vector(let count): count
        case .image(let channels, let height, let width): channels * height * width
        }
    }

    /// The number of values that batch normalisation treats apart.
    package var channels: Int {
        switch self {
        case .vector(let count): count
        case .image(let channels, _, _): channels
        }
    }
}
