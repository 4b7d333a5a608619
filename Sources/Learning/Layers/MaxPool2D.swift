/// The largest value of each `side` × `side` square.
package struct MaxPool2D: LayerDescription {
    private let side: Int

    package init(_ side: Int = 2) { self.side = side }

    package func makeLayer() -> any Layer { Pool2D(.maximum(side: side)) }
}
