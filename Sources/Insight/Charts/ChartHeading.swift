/// What is said above a chart, and to whom it cannot be seen.
package struct ChartHeading: Sendable {
    package let title: String
    /// One line under the title: the unit, the selection, the number of things.
    package let subtitle: String
    /// What the chart shows, for a screen reader.
    package let description: String

    package init(_ title: String, subtitle: String = "", description: String = "") {
        self.title = title
        self.subtitle = subtitle
        self.description = description
    }

    /// Begins a picture with the words; returns it and where the rest may start.
    func begin(width: Double, height: Double, description fallback: String) -> SVGPicture {
        var picture = SVGPicture(
            width: width, height: height, title: title,
            description: description.isEmpty ? fallback : description)
        let room = width - 2 * ChartLayout.margin
        picture.label(title, x: ChartLayout.margin, y: 32, width: room, .title)
        if !subtitle.isEmpty {
            picture.label(subtitle, x: ChartLayout.margin, y: 51, width: room, .subtitle)
        }
        return picture
    }

    /// The height that the words take.
    var height: Double { subtitle.isEmpty ? 48 : 68 }
}
