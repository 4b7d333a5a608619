import CatalogCore
import Glibc

/// A number that an algorithm leaves to whoever trains it.
package struct Hyperparameter: Sendable {
    package let name: String
    /// What a grid tries; the first is taken where nothing is searched.
    package let grid: [Double]
    /// What chance draws from.
    package let range: ClosedRange<Double>
    /// Drawn evenly in its logarithm.
    package let isLogarithmic: Bool
    package let isWhole: Bool

    init(
        _ name: String, _ grid: [Double], in range: ClosedRange<Double>, isLogarithmic: Bool = false,
        isWhole: Bool = false
    ) {
        precondition(!grid.isEmpty && grid.allSatisfy(range.contains), "the grid lies in the range")
        precondition(!isLogarithmic || range.lowerBound > 0, "a logarithm is of a positive number")
        self.name = name
        self.grid = grid
        self.range = range
        self.isLogarithmic = isLogarithmic
        self.isWhole = isWhole
    }

    func draw(_ random: inout SplitMix64) -> Double {
        let share = random.uniform()
        let (low, high) = (range.lowerBound, range.upperBound)
        let value = isLogarithmic ? low * pow(high / low, share) : low + (high - low) * share
        return isWhole ? value.rounded() : value
    }
}
