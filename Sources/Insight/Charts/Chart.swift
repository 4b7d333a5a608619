/// Data that can be drawn.
package protocol Chart: Sendable {
    var heading: ChartHeading { get }
    /// True where a picture would be an empty frame.
    var isEmpty: Bool { get }

    /// The picture, as wide as asked for and as high as the data need.
    func drawn(width: Double) -> SVGPicture
}

extension Chart {
    package var isEmpty: Bool { false }

    package func drawn() -> SVGPicture { drawn(width: ChartLayout.width) }
}
