import FoundationEssentials

/// An SVG picture under construction: shapes in a coordinate system whose origin is the upper left corner.
///
/// Colours are classes, not values: the style sheet in the picture follows the reader's light or dark screen, and
/// prints in black on white.
package struct SVGPicture: Sendable {
    /// What a shape is for; the style sheet says how that looks.
    package enum Role: String, Sendable {
        case frame, grid, text, title, faint, line, fill, accent, mark
    }

    package enum Anchor: String, Sendable {
        case start, middle, end
    }

    package let width: Double
    package let height: Double
    private let title: String
    private var body = ""

    package init(width: Double, height: Double, title: String) {
        self.width = width
        self.height = height
        self.title = title
    }

    package mutating func rectangle(x: Double, y: Double, width: Double, height: Double, _ role: Role) {
        body +=
            "<rect class=\"\(role.rawValue)\" x=\"\(n(x))\" y=\"\(n(y))\""
            + " width=\"\(n(width))\" height=\"\(n(height))\"/>\n"
    }

    package mutating func line(from: (x: Double, y: Double), to: (x: Double, y: Double), _ role: Role) {
        body += "<path class=\"\(role.rawValue)\" d=\"M\(n(from.x)) \(n(from.y))L\(n(to.x)) \(n(to.y))\"/>\n"
    }

    /// A line through the points; closed and filled where the role fills.
    package mutating func path(_ points: [(x: Double, y: Double)], _ role: Role) {
        guard let first = points.first else { return }
        var data = "M\(n(first.x)) \(n(first.y))L"
        data += points.dropFirst().map { "\(n($0.x)) \(n($0.y))" }.joined(separator: " ")
        body += "<path class=\"\(role.rawValue)\" d=\"\(data)\(role == .fill ? "Z" : "")\"/>\n"
    }

    package mutating func label(
        _ words: String, x: Double, y: Double, anchor: Anchor = .start, _ role: Role = .text
    ) {
        body +=
            "<text class=\"\(role.rawValue)\" x=\"\(n(x))\" y=\"\(n(y))\" text-anchor=\"\(anchor.rawValue)\">"
            + "\(Self.escaped(words))</text>\n"
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

    /// The whole picture as a file of its own.
    package var text: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(n(width)) \(n(height))" width="\(n(width))" \
        height="\(n(height))" role="img" aria-label="\(Self.escaped(title))">
        <title>\(Self.escaped(title))</title>
        <style>\(Self.style)</style>
        <rect class="paper" width="100%" height="100%"/>
        \(body)</svg>

        """
    }

    private static let style = """

        .paper{fill:#fff}.frame{fill:none;stroke:#8a8f98}.grid{fill:none;stroke:#e3e5e8}
        text{font:11px sans-serif;fill:#33373d}.title{font-size:14px;font-weight:bold}.faint{fill:#6b7078}
        .line{fill:none;stroke:#1f6fb2;stroke-width:1.2}.fill{fill:#4c94cc;stroke:none}
        .accent{fill:none;stroke:#c4500c;stroke-width:1}.mark{fill:#c4500c}
        @media (prefers-color-scheme:dark){.paper{fill:#16181c}.frame{stroke:#70757e}.grid{stroke:#2b2f36}
        text{fill:#dfe2e7}.faint{fill:#9aa0a9}.line{stroke:#6db3ec}.fill{fill:#4c94cc}
        .accent{stroke:#ff9a5a}.mark{fill:#ff9a5a}}
        @media print{.paper{fill:#fff}text{fill:#000}}

        """

    private func n(_ value: Double) -> String {
        let rounded = (value * 100).rounded() / 100
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\u{9}", "\u{A}", "\u{D}", "\u{20}"...: result.unicodeScalars.append(scalar)
            default: result += "\u{FFFD}"
            }
        }
        return result
    }
}
