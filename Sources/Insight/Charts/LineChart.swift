/// How amounts change along a number: over time, over training, over ranks.
package struct LineChart: Chart {
    package struct Point: Sendable {
        package let x: Double
        package let y: Double
        package let interval: ClosedRange<Double>?

        package init(_ x: Double, _ y: Double, interval: ClosedRange<Double>? = nil) {
            self.x = x
            self.y = y
            self.interval = interval
        }
    }

    package struct Series: Sendable {
        package let name: String
        package let points: [Point]

        package init(_ name: String, _ points: [Point]) {
            self.name = name
            self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
        }
    }

    package let heading: ChartHeading
    package let series: [Series]
    package let xFormat: AxisFormat
    package let yFormat: AxisFormat
    package let xName: String
    package let yName: String
    /// True where the distance from zero matters.
    package let startsAtZero: Bool

    package init(
        _ heading: ChartHeading, series: [Series], xFormat: AxisFormat = .number,
        yFormat: AxisFormat = .number,
        xName: String = "", yName: String = "", startsAtZero: Bool = false
    ) {
        self.heading = heading
        self.series = series
        self.xFormat = xFormat
        self.yFormat = yFormat
        self.xName = xName
        self.yName = yName
        self.startsAtZero = startsAtZero
    }

    private static let plotHeight = 240.0
    /// Lines with more points than this are drawn without a disc at each.
    private static let discLimit = 40
    /// Up to so many lines have their name at their end; more have a legend.
    private static let namedEndLimit = 6

    package func drawn(width: Double) -> SVGPicture {
        let inner = width - 2 * ChartLayout.margin
        let namesAtEnd = series.count > 1 && series.count <= Self.namedEndLimit
        let legend = ChartLegend(names: namesAtEnd ? [] : series.map(\.name), kind: .lines)
        let top = heading.height + legend.height(in: inner) + 6
        let height = top + Self.plotHeight + (xName.isEmpty ? 40 : 58)
        var picture = heading.begin(width: width, height: height, description: summary)
        legend.draw(into: &picture, x: ChartLayout.margin, y: heading.height, width: inner)
        let levels = AxisTicks(over: verticalRange, count: 5, format: yFormat)
        let numberWidth = levels.labels.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0
        let left = ChartLayout.margin + numberWidth + 8 + (yName.isEmpty ? 0 : 20)
        let endWidth = namesAtEnd ? ChartLayout.labelWidth(series.map(\.name), max: 130) + 10 : 6
        let xs = series.flatMap { $0.points.map(\.x) }
        let places = AxisTicks(
            over: (xs.min() ?? 0)...(xs.max() ?? 1), count: max(2, Int(inner / 90)), format: xFormat,
            widened: false)
        let plot = PlotArea(
            left: left, top: top, width: width - left - ChartLayout.margin - endWidth,
            height: Self.plotHeight,
            horizontal: places.range, vertical: levels.range)
        plot.drawLevels(levels, into: &picture)
        plot.drawPlaces(places, into: &picture)
        plot.drawNames(horizontal: xName, vertical: yName, into: &picture)
        for (index, one) in series.enumerated() { draw(one, index, plot, into: &picture) }
        if namesAtEnd { drawNames(plot, into: &picture) }
        return picture
    }

    private var verticalRange: ClosedRange<Double> {
        let ys = series.flatMap { one in
            one.points.flatMap { [$0.y, $0.interval?.lowerBound ?? $0.y, $0.interval?.upperBound ?? $0.y] }
        }
        let (low, high) = (ys.min() ?? 0, ys.max() ?? 1)
        let isNearZero = low >= 0 && low < 0.4 * high
        return startsAtZero || isNearZero ? min(0, low)...max(0, high) : low...high
    }

    private func draw(_ one: Series, _ index: Int, _ plot: PlotArea, into picture: inout SVGPicture) {
        let bounded = one.points.filter { $0.interval != nil }
        if bounded.count > 1 {
            let upper = bounded.map { (x: plot.x($0.x), y: plot.y($0.interval?.upperBound ?? $0.y)) }
            let lower = bounded.reversed().map {
                (x: plot.x($0.x), y: plot.y($0.interval?.lowerBound ?? $0.y))
            }
            picture.path(upper + lower, .groupBand(index))
        }
        let name = series.count > 1 ? "\(one.name), " : ""
        picture.path(one.points.map { (x: plot.x($0.x), y: plot.y($0.y)) }, .groupLine(index))
        if one.points.count <= Self.discLimit {
            for point in one.points {
                picture.marker(
                    at: (plot.x(point.x), plot.y(point.y)), radius: 3, .group(index),
                    tooltip: "\(name)\(xFormat.text(point.x)): \(yFormat.text(point.y))")
            }
        }
    }

    /// The names at the ends of their lines, moved apart where they would touch.
    private func drawNames(_ plot: PlotArea, into picture: inout SVGPicture) {
        let ends = series.enumerated().compactMap { index, one in
            one.points.last.map { (index: index, y: plot.y($0.y)) }
        }.sorted { $0.y < $1.y }
        var places: [Double] = []
        for end in ends { places.append(max(end.y, (places.last ?? -.infinity) + 15)) }
        // What was pushed out below moves up again, from the last.
        var limit = plot.bottom
        for index in places.indices.reversed() {
            places[index] = min(places[index], limit)
            limit = places[index] - 15
        }
        for (end, y) in zip(ends, places) {
            picture.rectangle(x: plot.right + 8, y: y - 1, width: 8, height: 2.5, .group(end.index))
            picture.label(series[end.index].name, x: plot.right + 20, y: y + 4, width: 118)
        }
    }

    private var summary: String {
        let lines = series.compactMap { one -> String? in
            guard let first = one.points.first, let last = one.points.last else { return nil }
            let name = one.name.isEmpty ? "" : "\(one.name): "
            return
                "\(name)from \(yFormat.text(first.y)) at \(xFormat.text(first.x)) to \(yFormat.text(last.y)) at "
                + xFormat.text(last.x)
        }
        return "Lines. " + lines.joined(separator: "; ") + "."
    }
}
