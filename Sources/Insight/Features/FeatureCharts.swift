import CatalogCore
import Learning

/// Pictures of what features say.
package enum FeatureCharts {
    /// A chart has no room for more.
    private static let barCountMax = 30
    private static let namedPointsMax = 60

    package static func correlation(
        _ matrix: CorrelationMatrix, _ table: FeatureTable, order: [Int], method: CorrelationMatrix.Method
    ) -> HeatMap {
        let names = order.map { table.columns[$0].name }
        return HeatMap(
            ChartHeading(
                "Which features say the same",
                subtitle:
                    "\(method == .pearson ? "Pearson" : "Spearman") correlation over \(NumberText.grouped(Int64(table.rows.count))) rows, like beside like",
                description: "A heat map of the correlations between \(names.count) features."),
            rows: names, columns: names, values: order.flatMap { row in order.map { matrix[row, $0] } },
            scale: .signed(1), format: .fixed(2))
    }

    package static func importance(_ importance: FeatureImportance, isGrouped: Bool) -> any Chart {
        let lines = (isGrouped ? importance.groups : importance.features).prefix(barCountMax)
        func series(
            _ name: String, _ value: (FeatureImportance.Line) -> FeatureImportance.Interval
        ) -> BarChart.Series {
            BarChart.Series(
                name, lines.map { value($0).mean },
                intervals: lines.map { value($0).lower...max(value($0).lower, value($0).upper) })
        }
        return BarChart(
            ChartHeading(
                isGrouped ? "Which kinds of features matter" : "Which features matter",
                subtitle: "Accuracy lost when shuffled, and share of a forest's gain; 95 % intervals",
                description:
                    "Bars of the importance of \(lines.count) \(isGrouped ? "groups of features" : "features")."
            ),
            categories: lines.map(\.name),
            series: [series("accuracy lost") { $0.loss }, series("share of gain") { $0.gain }],
            format: .share)
    }

    package static func components(_ components: FeatureComponents) -> any Chart {
        let shown = components.components.prefix(barCountMax)
        return BarChart(
            ChartHeading(
                "How much the principal components explain",
                subtitle: "Share of the variance of standardised features",
                description: "Bars of the explained variance of \(shown.count) components."),
            categories: shown.map { String($0.number) },
            series: [
                BarChart.Series("explained", shown.map(\.explained)),
                BarChart.Series("with those before", shown.map(\.cumulative)),
            ],
            direction: .vertical, format: .share, axisName: "component")
    }

    /// One feature as boxes; of several the medians of the classes, in deviations of the feature.
    package static func distributions(
        _ table: FeatureTable, _ distributions: FeatureDistributions, classNames: [String]
    ) -> any Chart {
        var features: [String] = []
        for line in distributions.lines where features.last != line.feature { features.append(line.feature) }
        if features.count == 1 {
            let names = classNames.isEmpty ? [FeatureDistributions.everything] : classNames
            let values = table.values.column(0)
            return BoxChart(
                ChartHeading(
                    features[0], subtitle: "by class",
                    description: "Boxes of \(features[0]) for \(names.count) classes."),
                groups: names.map { name in
                    Histogram.Group(
                        name,
                        zip(table.rows, values).filter { classNames.isEmpty || $0.0.label == name }.map {
                            Double($0.1)
                        })
                })
        }
        let names = classNames.isEmpty ? [FeatureDistributions.everything] : classNames
        let shown = features.prefix(barCountMax)
        let whole = Dictionary(
            uniqueKeysWithValues: table.columns.enumerated().map {
                ($1.name, ColumnDistribution(table.values.column($0)))
            })
        let medians = Dictionary(
            uniqueKeysWithValues: distributions.lines.map {
                ([$0.feature, $0.className], $0.spread.quantiles[2])
            })
        let values = shown.flatMap { feature in
            names.map { name -> Double? in
                guard let median = medians[[feature, name]], let all = whole[feature], all.deviation > 0
                else {
                    return nil
                }
                return (median - all.mean) / all.deviation
            }
        }
        return HeatMap(
            ChartHeading(
                "How classes differ",
                subtitle:
                    "Median of each class, in deviations from the mean of all; the most telling features first",
                description: "A heat map of \(shown.count) features by \(names.count) classes."),
            rows: Array(shown), columns: names, values: values, scale: .signed(2), format: .fixed(1))
    }

    /// A map of rows, coloured by label.
    package static func map(_ points: VectorTable, _ rows: [FeatureTable.Row], title: String, trust: Double?)
        -> any Chart
    {
        let (labels, numbers) = colored(rows)
        let isNamed = rows.count <= namedPointsMax
        let places = rows.indices.map { index -> ScatterMap.Point in
            let point = Array(points.row(index))
            return ScatterMap.Point(
                Double(point[0]), Double(point[1]), name: rows[index].name, label: label(of: rows[index]),
                group: rows[index].label.flatMap { numbers[$0] }, weight: isNamed ? 1 : 0)
        }
        let belief = trust.map { "; trustworthiness \(AxisFormat.fixed(3).text($0))" } ?? ""
        return ScatterMap(
            ChartHeading(
                title,
                subtitle:
                    "t-SNE of \(NumberText.grouped(Int64(rows.count))) rows, neighbours beside neighbours\(belief)",
                description: "A map of \(rows.count) points in \(labels.count) groups."),
            points: places, groups: labels)
    }

    /// The name without the class, which the colour says.
    private static func label(of row: FeatureTable.Row) -> String {
        guard let own = row.label, row.name.hasPrefix(own + " - ") else { return row.name }
        return String(row.name.dropFirst(own.count + 3))
    }

    /// The labels that have a colour of their own, the commonest first, then one for the others; and the colour of each.
    private static func colored(_ rows: [FeatureTable.Row]) -> (names: [String], numbers: [String: Int]) {
        var counts: [String: Int] = [:]
        for row in rows { if let label = row.label { counts[label, default: 0] += 1 } }
        let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let isCut = ranked.count > PicturePalette.groupCount
        var names = Array(ranked.prefix(isCut ? PicturePalette.groupCount - 1 : ranked.count))
        var numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        if isCut {
            for label in ranked.dropFirst(names.count) { numbers[label] = names.count }
            names.append("\(ranked.count - names.count) others")
        }
        return (names, numbers)
    }

    package static func confusion(_ study: ClassifierStudy) -> any Chart {
        ConfusionMatrix(
            ChartHeading(
                "What \(study.best.algorithm.rawValue) takes for what",
                subtitle:
                    "\(NumberText.grouped(Int64(study.table.rowCount))) rows, each told by a classifier that did not learn from it",
                description: "A confusion matrix of \(study.table.classCount) classes."),
            labels: study.table.classNames, counts: study.best.metrics.confusion.flatMap { $0 })
    }
}
