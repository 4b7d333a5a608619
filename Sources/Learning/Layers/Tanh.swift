/// The hyperbolic tangent.
package struct Tanh: LayerDescription {
    package init() {}

    package func makeLayer() -> any Layer { Activation(.tanh) }
}
