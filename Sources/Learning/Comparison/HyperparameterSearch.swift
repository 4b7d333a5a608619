import CatalogCore

/// How an algorithm's numbers are chosen, on training rows alone.
package enum HyperparameterSearch: Sendable, Equatable {
    /// The first of each grid.
    case none
    /// All combinations.
    case grid
    /// So many drawn combinations, the first of each grid among them.
    case random(trials: Int)

    package static let trialsMax = 1_000

    func candidates(_ parameters: [Hyperparameter], seed: UInt64) -> [[String: Double]] {
        let first = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.grid[0]) })
        switch self {
        case .none: return [first]
        case .grid:
            return parameters.reduce([[:]]) { combinations, parameter in
                combinations.flatMap { combination in
                    parameter.grid.map { combination.merging([parameter.name: $0]) { $1 } }
                }
            }
        case .random(let trials):
            precondition((1...Self.trialsMax).contains(trials), "the number of trials is within its limit")
            guard !parameters.isEmpty else { return [first] }
            var random = SplitMix64(seed: seed)
            return [first]
                + (1..<max(trials, 1)).map { _ in
                    Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.draw(&random)) })
                }
        }
    }
}
