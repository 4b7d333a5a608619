/// max(x, slope·x).
package struct LeakyReLU: LayerDescription {
    private let slope: Float

    package init(slope: Float = 0.01) { self.slope = slope }

    package func makeLayer() -> any Layer { Activation(.leaky(slope: slope)) }
}
