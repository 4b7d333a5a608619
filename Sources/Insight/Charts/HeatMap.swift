/// A table of amounts as colours: correlations, hours by weekday, what is taken for what.
package struct HeatMap: Chart {
    package enum Scale: Sendable {
        /// From the first, drawn as paper, to the second, drawn strongest.
        case amounts(ClosedRange<Double>)
        /// From minus to plus so much; zero is paper.
        case signed(Double)
    }

    package let heading: ChartHeading
    package let rows: [String]
    package let columns: [String]
    /// Row by row; nil where there is none.
    package let values: [Double?]
    package let scale: Scale
    package let format: AxisFormat
    package let rowName: String
    package let columnName: String
    /// What stands in the cells where there is room; the values where nil.
    package let texts: [String]?
    /// What is told on hovering; names and value where nil.
    package let tooltips: [String]?
    /// True where rows and columns may be of different height and width, as for hours by weekday.
    package let isStretched: Bool

    package init(
        _ heading: ChartHeading, rows: [String], columns: [String], values: [Double?], scale: Scale,
        format: AxisFormat = .number, rowName: String = "", columnName: String = "", texts: [String]? = nil,
        tooltips: [String]? = nil, isStretched: Bool = false
    ) {
        precondition(values.count == rows.count * columns.count, "values fill the table")
        precondition(texts?.count ?? values.count == values.count, "each cell has its text")
        self.heading = heading
        self.rows = rows
        self.columns = columns
        self.values = values
        self.scale = scale
        self.format = format
        self.rowName = rowName
        self.columnName = columnName
        self.texts = texts
        self.tooltips = tooltips
        self.isStretched = isStretched
    }

    private static let cellMax = 46.0
    private static let stretchedHeight = 26.0
    private static let keyHeight = 34.0
    private static let keyWidth = 132.0
    /// Names of rows and columns closer than this are thinned out.
    private static let namePitchMin = 13.0

    package func drawn(width: Double) -> SVGPicture {
        let sideName = rowName.isEmpty ? 0.0 : 22
        let labelWidth = ChartLayout.labelWidth(rows, max: 150)
        let left = ChartLayout.margin + sideName + labelWidth + 10
        let room = width - left - ChartLayout.margin
        let cellWidth =
            isStretched
            ? room / Double(max(1, columns.count)) : min(Self.cellMax, room / Double(max(1, columns.count)))
        let cellHeight = isStretched ? Self.stretchedHeight : cellWidth
        let isTurned = widestColumn > cellWidth - 4 && !isStretched
        let namesHeight = isTurned ? min(widestColumn, 110) * 0.72 + 22 : 24
        let top = heading.height + Self.keyHeight
        let bottom = top + cellHeight * Double(rows.count)
        let height = bottom + namesHeight + (columnName.isEmpty ? 12 : 34)
        var picture = heading.begin(width: width, height: height, description: summary)
        drawKey(into: &picture, x: left, y: heading.height, right: width - ChartLayout.margin)
        drawCells(into: &picture, left: left, top: top, width: cellWidth, height: cellHeight)
        drawRowNames(into: &picture, left: left, top: top, height: cellHeight, labelWidth: labelWidth)
        drawColumnNames(into: &picture, left: left, bottom: bottom, width: cellWidth, isTurned: isTurned)
        if !columnName.isEmpty {
            picture.label(
                columnName, x: left + cellWidth * Double(columns.count) / 2, y: bottom + namesHeight + 12,
                anchor: .middle,
                .subtitle)
        }
        if !rowName.isEmpty {
            picture.label(
                rowName, x: ChartLayout.margin + 8, y: (top + bottom) / 2, anchor: .middle, .subtitle,
                turnedDegrees: -90)
        }
        return picture
    }

    private var widestColumn: Double { columns.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0 }

    private func drawCells(
        into picture: inout SVGPicture, left: Double, top: Double, width: Double, height: Double
    ) {
        let gap = min(width, height) >= 12 ? 1.0 : 0
        let shown = texts ?? values.map { $0.map(format.text) ?? "" }
        let widest = shown.map { TextMeasure.width(of: $0, size: 11) }.max() ?? 0
        let hasTexts = widest <= width - 5 && height >= 16
        for row in rows.indices {
            for column in columns.indices {
                let index = row * columns.count + column
                guard let value = values[index] else { continue }
                let (x, y) = (left + Double(column) * width, top + Double(row) * height)
                let (area, words) = roles(of: value)
                picture.rectangle(
                    x: x, y: y, width: width - gap, height: height - gap, area,
                    tooltip: tooltips?[index] ?? "\(rows[row]), \(columns[column]): \(format.text(value))")
                if hasTexts {
                    picture.label(
                        shown[index], x: x + (width - gap) / 2, y: y + height / 2 + 3.5, anchor: .middle,
                        words)
                }
            }
        }
    }

    private func roles(of value: Double) -> (area: PictureRole, words: PictureRole) {
        switch scale {
        case .amounts(let range):
            let span = range.upperBound - range.lowerBound
            let share = span > 0 ? (value - range.lowerBound) / span : 0
            return (.amount(share), .onAmount(share))
        case .signed(let limit):
            let share = limit > 0 ? value / limit : 0
            return (.signed(share), .onSigned(share))
        }
    }

    private func drawRowNames(
        into picture: inout SVGPicture, left: Double, top: Double, height: Double, labelWidth: Double
    ) {
        let every = max(1, Int((Self.namePitchMin / height).rounded(.up)))
        for index in stride(from: 0, to: rows.count, by: every) {
            picture.label(
                rows[index], x: left - 8, y: top + (Double(index) + 0.5) * height + 4, width: labelWidth,
                anchor: .end)
        }
    }

    private func drawColumnNames(
        into picture: inout SVGPicture, left: Double, bottom: Double, width: Double, isTurned: Bool
    ) {
        let needed = isTurned ? Self.namePitchMin : widestColumn + 6
        let every = max(1, Int((needed / width).rounded(.up)))
        for index in stride(from: 0, to: columns.count, by: every) {
            let x = left + (Double(index) + 0.5) * width
            if isTurned {
                picture.label(
                    columns[index], x: x + 3, y: bottom + 13, width: 110, anchor: .end, .faint,
                    turnedDegrees: -45)
            } else {
                picture.label(columns[index], x: x, y: bottom + 16, anchor: .middle, .faint)
            }
        }
    }

    /// The scale itself: a bar of colours with its ends.
    private func drawKey(into picture: inout SVGPicture, x: Double, y: Double, right: Double) {
        let steps = 33
        let (low, high): (Double, Double) =
            switch scale {
            case .amounts(let range): (range.lowerBound, range.upperBound)
            case .signed(let limit): (-limit, limit)
            }
        let lowText = format.text(low)
        let start = x + TextMeasure.width(of: lowText, size: 11) + 6
        let width = min(Self.keyWidth, right - start - 6 - TextMeasure.width(of: format.text(high), size: 11))
        picture.label(lowText, x: start - 6, y: y + 13, anchor: .end, .faint)
        for step in 0..<steps {
            let value = low + (high - low) * (Double(step) + 0.5) / Double(steps)
            picture.rectangle(
                x: start + width * Double(step) / Double(steps), y: y + 4, width: width / Double(steps) + 0.4,
                height: 10, roles(of: value).area)
        }
        picture.label(format.text(high), x: start + width + 6, y: y + 13, .faint)
    }

    private var summary: String {
        let cells = values.enumerated().compactMap { index, value in value.map { (index, $0) } }
        let strongest = cells.sorted { abs($0.1) > abs($1.1) }.prefix(5).map { index, value in
            "\(rows[index / columns.count]) and \(columns[index % columns.count]) \(format.text(value))"
        }
        return "A table of colours, \(rows.count) rows by \(columns.count) columns. Strongest: "
            + strongest.joined(separator: "; ") + "."
    }
}
