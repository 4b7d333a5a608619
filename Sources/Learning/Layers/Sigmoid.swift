/// 1 / (1 + exp(−x)).
package struct Sigmoid: LayerDescription {
    package init() {}

    package func makeLayer() -> any Layer { Activation(.sigmoid) }
}
