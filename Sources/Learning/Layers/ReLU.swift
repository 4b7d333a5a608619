/// max(x, 0).
package struct ReLU: LayerDescription {
    package init() {}

    package func makeLayer() -> any Layer { Activation(.leaky(slope: 0)) }
}
