/// A name for one setting of a layer, so that a network reads as its paper does.
package protocol LayerDescription {
    func makeLayer() -> any Layer
}
