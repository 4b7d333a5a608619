/// Things as points of a plane, coloured and shaped by group, the most important of them named.
package struct ScatterMap: Chart {
    package struct Point: Sendable {
        package let x: Double
        package let y: Double
        /// Told on hovering.
        package let name: String
        /// Drawn beside the point where there is room.
        package let label: String
        /// An index into the groups; nil for none of them.
        package let group: Int?
        /// Names of heavier points are placed first; those without a weight are told on hovering only.
        package let weight: Double

        package init(
            _ x: Double, _ y: Double, name: String, label: String? = nil, group: Int? = nil,
            weight: Double = 0
        ) {
            self.x = x
            self.y = y
            self.name = name
            self.label = label ?? name
            self.group = group
            self.weight = weight
        }
    }

    package enum Axes: Sendable {
        /// The directions mean nothing by themselves, as in a t-SNE map: one unit is as long upwards as sideways.
        case hidden
        case named(x: String, y: String)
    }

    package let heading: ChartHeading
    package let points: [Point]
    package let groups: [String]
    package let axes: Axes
    /// At most so many names are drawn.
    package let nameLimit: Int
    /// What of the page's own each point carries, such as the id of its track.
    package let attributes: @Sendable (Int) -> [(name: String, value: String)]

    private static let nameWidth = 150.0

    package init(
        _ heading: ChartHeading, points: [Point], groups: [String] = [], axes: Axes = .hidden,
        nameLimit: Int = 40,
        attributes: @escaping @Sendable (Int) -> [(name: String, value: String)] = { _ in [] }
    ) {
        self.heading = heading
        self.points = points.filter { $0.x.isFinite && $0.y.isFinite }
        self.groups = groups
        self.axes = axes
        self.nameLimit = nameLimit
        self.attributes = attributes
    }

    /// Eight colours, then the same with another shape.
    package static func marker(of group: Int) -> SVGPicture.Marker {
        SVGPicture.Marker(rawValue: group / PicturePalette.groupCount % SVGPicture.Marker.allCases.count)
            ?? .disc
    }

    package func drawn(width: Double) -> SVGPicture {
        let inner = width - 2 * ChartLayout.margin
        let legend = ChartLegend(names: groups, kind: .points)
        let top = heading.height + legend.height(in: inner)
        let plot = plot(width: width, top: top)
        let below = if case .named = axes { 58.0 } else { ChartLayout.margin }
        var picture = heading.begin(width: width, height: plot.bottom + below, description: summary)
        legend.draw(into: &picture, x: ChartLayout.margin, y: heading.height, width: inner)
        if case .named(let x, let y) = axes {
            plot.drawLevels(
                AxisTicks(over: plot.vertical, count: 6, format: .number, widened: false), into: &picture)
            plot.drawPlaces(
                AxisTicks(over: plot.horizontal, count: 8, format: .number, widened: false), into: &picture,
                lines: true)
            plot.drawNames(horizontal: x, vertical: y, into: &picture)
        } else {
            picture.rectangle(
                x: plot.left, y: plot.top, width: plot.width, height: plot.height, .grid, cornerRadius: 6)
        }
        let radius = points.count > 2_000 ? 1.8 : points.count > 400 ? 2.6 : points.count > 100 ? 3.4 : 4.2
        let centers = points.map { (x: plot.x($0.x), y: plot.y($0.y)) }
        for (index, point) in points.enumerated() {
            let marker = point.group.map(Self.marker) ?? .disc
            let role: PictureRole = point.group.map { .group($0) } ?? (groups.isEmpty ? .group(0) : .group(7))
            let name = point.group.flatMap {
                groups.indices.contains($0) ? "\(point.name) (\(groups[$0]))" : nil
            }
            picture.marker(
                marker, at: centers[index], radius: radius, role, tooltip: name ?? point.name,
                attributes: attributes(index))
        }
        drawNames(centers, radius: radius, plot, into: &picture)
        return picture
    }

    private func plot(width: Double, top: Double) -> PlotArea {
        let horizontal = Self.padded(points.map(\.x))
        let vertical = Self.padded(points.map(\.y))
        guard case .named = axes else {
            let plotWidth = width - 2 * ChartLayout.margin
            let (spanX, spanY) = (
                horizontal.upperBound - horizontal.lowerBound, vertical.upperBound - vertical.lowerBound
            )
            let height = max(plotWidth * 0.45, min(plotWidth * 0.9, plotWidth * spanY / spanX))
            // One unit is equally long both ways: the shorter side is widened about its middle.
            let unit = max(spanX / plotWidth, spanY / height)
            return PlotArea(
                left: ChartLayout.margin, top: top, width: plotWidth, height: height,
                horizontal: Self.widened(horizontal, to: unit * plotWidth),
                vertical: Self.widened(vertical, to: unit * height))
        }
        let left = ChartLayout.margin + 66
        return PlotArea(
            left: left, top: top, width: width - left - ChartLayout.margin, height: (width - left) * 0.62,
            horizontal: horizontal, vertical: vertical)
    }

    private static func padded(_ values: [Double]) -> ClosedRange<Double> {
        let range = AxisTicks.solid((values.min() ?? 0)...(values.max() ?? 1))
        let room = (range.upperBound - range.lowerBound) * 0.05
        return range.lowerBound - room...range.upperBound + room
    }

    private static func widened(_ range: ClosedRange<Double>, to span: Double) -> ClosedRange<Double> {
        let middle = (range.lowerBound + range.upperBound) / 2
        return middle - span / 2...middle + span / 2
    }

    private func drawNames(
        _ centers: [SVGPicture.Point], radius: Double, _ plot: PlotArea, into picture: inout SVGPicture
    ) {
        var placement = LabelPlacement(
            points: centers, radius: radius, left: plot.left, top: plot.top, right: plot.right,
            bottom: plot.bottom)
        let named = points.indices.filter { points[$0].weight > 0 }.sorted {
            (points[$0].weight, $1) > (points[$1].weight, $0)
        }
        var count = 0
        for index in named where count < nameLimit {
            let words = TextMeasure.truncated(
                points[index].label, to: Self.nameWidth, size: PictureRole.halo.fontSize)
            guard let place = placement.place(words, beside: index) else { continue }
            picture.label(words, x: place.x, y: place.y, anchor: place.anchor, .halo)
            count += 1
        }
    }

    private var summary: String {
        let counts = groups.indices.map { group in
            "\(groups[group]) \(points.count { $0.group == group })"
        }
        return "A map of \(points.count) points; what lies together is alike."
            + (counts.isEmpty ? "" : " Groups: " + counts.joined(separator: ", ") + ".")
    }
}
