/// Numbers that a network learns, with the gradient of the loss in them.
///
/// Weights lie as PyTorch lays them: `[outputs, inputs]` for dense layers, `[filters, channels, height, width]` for
/// convolutions.
package final class Parameter {
    package let name: String
    package let sides: [Int]
    package var values: [Float]
    package var gradient: [Float]
    /// Whether weight decay pulls on it; not on biases and normalisation.
    package let decays: Bool

    package init(name: String, sides: [Int], values: [Float], decays: Bool) {
        precondition(values.count == sides.reduce(1, *), "a parameter has as many values as its sides say")
        self.name = name
        self.sides = sides
        self.values = values
        self.decays = decays
        gradient = [Float](repeating: 0, count: values.count)
    }
}
