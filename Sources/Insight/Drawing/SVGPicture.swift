import FoundationEssentials

/// An SVG picture under construction: shapes in a coordinate system whose origin is the upper left corner.
///
/// Colours are classes, not values: the style sheet in the picture follows the reader's light or dark screen, and
/// prints in black on white. Words that come from a catalog are escaped here and nowhere else.
package struct SVGPicture: Sendable {
    package typealias Point = (x: Double, y: Double)

    package enum Anchor: String, Sendable {
        case start, middle, end
    }

    /// The shape of a point: with the colour it tells groups apart twice.
    package enum Marker: Int, CaseIterable, Sendable {
        case disc, square, triangle, diamond
    }

    package let width: Double
    package let height: Double
    package let title: String
    /// What a listener hears who cannot see the picture.
    package let description: String
    private var body = ""
    private var classes: Set<String> = ["paper"]

    package init(width: Double, height: Double, title: String, description: String = "") {
        self.width = width
        self.height = height
        self.title = title
        self.description = description
    }

    // MARK: Shapes

    package mutating func rectangle(
        x: Double, y: Double, width: Double, height: Double, _ role: PictureRole, cornerRadius: Double = 0,
        tooltip: String? = nil
    ) {
        let corner = cornerRadius > 0 ? " rx=\"\(n(cornerRadius))\"" : ""
        shape(
            "rect", role,
            "x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\"\(corner)", tooltip)
    }

    package mutating func line(from: Point, to: Point, _ role: PictureRole) {
        shape("path", role, "d=\"M\(n(from.x)) \(n(from.y))L\(n(to.x)) \(n(to.y))\"", nil)
    }

    /// A line through the points; closed where the role is that of an area.
    package mutating func path(_ points: [Point], _ role: PictureRole, tooltip: String? = nil) {
        guard let first = points.first else { return }
        var data = "M\(n(first.x)) \(n(first.y))L"
        data += points.dropFirst().map { "\(n($0.x)) \(n($0.y))" }.joined(separator: " ")
        shape("path", role, "d=\"\(data)\(role.isArea ? "Z" : "")\"", tooltip)
    }

    /// A point of a given radius; `attributes` are the page's own, such as `data-track`.
    package mutating func marker(
        _ marker: Marker = .disc, at center: Point, radius: Double, _ role: PictureRole,
        tooltip: String? = nil,
        attributes: [(name: String, value: String)] = []
    ) {
        let own = attributes.map { " \($0.name)=\"\(Self.escaped($0.value))\"" }.joined()
        let (x, y) = center
        switch marker {
        case .disc: shape("circle", role, "cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"\(n(radius))\"\(own)", tooltip)
        case .square:
            let side = radius * 0.886
            polygon([(-side, -side), (side, -side), (side, side), (-side, side)], center, role, own, tooltip)
        case .triangle:
            polygon(
                [(0, -1.2), (1.05, 0.75), (-1.05, 0.75)].map { ($0.0 * radius, $0.1 * radius) }, center, role,
                own, tooltip)
        case .diamond:
            let reach = radius * 1.25
            polygon([(0, -reach), (reach, 0), (0, reach), (-reach, 0)], center, role, own, tooltip)
        }
    }

    private mutating func polygon(
        _ corners: [(Double, Double)], _ center: Point, _ role: PictureRole, _ own: String, _ tooltip: String?
    ) {
        let points = corners.map { "\(n(center.x + $0.0)) \(n(center.y + $0.1))" }.joined(separator: "L")
        shape("path", role, "d=\"M\(points)Z\"\(own)", tooltip)
    }

    // MARK: Words and pixels

    /// Words at a point, turned about it by so many degrees.
    package mutating func label(
        _ words: String, x: Double, y: Double, anchor: Anchor = .start, _ role: PictureRole = .text,
        turnedDegrees: Double = 0, tooltip: String? = nil
    ) {
        let turn = turnedDegrees == 0 ? "" : " transform=\"rotate(\(n(turnedDegrees)) \(n(x)) \(n(y)))\""
        let side = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        body +=
            "<text class=\"\(use(role))\" x=\"\(n(x))\" y=\"\(n(y))\"\(side)\(turn)>\(Self.escaped(words))"
            + (tooltip.map { "<title>\(Self.escaped($0))</title>" } ?? "") + "</text>\n"
    }

    /// Words cut to a width; where something was left out, the whole of them is told on hovering.
    package mutating func label(
        _ words: String, x: Double, y: Double, width: Double, anchor: Anchor = .start,
        _ role: PictureRole = .text,
        turnedDegrees: Double = 0
    ) {
        let shown = TextMeasure.truncated(words, to: width, size: role.fontSize)
        label(
            shown, x: x, y: y, anchor: anchor, role, turnedDegrees: turnedDegrees,
            tooltip: shown == words ? nil : words)
    }

    /// Pixels stretched over a rectangle.
    package mutating func image(
        png: [UInt8], x: Double, y: Double, width: Double, height: Double, description: String
    ) {
        body +=
            "<image x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(width))\" height=\"\(n(height))\""
            + " preserveAspectRatio=\"none\" href=\"data:image/png;base64,\(Data(png).base64EncodedString())\">"
            + "<title>\(Self.escaped(description))</title></image>\n"
    }

    // MARK: The whole

    /// The whole picture as a file of its own.
    package var text: String { text(.automatic) }

    package func text(_ theme: PictureTheme) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" class="pic" viewBox="0 0 \(n(width)) \(n(height))" \
        width="\(n(width))" height="\(n(height))" role="img" aria-label="\(Self.escaped(title))">
        <title>\(Self.escaped(title))</title>\(Self.element("desc", description))
        <style>
        \(PictureStyle.css(theme, for: classes))</style>
        \(content)</svg>

        """
    }

    /// The picture as part of a page that has `PictureStyle.css` in its own style sheet.
    package func element(id: String) -> String {
        """
        <svg class="pic" id="\(Self.escaped(id))" viewBox="0 0 \(n(width)) \(n(height))" width="\(n(width))" \
        role="img" aria-labelledby="\(Self.escaped(id))-title\(description.isEmpty ? "" : " \(Self.escaped(id))-text")">
        <title id="\(Self.escaped(id))-title">\(Self.escaped(title))</title>\
        \(Self.element("desc", description, id: "\(id)-text"))
        \(content)</svg>

        """
    }

    private var content: String {
        "<rect class=\"paper\" width=\"\(n(width))\" height=\"\(n(height))\"/>\n\(body)"
    }

    private static func element(_ name: String, _ words: String, id: String? = nil) -> String {
        guard !words.isEmpty else { return "" }
        let identity = id.map { " id=\"\(escaped($0))\"" } ?? ""
        return "\n<\(name)\(identity)>\(escaped(words))</\(name)>"
    }

    private mutating func shape(_ name: String, _ role: PictureRole, _ attributes: String, _ tooltip: String?)
    {
        body += "<\(name) class=\"\(use(role))\" \(attributes)"
        body += tooltip.map { "><title>\(Self.escaped($0))</title></\(name)>\n" } ?? "/>\n"
    }

    private mutating func use(_ role: PictureRole) -> String {
        let name = role.className
        classes.insert(name)
        return name
    }

    private func n(_ value: Double) -> String {
        guard value.isFinite else { return "0" }
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    /// Text as part of XML or HTML.
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            case "\u{9}", "\u{A}", "\u{D}", "\u{20}"...: result.unicodeScalars.append(scalar)
            default: result += "\u{FFFD}"
            }
        }
        return result
    }
}
