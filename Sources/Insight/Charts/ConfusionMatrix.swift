import CatalogCore

/// What was taken for what: a row for each true label, a column for each given one.
package struct ConfusionMatrix: Chart {
    package let heading: ChartHeading
    package let labels: [String]
    /// `counts[true * labels.count + given]`.
    package let counts: [Int]

    package init(_ heading: ChartHeading, labels: [String], counts: [Int]) {
        precondition(counts.count == labels.count * labels.count, "each pair of labels has its count")
        self.heading = heading
        self.labels = labels
        self.counts = counts
    }

    /// The share of a row that each of its cells holds; nil where the label never occurred.
    private var shares: [Double?] {
        counts.indices.map { index in
            let row = index / labels.count * labels.count
            let total = counts[row..<row + labels.count].reduce(0, +)
            return total > 0 ? Double(counts[index]) / Double(total) : nil
        }
    }

    package func drawn(width: Double) -> SVGPicture {
        let shares = shares
        let tooltips = counts.indices.map { index in
            let (is_, given) = (labels[index / labels.count], labels[index % labels.count])
            return
                "\(is_) taken for \(given): \(counts[index]) (\(AxisFormat.share.text(shares[index] ?? 0)))"
        }
        let map = HeatMap(
            ChartHeading(
                heading.title, subtitle: heading.subtitle,
                description: heading.description.isEmpty ? summary : heading.description),
            rows: labels, columns: labels, values: shares, scale: .amounts(0...1), format: .share,
            rowName: "is",
            columnName: "taken for", texts: counts.map { $0 == 0 ? "" : NumberText.grouped(Int64($0)) },
            tooltips: tooltips)
        return map.drawn(width: width)
    }

    private var summary: String {
        let right = labels.indices.reduce(0) { $0 + counts[$1 * labels.count + $1] }
        let wrong = counts.indices.filter { $0 / labels.count != $0 % labels.count && counts[$0] > 0 }
            .sorted { counts[$0] > counts[$1] }.prefix(3)
            .map { "\(labels[$0 / labels.count]) for \(labels[$0 % labels.count]) (\(counts[$0]))" }
        return
            "A confusion matrix of \(labels.count) labels: \(right) of \(counts.reduce(0, +)) right. Most often mistaken: "
            + (wrong.isEmpty ? "none" : wrong.joined(separator: ", ")) + "."
    }
}
