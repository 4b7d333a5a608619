/// Data that can be drawn.
package protocol Chart: Sendable {
    var heading: ChartHeading { get }

    /// The picture, as wide as asked for and as high as the data need.
    func drawn(width: Double) -> SVGPicture
}

extension Chart {
    package func drawn() -> SVGPicture { drawn(width: ChartLayout.width) }
}
