/// Amounts of named things as bars, one or several for each thing, with intervals where there are.
package struct BarChart: Chart {
    package struct Series: Sendable {
        package let name: String
        /// One for each category; nil where there is none.
        package let values: [Double?]
        /// The interval of each value, drawn as a whisker.
        package let intervals: [ClosedRange<Double>?]

        package init(_ name: String, _ values: [Double?], intervals: [ClosedRange<Double>?] = []) {
            self.name = name
            self.values = values
            self.intervals = intervals
        }

        fileprivate func interval(_ index: Int) -> ClosedRange<Double>? {
            intervals.indices.contains(index) ? intervals[index] : nil
        }
    }

    package enum Direction: Sendable {
        /// A line for each category: names may be long.
        case horizontal
        /// A column for each category, in an order of their own: hours, years. Names that find no room are left out.
        case vertical
    }

    package let heading: ChartHeading
    package let categories: [String]
    package let series: [Series]
    package let direction: Direction
    package let format: AxisFormat
    package let axisName: String

    package init(
        _ heading: ChartHeading, categories: [String], series: [Series], direction: Direction = .horizontal,
        format: AxisFormat = .number, axisName: String = ""
    ) {
        precondition(series.allSatisfy { $0.values.count == categories.count }, "each category has its value")
        self.heading = heading
        self.categories = categories
        self.series = series
        self.direction = direction
        self.format = format
        self.axisName = axisName
    }

    package var isEmpty: Bool { categories.isEmpty }

    package func drawn(width: Double) -> SVGPicture {
        direction == .horizontal ? drawnHorizontally(width) : drawnVertically(width)
    }

    private var legend: ChartLegend { ChartLegend(names: series.map(\.name), kind: .areas) }

    /// From zero to the farthest bar or whisker.
    private var range: ClosedRange<Double> {
        var (low, high) = (0.0, 0.0)
        for one in series {
            for (index, value) in one.values.enumerated() {
                for place in [value, one.interval(index)?.lowerBound, one.interval(index)?.upperBound] {
                    if let place, place.isFinite {
                        low = min(low, place)
                        high = max(high, place)
                    }
                }
            }
        }
        return low == high ? 0...1 : low...high
    }

    private func words(_ category: Int, _ one: Series) -> String {
        guard let value = one.values[category] else { return "\(categories[category]): none" }
        let name = series.count > 1 ? ", \(one.name)" : ""
        let interval = one.interval(category).map {
            " (\(format.text($0.lowerBound)) to \(format.text($0.upperBound)))"
        }
        return "\(categories[category])\(name): \(format.text(value))\(interval ?? "")"
    }

    private var summary: String {
        let all = categories.indices.flatMap { index in series.map { words(index, $0) } }
        return "Bars. " + all.prefix(60).joined(separator: "; ") + (all.count > 60 ? "; and more" : "") + "."
    }
}

extension BarChart {
    private static let gapBetweenRows = 10.0

    private func drawnHorizontally(_ width: Double) -> SVGPicture {
        let bar = series.count > 2 ? 9.0 : series.count == 2 ? 11.0 : 16.0
        let row = bar * Double(series.count) + Double(series.count - 1) * 2 + Self.gapBetweenRows
        let inner = width - 2 * ChartLayout.margin
        let legendHeight = legend.height(in: inner)
        let top = heading.height + legendHeight
        let axisHeight = axisName.isEmpty ? 0.0 : 24.0
        let height = top + row * Double(categories.count) + ChartLayout.margin - 4 + axisHeight
        var picture = heading.begin(width: width, height: height, description: summary)
        legend.draw(into: &picture, x: ChartLayout.margin, y: heading.height, width: inner)
        let labelWidth = ChartLayout.labelWidth(categories)
        let valueWidth =
            series.flatMap { $0.values }.map {
                TextMeasure.width(of: $0.map(format.text) ?? "", size: 11)
            }.max() ?? 0
        let left = ChartLayout.margin + labelWidth + 10
        let low = range.lowerBound < 0 ? valueWidth + 10 : 0
        let plot = PlotArea(
            left: left + low, top: top, width: width - left - low - ChartLayout.margin - valueWidth - 8,
            height: row * Double(categories.count), horizontal: range, vertical: 0...1)
        for (index, category) in categories.enumerated() {
            let start = top + Double(index) * row
            picture.label(
                category, x: ChartLayout.margin + labelWidth,
                y: start + (row - Self.gapBetweenRows) / 2 + 4.5,
                width: labelWidth, anchor: .end)
            for (group, one) in series.enumerated() {
                drawBar(
                    index, one, group: group, plot, y: start + Double(group) * (bar + 2), thickness: bar,
                    into: &picture)
            }
        }
        picture.line(
            from: (plot.x(0), top - 4), to: (plot.x(0), plot.bottom - Self.gapBetweenRows + 4), .axis)
        if !axisName.isEmpty {
            picture.label(axisName, x: plot.x(0), y: plot.bottom + 14, width: plot.width, .subtitle)
        }
        return picture
    }

