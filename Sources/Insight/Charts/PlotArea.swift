/// The rectangle that data are drawn in, with its two scales.
struct PlotArea {
    let left: Double
    let top: Double
    let width: Double
    let height: Double
    let horizontal: ClosedRange<Double>
    let vertical: ClosedRange<Double>

    var right: Double { left + width }
    var bottom: Double { top + height }

    func x(_ value: Double) -> Double {
        left + (value - horizontal.lowerBound) / (horizontal.upperBound - horizontal.lowerBound) * width
    }

    func y(_ value: Double) -> Double {
        bottom - (value - vertical.lowerBound) / (vertical.upperBound - vertical.lowerBound) * height
    }

    /// Level lines and their numbers at the left.
    func drawLevels(_ ticks: AxisTicks, into picture: inout SVGPicture) {
        for (value, label) in zip(ticks.values, ticks.labels) where vertical.contains(value) {
            picture.line(from: (left, y(value)), to: (right, y(value)), value == 0 ? .axis : .grid)
            picture.label(label, x: left - 8, y: y(value) + 4, anchor: .end, .faint)
        }
    }

    /// Upright lines (where asked) and their numbers below.
    func drawPlaces(_ ticks: AxisTicks, into picture: inout SVGPicture, lines: Bool = false) {
        for (value, label) in zip(ticks.values, ticks.labels) where horizontal.contains(value) {
            if lines {
                picture.line(from: (x(value), top), to: (x(value), bottom), value == 0 ? .axis : .grid)
            } else {
                picture.line(from: (x(value), bottom), to: (x(value), bottom + 4), .axis)
            }
            picture.label(label, x: x(value), y: bottom + 18, anchor: .middle, .faint)
        }
    }

    func drawBase(into picture: inout SVGPicture) {
        picture.line(from: (left, bottom), to: (right, bottom), .axis)
    }

    /// The name of the horizontal scale under it, that of the vertical one above its numbers.
    func drawNames(horizontal: String, vertical: String, into picture: inout SVGPicture) {
        if !horizontal.isEmpty {
            picture.label(
                horizontal, x: (left + right) / 2, y: bottom + 38, width: width, anchor: .middle, .subtitle)
        }
        if !vertical.isEmpty {
            picture.label(
                vertical, x: ChartLayout.margin + 8, y: (top + bottom) / 2, width: height, anchor: .middle,
                .subtitle,
                turnedDegrees: -90)
        }
    }
}
