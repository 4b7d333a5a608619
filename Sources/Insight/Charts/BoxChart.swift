import CatalogCore

/// Distributions of several groups beside each other, a box for each.
package struct BoxChart: Chart {
    package let heading: ChartHeading
    package let groups: [Histogram.Group]
    package let format: AxisFormat
    package let axisName: String

    package init(
        _ heading: ChartHeading, groups: [Histogram.Group], format: AxisFormat = .number,
        axisName: String = ""
    ) {
        self.heading = heading
        self.groups = groups
        self.format = format
        self.axisName = axisName
    }

    private static let row = 28.0
    private static let box = 14.0

    package func drawn(width: Double) -> SVGPicture {
        let boxes = groups.map { Quartiles(of: $0.values) }
        let top = heading.height
        let height = top + Self.row * Double(groups.count) + (axisName.isEmpty ? 40 : 58)
        var picture = heading.begin(width: width, height: height, description: summary(boxes))
        let labelWidth = ChartLayout.labelWidth(groups.map(\.name))
        let counts = groups.map { NumberText.grouped(Int64($0.values.count)) }
        let countWidth = (counts.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0) + 12
        let left = ChartLayout.margin + labelWidth + 12
        let low = boxes.compactMap { $0?.low }.min() ?? 0
        let high = boxes.compactMap { $0?.high }.max() ?? 1
        let inner = width - left - ChartLayout.margin - countWidth
        let ticks = AxisTicks(over: low...high, count: max(2, Int(inner / 80)), format: format)
        let plot = PlotArea(
            left: left, top: top, width: inner, height: Self.row * Double(groups.count),
            horizontal: ticks.range,
            vertical: 0...1)
        plot.drawPlaces(ticks, into: &picture, lines: true)
        for (index, box) in boxes.enumerated() {
            let middle = top + (Double(index) + 0.5) * Self.row
            picture.label(
                groups[index].name, x: left - 10, y: middle + 4, width: labelWidth, anchor: .end)
            picture.label(counts[index], x: width - ChartLayout.margin, y: middle + 4, anchor: .end, .faint)
            if let box { draw(box, named: groups[index].name, at: middle, plot, into: &picture) }
        }
        plot.drawNames(horizontal: axisName, vertical: "", into: &picture)
        return picture
    }

    private func draw(
        _ box: Quartiles, named name: String, at middle: Double, _ plot: PlotArea,
        into picture: inout SVGPicture
    ) {
        picture.line(from: (plot.x(box.low), middle), to: (plot.x(box.high), middle), .whisker)
        for end in [box.low, box.high] {
            picture.line(from: (plot.x(end), middle - 3), to: (plot.x(end), middle + 3), .whisker)
        }
        picture.rectangle(
            x: plot.x(box.lower), y: middle - Self.box / 2,
            width: max(1, plot.x(box.upper) - plot.x(box.lower)),
            height: Self.box, .group(0), cornerRadius: 2, tooltip: "\(name): \(words(box))")
        picture.line(
            from: (plot.x(box.median), middle - Self.box / 2),
            to: (plot.x(box.median), middle + Self.box / 2), .median)
    }

    private func words(_ box: Quartiles) -> String {
        "median \(format.text(box.median)), half between \(format.text(box.lower)) and \(format.text(box.upper))"
    }

    private func summary(_ boxes: [Quartiles?]) -> String {
        let parts = zip(groups, boxes).prefix(40).map { group, box in
            "\(group.name): \(box.map(words) ?? "none")"
        }
        return "Boxes. " + parts.joined(separator: "; ") + "."
    }
}
