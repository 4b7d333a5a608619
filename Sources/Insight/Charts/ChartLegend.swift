/// The names of groups beside their colours, in as many lines as they need.
struct ChartLegend {
    let names: [String]
    /// Lines for lines, discs and other markers for points, squares for areas.
    let kind: Kind

    enum Kind { case areas, lines, points }

    private static let lineHeight = 20.0
    private static let swatch = 16.0
    private static let gap = 18.0
    private static let nameWidthMax = 150.0

    /// The names cut to their room, line by line, each with its x.
    private func lines(in width: Double) -> [[(index: Int, x: Double)]] {
        var lines: [[(Int, Double)]] = [[]]
        var x = 0.0
        for (index, name) in names.enumerated() {
            let needed = Self.swatch + min(Self.nameWidthMax, TextMeasure.width(of: name, size: 12))
            if x > 0 && x + needed > width {
                lines.append([])
                x = 0
            }
            lines[lines.count - 1].append((index, x))
            x += needed + Self.gap
        }
        return lines
    }

    func height(in width: Double) -> Double {
        names.count < 2 ? 0 : Double(lines(in: width).count) * Self.lineHeight + 8
    }

    func draw(into picture: inout SVGPicture, x: Double, y: Double, width: Double) {
        guard names.count > 1 else { return }
        for (row, line) in lines(in: width).enumerated() {
            let middle = y + Double(row) * Self.lineHeight + 7
            for (index, offset) in line {
                let start = x + offset
                switch kind {
                case .areas:
                    picture.rectangle(
                        x: start, y: middle - 5, width: 10, height: 10, .group(index), cornerRadius: 2)
                case .lines:
                    picture.line(from: (start, middle), to: (start + 11, middle), .groupLine(index))
                case .points:
                    picture.marker(
                        ScatterMap.marker(of: index), at: (start + 5, middle), radius: 4.5, .group(index))
                }
                picture.label(names[index], x: start + Self.swatch, y: middle + 4, width: Self.nameWidthMax)
            }
        }
    }
}
