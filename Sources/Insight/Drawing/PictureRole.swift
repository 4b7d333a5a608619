/// What a shape or a word of a picture is for; the style sheet says how that looks on each paper.
package enum PictureRole: Sendable, Hashable {
    // Lines and areas.
    case paper, frame, grid, axis, line, fill, accent, mark, whisker, median
    // Words.
    case text, title, subtitle, faint, strong, halo
    /// The area of a group, by its place in the palette.
    case group(Int)
    /// The line of a group.
    case groupLine(Int)
    /// The soft area around a group's line.
    case groupBand(Int)
    /// An amount in 0…1: from the colour of the paper to the strongest.
    case amount(Double)
    /// A signed amount in -1…1: the paper's colour is none.
    case signed(Double)
    /// Words that stand on an amount.
    case onAmount(Double)
    case onSigned(Double)

    var className: String {
        switch self {
        case .paper: "paper"
        case .frame: "frame"
        case .grid: "grid"
        case .axis: "axis"
        case .line: "line"
        case .fill: "fill"
        case .accent: "accent"
        case .mark: "mark"
        case .whisker: "whisker"
        case .median: "median"
        case .text: "text"
        case .title: "title"
        case .subtitle: "subtitle"
        case .faint: "faint"
        case .strong: "strong"
        case .halo: "halo"
        case .group(let index): "g\(index % PicturePalette.groupCount)"
        case .groupLine(let index): "l\(index % PicturePalette.groupCount)"
        case .groupBand(let index): "b\(index % PicturePalette.groupCount)"
        case .amount(let amount): "a\(PicturePalette.step(ofAmount: amount))"
        case .signed(let amount): "s\(PicturePalette.step(ofSigned: amount))"
        case .onAmount(let amount): "ta\(PicturePalette.step(ofAmount: amount))"
        case .onSigned(let amount): "ts\(PicturePalette.step(ofSigned: amount))"
        }
    }
}

extension PictureRole {
    /// True where a path of this role is an area, not a line.
    var isArea: Bool {
        switch self {
        case .fill, .mark, .group, .groupBand, .amount, .signed, .paper: true
        default: false
        }
    }

    var fontSize: Double {
        switch self {
        case .title: 16
        case .subtitle: 12.5
        case .faint, .halo: 11
        default: 12
        }
    }
}