    private func drawBar(
        _ index: Int, _ one: Series, group: Int, _ plot: PlotArea, y: Double, thickness: Double,
        into picture: inout SVGPicture
    ) {
        guard let value = one.values[index], value.isFinite else { return }
        let (from, to) = (plot.x(min(0, value)), plot.x(max(0, value)))
        picture.rectangle(
            x: from, y: y, width: max(0.75, to - from), height: thickness, .group(group), cornerRadius: 1.5,
            tooltip: words(index, one))
        var end = value < 0 ? from : to
        if let interval = one.interval(index) {
            let (lower, upper) = (plot.x(interval.lowerBound), plot.x(interval.upperBound))
            let middle = y + thickness / 2
            picture.line(from: (lower, middle), to: (min(upper, to), middle), .underlay)
            picture.line(from: (lower, middle), to: (upper, middle), .whisker)
            for place in [lower, upper] {
                picture.line(from: (place, middle - 3), to: (place, middle + 3), .whisker)
            }
            end = value < 0 ? min(end, lower) : max(end, upper)
        }
        picture.label(
            format.text(value), x: end + (value < 0 ? -6 : 6), y: y + thickness / 2 + 4,
            anchor: value < 0 ? .end : .start, .faint)
    }

    private func drawnVertically(_ width: Double) -> SVGPicture {
        let inner = width - 2 * ChartLayout.margin
        let top = heading.height + legend.height(in: inner) + 6
        let plotHeight = 220.0
        let height = top + plotHeight + (axisName.isEmpty ? 40 : 60)
        var picture = heading.begin(width: width, height: height, description: summary)
        legend.draw(into: &picture, x: ChartLayout.margin, y: heading.height, width: inner)
        let ticks = AxisTicks(over: range, count: 5, format: format)
        let numberWidth = ticks.labels.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0
        let left = ChartLayout.margin + numberWidth + 8
        let plot = PlotArea(
            left: left, top: top, width: width - left - ChartLayout.margin, height: plotHeight,
            horizontal: 0...Double(max(1, categories.count)), vertical: ticks.range)
        plot.drawLevels(ticks, into: &picture)
        let slot = plot.width / Double(max(1, categories.count))
        let room = min(slot * 0.76, 56)
        let bar = room / Double(max(1, series.count))
        for index in categories.indices {
            for (group, one) in series.enumerated() {
                guard let value = one.values[index], value.isFinite else { continue }
                let x = plot.x(Double(index) + 0.5) - room / 2 + Double(group) * bar
                let (upper, lower) = (plot.y(max(0, value)), plot.y(min(0, value)))
                picture.rectangle(
                    x: x, y: upper, width: max(0.75, bar - (series.count > 1 ? 1 : 0)),
                    height: max(0.5, lower - upper), .group(group), cornerRadius: 1.5,
                    tooltip: words(index, one))
                if let interval = one.interval(index) {
                    let middle = x + bar / 2
                    picture.line(
                        from: (middle, plot.y(interval.lowerBound)),
                        to: (middle, plot.y(interval.upperBound)),
                        .whisker)
                }
            }
        }
        drawCategoryNames(plot, slot: slot, into: &picture)
        plot.drawNames(horizontal: axisName, vertical: "", into: &picture)
        return picture
    }

    /// Every name, or every second, third …, so that none touches the next.
    private func drawCategoryNames(_ plot: PlotArea, slot: Double, into picture: inout SVGPicture) {
        let widest = categories.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0
        let every = max(1, Int(((min(widest, 90) + 8) / slot).rounded(.up)))
        for index in stride(from: 0, to: categories.count, by: every) {
            picture.label(
                categories[index], x: plot.x(Double(index) + 0.5), y: plot.bottom + 18,
                width: slot * Double(every), anchor: .middle, .faint)
        }
    }
}
