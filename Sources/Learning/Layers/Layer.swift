import CatalogCore

/// One step of a network: knows its output and how the loss changes with its input and parameters.
package protocol Layer: AnyObject {
    /// Takes the shape of the input, draws the first parameters, answers the shape of the output.
    func build(input: Shape, random: inout SplitMix64) throws -> Shape

    /// The output for a batch; valid until the next run.
    func forward(_ input: Tensor, _ pass: Pass) throws -> Tensor

    /// Fills the parameters' gradients and answers the input's, or nil where it is not asked for. It may use the
    /// output's gradient as its workspace, and comes after the `forward` whose input still stands.
    func backward(_ gradient: Tensor, wantsInput: Bool) throws -> Tensor?

    /// What the optimiser moves.
    var parameters: [Parameter] { get }

    /// What training leaves behind besides: running statistics.
    var statistics: [Parameter] { get }

    /// Whether the output is written over the input.
    var overwritesInput: Bool { get }

    /// Sets the seeds of what is random in the layer, each from its place in the network.
    func number(from place: inout UInt64)
}

extension Layer {
    package var parameters: [Parameter] { [] }
    package var statistics: [Parameter] { [] }
    package var overwritesInput: Bool { false }
    package func number(from place: inout UInt64) {}
}
