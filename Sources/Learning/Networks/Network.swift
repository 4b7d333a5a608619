import CatalogCore

/// Layers in a row, with their parameters.
///
///     let network = try Network(.vector(9), seed: 1) {
///         Dense(128)
///         LeakyReLU()
///         Dense(9)
///     }
package final class Network {
    package let input: Shape
    package let output: Shape
    package let layers: [any Layer]

    package init(_ input: Shape, seed: UInt64, @LayerBuilder _ layers: () -> [any Layer])
        throws
    {
        let made = layers()
        var random = SplitMix64(seed: seed)
        var shape = input
        var place: UInt64 = 0
        for layer in made {
            shape = try layer.build(input: shape, random: &random)
            layer.number(from: &place)
        }
        self.input = input
        output = shape
        self.layers = made
    }

    package var parameters: [Parameter] { layers.flatMap(\.parameters) }
    package var statistics: [Parameter] { layers.flatMap(\.statistics) }
    package var parameterCount: Int { parameters.reduce(0) { $0 + $1.values.count } }

    /// The outputs of a batch; valid until the next run. A layer may write over the input.
    package func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor {
        precondition(input.shape == self.input, "a network runs on the shape it was built for")
        var value = input
        for layer in layers { value = try layer.forward(value, pass) }
        return value
    }

    /// Fills the gradients from the loss's gradient in the outputs, which becomes a workspace.
    @discardableResult
    package func backward(_ gradient: Tensor, wantsInput: Bool = false) throws -> Tensor? {
        var value = gradient
        for (index, layer) in layers.enumerated().reversed() {
            guard let next = try layer.backward(value, wantsInput: wantsInput || index > 0) else {
                return nil
            }
            value = next
        }
        return value
    }

    /// All parameters and running statistics, in the order of the layers.
    package var weights: NetworkWeights {
        NetworkWeights(parameters: parameters.map(\.values), statistics: statistics.map(\.values))
    }

    /// Lets the last layer say nothing until it has learnt: for a network that stands beside a way that is sound already.
    func silenceLastLayer() {
        guard let last = layers.last(where: { !$0.parameters.isEmpty }) else { return }
        for parameter in last.parameters {
            parameter.values = [Float](repeating: 0, count: parameter.values.count)
        }
    }

    package func load(_ weights: NetworkWeights) throws {
        let (parameters, statistics) = (parameters, statistics)
        guard weights.parameters.map(\.count) == parameters.map(\.values.count),
            weights.statistics.map(\.count) == statistics.map(\.values.count)
        else {
            throw LearningError(
                .corruptModel, "The weights belong to another network: the sizes of the layers differ.")
        }
        for (parameter, values) in zip(parameters, weights.parameters) { parameter.values = values }
        for (parameter, values) in zip(statistics, weights.statistics) { parameter.values = values }
    }
}
