import Glibc

/// How values are distributed: bars for one group, outlines for several.
package struct Histogram: Chart {
    package struct Group: Sendable {
        package let name: String
        package let values: [Double]

        package init(_ name: String, _ values: [Double]) {
            self.name = name
            self.values = values.filter(\.isFinite)
        }
    }

    package let heading: ChartHeading
    package let groups: [Group]
    package let format: AxisFormat
    package let axisName: String

    package init(
        _ heading: ChartHeading, groups: [Group], format: AxisFormat = .number, axisName: String = ""
    ) {
        self.heading = heading
        self.groups = groups
        self.format = format
        self.axisName = axisName
    }

    private static let plotHeight = 220.0
    private static let binCountMin = 8
    private static let binCountMax = 60

    package func drawn(width: Double) -> SVGPicture {
        let inner = width - 2 * ChartLayout.margin
        let legend = ChartLegend(names: groups.map(\.name), kind: .lines)
        let top = heading.height + legend.height(in: inner) + 6
        let bins = bins
        var picture = heading.begin(
            width: width, height: top + Self.plotHeight + (axisName.isEmpty ? 40 : 58), description: summary)
        legend.draw(into: &picture, x: ChartLayout.margin, y: heading.height, width: inner)
        // Several groups are compared by their shares, one is counted.
        let heights = groups.map { group in
            bins.counts(of: group.values).map {
                groups.count > 1 ? Double($0) / Double(max(1, group.values.count)) : Double($0)
            }
        }
        let levels = AxisTicks(
            over: 0...(heights.joined().max() ?? 1), count: 4, format: groups.count > 1 ? .share : .count)
        let numberWidth = levels.labels.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0
        let left = ChartLayout.margin + numberWidth + 8
        let plot = PlotArea(
            left: left, top: top, width: width - left - ChartLayout.margin, height: Self.plotHeight,
            horizontal: bins.range, vertical: levels.range)
        plot.drawLevels(levels, into: &picture)
        for (index, group) in heights.enumerated() {
            draw(group, index, bins, plot, into: &picture)
        }
        plot.drawBase(into: &picture)
        plot.drawPlaces(
            AxisTicks(over: bins.range, count: max(2, Int(inner / 90)), format: format, widened: false),
            into: &picture)
        plot.drawNames(horizontal: axisName, vertical: "", into: &picture)
        return picture
    }

    private func draw(
        _ heights: [Double], _ group: Int, _ bins: HistogramBins, _ plot: PlotArea,
        into picture: inout SVGPicture
    ) {
        if groups.count == 1 {
            for (bin, height) in heights.enumerated() where height > 0 {
                let (from, to) = (plot.x(bins.edge(bin)), plot.x(bins.edge(bin + 1)))
                picture.rectangle(
                    x: from + 0.5, y: plot.y(height), width: max(0.5, to - from - 1),
                    height: plot.bottom - plot.y(height),
                    .group(group), cornerRadius: 1,
                    tooltip:
                        "\(format.text(bins.edge(bin))) to \(format.text(bins.edge(bin + 1))): \(Int(height))"
                )
            }
            return
        }
        var outline = [(x: plot.left, y: plot.bottom)]
        for (bin, height) in heights.enumerated() {
            outline.append((plot.x(bins.edge(bin)), plot.y(height)))
            outline.append((plot.x(bins.edge(bin + 1)), plot.y(height)))
        }
        outline.append((plot.right, plot.bottom))
        picture.path(outline, .groupBand(group))
        picture.path(outline, .groupLine(group), tooltip: groups[group].name)
    }

    /// Bins of a round width near that of Freedman and Diaconis (1981): 2 · IQR / ∛n.
    private var bins: HistogramBins {
        let all = groups.flatMap(\.values).sorted()
        guard let low = all.first, let high = all.last else { return HistogramBins(range: 0...1, count: 1) }
        let range = AxisTicks.solid(low...high)
        let spread = Quartiles.value(0.75, of: all) - Quartiles.value(0.25, of: all)
        let ideal =
            spread > 0 ? (range.upperBound - range.lowerBound) / (2 * spread / cbrt(Double(all.count))) : 20
        let count = max(Self.binCountMin, min(Self.binCountMax, Int(ideal.rounded())))
        let ticks = AxisTicks(over: range, count: count, format: .number)
        return HistogramBins(range: ticks.range, count: max(1, ticks.values.count - 1))
    }

    private var summary: String {
        let parts = groups.map { group -> String in
            let sorted = group.values.sorted()
            guard !sorted.isEmpty else { return "\(group.name): none" }
            return
                "\(group.name): \(sorted.count) values, median \(format.text(Quartiles.value(0.5, of: sorted)))"
        }
        return "A distribution. " + parts.joined(separator: "; ") + "."
    }
}
