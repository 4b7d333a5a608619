import Insight
import Learning
import Pipeline

/// What `catalog train classifier` tells of a comparison.
struct ClassifierReport {
    let study: ClassifierStudy
    let outcome: TrainingOutcome?
    let slices: [ErrorSlice]
    let robustness: [CodecRobustness.Line]
    /// What a row and a group are called: `windows`, `tracks`.
    let rowName: String
    let groupName: String
    /// Where the confusion matrix is drawn, if anywhere.
    let picture: PictureFile?

    /// A wider confusion matrix is for programs and pictures.
    private static let confusionShownMax = 14

    func write(_ invocation: Invocation) throws {
        switch invocation.output.format {
        case .csv: try invocation.output.list(study.comparison.entries, algorithmColumns, none: "")
        case .table, .json: try invocation.output.record(record)
        }
        try picture?.write(FeatureCharts.confusion(study).drawn())
    }

    private var record: Record {
        var record = Record()
        if let outcome {
            record.append("name", title: "Model", .text(outcome.name))
            record.append("version", .integer(Int64(outcome.version)))
            record.append("is_active", title: "In use", .flag(outcome.isActivated))
            record.append("verdict", .text(outcome.contest.sentence))
        }
        record.append(
            "rows", title: rowName.prefix(1).uppercased() + rowName.dropFirst(),
            .integer(Int64(study.table.rowCount)))
        record.append(
            "groups", title: study.hasGroups ? "From \(groupName)" : "",
            .integer(Int64(Set(study.table.groups).count)))
        record.append("features", .integer(Int64(study.table.dimension)))
        record.append("folds", .integer(Int64(study.comparison.folds.count)))
        record.append("best", .text(study.best.algorithm.rawValue))
        record.append("settings", Cell(commonSettings(study.best)))
        appendCalibration(to: &record)
        record.append("algorithms", study.comparison.entries, algorithmColumns)
        record.append(
            "classes", title: "Classes, by \(study.best.algorithm.rawValue)", study.best.metrics.classes,
            classColumns)
        appendConfusion(to: &record)
        record.append("errors", title: "Errors by album and year", slices, sliceColumns)
        record.append("robustness", title: "At other bit rates", robustness, robustnessColumns)
        return record
    }

    private func appendCalibration(to record: inout Record) {
        let calibration = study.calibration
        record.append(
            "calibration", .text(calibration.method?.rawValue ?? "as it is"))
        record.append("log_loss", .number(calibration.after.logLoss, decimals: 3))
        record.append("log_loss_before", title: "", .number(calibration.before.logLoss, decimals: 3))
        record.append("calibration_error", .number(calibration.after.calibrationError, decimals: 3))
        record.append(
            "calibration_error_before", title: "", .number(calibration.before.calibrationError, decimals: 3))
    }

    private func appendConfusion(to record: inout Record) {
        let names = study.table.classNames
        let isShown = names.count <= Self.confusionShownMax
        let columns =
            [Column<Int>("truth", title: "Truth") { .text(names[$0]) }]
            + names.enumerated().map { told, name in
                Column<Int>(name, title: name) { .integer(Int64(study.best.metrics.confusion[$0][told])) }
            }
        record.append(
            "confusion", title: isShown ? "What is taken for what" : "", Array(names.indices), columns)
    }

    private var algorithmColumns: [Column<ClassifierComparison.Entry>] {
        let study = study
        let asked = Double(max(1, study.table.rowCount))
        return [
            Column("algorithm") { .text($0.algorithm.rawValue) },
            Column("accuracy") { .number($0.metrics.accuracy, decimals: 3) },
            Column("f1", title: "F1") { .number($0.metrics.macroF1, decimals: 3) },
            Column("group_accuracy", title: study.hasGroups ? "By \(groupName)" : "") {
                .number(study.groupMetrics($0).accuracy, decimals: 3)
            },
            Column("group_f1", title: "") { .number(study.groupMetrics($0).macroF1, decimals: 3) },
            Column("log_loss") { .number($0.metrics.logLoss, decimals: 3) },
            Column("brier", title: "") { .number($0.metrics.brierScore, decimals: 3) },
            Column("calibration_error", title: "Calibration") {
                .number($0.metrics.calibrationError, decimals: 3)
            },
            Column("training_seconds", title: "Trained s") { .number($0.trainingSeconds, decimals: 2) },
            Column("prediction_milliseconds_per_row", title: "Asked ms") {
                .number($0.predictionSeconds / asked * 1_000, decimals: 3)
            },
            Column("settings") { Cell(self.commonSettings($0)) },
        ]
    }

    /// The numbers, or the members of a vote, that most folds chose.
    private func commonSettings(_ entry: ClassifierComparison.Entry) -> String? {
        let words =
            entry.members.isEmpty
            ? entry.choices.map { ClassifierCard.words($0) }
            : entry.members.map { $0.map(\.rawValue).joined(separator: " + ") }
        let counts = Dictionary(grouping: words) { $0 }.mapValues(\.count)
        let common = counts.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
        return common.flatMap { $0.isEmpty ? nil : $0 }
    }

    private var classColumns: [Column<ClassificationMetrics.OfClass>] {
        [
            Column("class") { .text($0.name) },
            Column("rows", title: rowName.prefix(1).uppercased() + rowName.dropFirst()) {
                .integer(Int64($0.rowCount))
            },
            Column("precision") { .number($0.precision, decimals: 3) },
            Column("recall") { .number($0.recall, decimals: 3) },
            Column("f1", title: "F1") { .number($0.f1, decimals: 3) },
        ]
    }

    private var sliceColumns: [Column<ErrorSlice>] {
        [
            Column("kind", title: "") { .text($0.kind.rawValue) },
            Column("name", title: "Album or year") { .text($0.name) },
            Column("year") { $0.year.map { .id(Int64($0)) } ?? .missing },
            Column("class") { .text($0.className) },
            Column("tracks") { .integer(Int64($0.trackCount)) },
            Column("wrong") { .integer(Int64($0.wrongCount)) },
            Column("error") { .share($0.error) },
        ]
    }

    private var robustnessColumns: [Column<CodecRobustness.Line>] {
        [
            Column("bit_rate", title: "Bit rate") {
                .text($0.bitRateKbps.map { "\($0) kbps" } ?? "as it is")
            },
            Column("tracks") { .integer(Int64($0.trackCount)) },
            Column("windows", title: "Rows") { .integer(Int64($0.windowCount)) },
            Column("row_accuracy") { .number($0.windowAccuracy, decimals: 3) },
            Column("track_accuracy") { .number($0.trackAccuracy, decimals: 3) },
            Column("agreement", title: "Says the same") { .share($0.agreement) },
        ]
    }
}
