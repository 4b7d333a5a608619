/// Whether a classifier's probabilities are better believed after a map, found on rows that it did not learn from.
package struct CalibrationChoice: Sendable {
    /// Nil where the probabilities are best as they are.
    package let method: CalibrationMap.Method?
    /// Empty where there is no method.
    package let maps: [CalibrationMap]
    package let before: ClassificationMetrics
    /// Of maps that were found on other folds than they are judged on.
    package let after: ClassificationMetrics

    /// - Parameter probabilities: of each row by a classifier that did not learn from it.
    package init(probabilities: [Float], table: LabeledTable, folds: [Fold]) {
        func metrics(_ probabilities: [Float]) -> ClassificationMetrics {
            ClassificationMetrics(
                probabilities: probabilities, labels: table.labels, classNames: table.classNames)
        }
        before = metrics(probabilities)
        var best: (method: CalibrationMap.Method?, metrics: ClassificationMetrics) = (nil, before)
        for method in CalibrationMap.Method.allCases {
            let mapped = metrics(Self.crossMapped(method, probabilities, table, folds))
            if mapped.logLoss < best.metrics.logLoss { best = (method, mapped) }
        }
        method = best.method
        after = best.metrics
        maps =
            best.method.map {
                CalibratedClassifier.maps(
                    $0, probabilities: probabilities, labels: table.labels, classCount: table.classCount)
            } ?? []
    }

    private static func crossMapped(
        _ method: CalibrationMap.Method, _ probabilities: [Float], _ table: LabeledTable, _ folds: [Fold]
    ) -> [Float] {
        let width = table.classCount
        var result = probabilities
        func rows(_ places: [Int]) -> [Float] {
            places.flatMap { probabilities[$0 * width..<($0 + 1) * width] }
        }
        for fold in folds where !fold.training.isEmpty {
            let maps = CalibratedClassifier.maps(
                method, probabilities: rows(fold.training), labels: fold.training.map { table.labels[$0] },
                classCount: width)
            let mapped = CalibratedClassifier.mapped(rows(fold.test), by: maps)
            for (place, row) in fold.test.enumerated() {
                for label in 0..<width { result[row * width + label] = mapped[place * width + label] }
            }
        }
        return result
    }

    /// The classifier as it is used.
    package func applied(to classifier: any Classifier) -> any Classifier {
        maps.isEmpty ? classifier : CalibratedClassifier(base: classifier, maps: maps)
    }
}
