/// The mean of each channel.
package struct GlobalAveragePool: LayerDescription {
    package init() {}

    package func makeLayer() -> any Layer { Pool2D(.globalAverage) }
}
