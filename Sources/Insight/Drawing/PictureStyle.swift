/// The style sheet of pictures: a rule for each role on each paper.
///
/// Every selector starts with `.pic`, the class of the picture itself, so that the sheet can also be that of a page
/// with pictures in it. Colours are written out: librsvg knows no variables.
package enum PictureStyle {
    /// The rules of the classes in use (all where nil), for a theme.
    package static func css(_ theme: PictureTheme, for classes: Set<String>? = nil) -> String {
        switch theme {
        case .light: shapes(classes) + colors(.light, classes)
        case .dark: shapes(classes) + colors(.dark, classes)
        case .print: shapes(classes) + colors(.print, classes) + ".pic .paper{fill:none}\n"
        case .automatic:
            shapes(classes) + colors(.light, classes)
                + "@media screen and (prefers-color-scheme:dark){\n\(colors(.dark, classes))}\n"
        }
    }

    private static let fonts =
        "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,\"DejaVu Sans\",sans-serif"

    /// What does not depend on the paper.
    private static func shapes(_ classes: Set<String>?) -> String {
        var rules = [
            ("text", "font:12px \(fonts)"), ("title", "font-size:16px;font-weight:600"),
            ("subtitle", "font-size:12.5px"), ("faint", "font-size:11px"), ("strong", "font-weight:600"),
            ("halo", "font-size:11px;paint-order:stroke;stroke-width:3px;stroke-linejoin:round"),
            ("frame", "fill:none"), ("grid", "fill:none"), ("axis", "fill:none"),
            ("line", "fill:none;stroke-width:1.2"), ("accent", "fill:none"),
            ("whisker", "fill:none;stroke-width:1.25"), ("median", "fill:none;stroke-width:2"),
        ]
        for index in 0..<PicturePalette.groupCount {
            rules.append(("l\(index)", "fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round"))
            rules.append(("b\(index)", "fill-opacity:.18"))
        }
        return rules.map { rule($0.0, $0.1, classes) }.joined()
    }

    private static func colors(_ palette: PicturePalette, _ classes: Set<String>?) -> String {
        var rules = [
            ("paper", "fill:\(hex(palette.paper))"), ("text", "fill:\(hex(palette.text))"),
            ("subtitle", "fill:\(hex(palette.faint))"), ("faint", "fill:\(hex(palette.faint))"),
            ("halo", "stroke:\(hex(palette.paper))"),
            ("frame", "stroke:\(hex(palette.frame))"), ("grid", "stroke:\(hex(palette.grid))"),
            ("axis", "stroke:\(hex(palette.axis))"), ("line", "stroke:\(hex(palette.groups[0]))"),
            ("fill", "fill:\(hex(palette.groups[0]))"), ("accent", "stroke:\(hex(palette.accent))"),
            ("mark", "fill:\(hex(palette.accent))"), ("whisker", "stroke:\(hex(palette.faint))"),
            ("median", "stroke:\(hex(palette.paper))"),
        ]
        for (index, color) in palette.groups.enumerated() {
            rules.append(("g\(index)", "fill:\(hex(color))"))
            rules.append(("l\(index)", "stroke:\(hex(color))"))
            rules.append(("b\(index)", "fill:\(hex(color))"))
        }
        for step in 0..<PicturePalette.amountSteps {
            let color = palette.color(ofStep: step)
            rules.append(("a\(step)", "fill:\(hex(color))"))
            rules.append(("ta\(step)", "fill:\(hex(palette.text(on: color)))"))
        }
        for step in 0...PicturePalette.amountSteps {
            let color = palette.color(ofSignedStep: step)
            rules.append(("s\(step)", "fill:\(hex(color))"))
            rules.append(("ts\(step)", "fill:\(hex(palette.text(on: color)))"))
        }
        return rules.map { rule($0.0, $0.1, classes) }.joined()
    }

    /// Words of every role are `text` elements, so that the rule of `text` is theirs too.
    private static func rule(_ name: String, _ declarations: String, _ classes: Set<String>?) -> String {
        if name == "text" { return ".pic text{\(declarations)}\n" }
        guard classes?.contains(name) ?? true else { return "" }
        return ".pic .\(name){\(declarations)}\n"
    }

    private static func hex(_ rgb: UInt32) -> String {
        let digits = String(rgb & 0xFF_FFFF, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
    }
}
