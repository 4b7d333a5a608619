import CatalogCore
import Glibc
import Insight
import Learning
import Pipeline

/// `catalog train classifier`
enum TrainClassifierCommand: Command {
    enum Search: String, CaseIterable, Sendable { case grid, random, none }

    /// `auto`, or the name of an algorithm.
    enum Choice: Equatable, Sendable {
        case auto
        case one(ClassifierAlgorithm)
    }

    static let label = Option.required(
        "label", .text("LABEL"),
        "what is told apart: artist, genre, album, tag:NAME, else a column of the table")
    static let algorithm = Option.repeated(
        "algorithm", choiceKind, "compare these alone; auto compares all; may be repeated")
    static let unit = Option.assumed(
        "on", .choice("ROWS") as ValueKind<CatalogFeatures.Unit>, .windows,
        "a row is a window of 30 seconds, or a whole track")
    static let folds = Option.assumed(
        "folds", .integer("COUNT", in: 2...50), 5, "parts of the cross-validation")
    static let search = Option.assumed(
        "search", .choice("WAY") as ValueKind<Search>, .grid,
        "how an algorithm's numbers are found, on training rows alone")
    static let trials = Option.assumed(
        "trials", .integer("COUNT", in: 1...HyperparameterSearch.trialsMax), 12, "draws of a random search")
    static let ungrouped = Option.flag(
        "ungrouped", "let windows of one track lie on both sides, to see what that feigns; nothing is kept")
    static let robustness = Option.flag(
        "robustness", "encode tracks anew at 128 and 64 kbps, hear them again, and ask the best about them")
    static let robustnessTracks = Option.assumed(
        "robustness-tracks", .integer("COUNT", in: 1...CodecRobustness.tracksMax), 20,
        "so many for --robustness")
    static let name = Option.optional(
        "name", .text("NAME"), "the name of the model; else classifier-LABEL, and none is kept of a table")

    static let algorithmKind: ValueKind<ClassifierAlgorithm> = .choice("ALGORITHM")
    private static let choiceKind = ValueKind<Choice>(
        "auto|ALGORITHM", choices: ["auto"] + ClassifierAlgorithm.allCases.map(\.rawValue)
    ) { word throws(ValueProblem) in word == "auto" ? .auto : .one(try algorithmKind.read(word)) }

    static let declaration = CommandDeclaration(
        "train classifier", .models, "learn to tell artists, genres, albums or any label apart",
        detail: """
            All algorithms are compared by cross-validation in which windows of one track never lie on both sides, each \
            with numbers that were searched for on training rows alone. The one that tells most is trained on all and \
            kept as a model, which serves if it is at least as good as the one in use on tracks that neither learnt from. \
            The report has accuracy, F1, calibration, times, what is taken for what, and the error by album and by year. \
            `catalog classify` asks the model.
            """,
        options: [
            label, FeatureSource.between, algorithm, unit, FeatureSource.group, FeatureNames.option, folds,
            search,
            trials, ungrouped, robustness, robustnessTracks, name, FeatureSource.table, FeatureSource.drop,
            TrainingCommands.seed, PictureFile.plot, PictureFile.theme,
        ],
        examples: [
            CommandExample(
                "catalog train classifier --label artist --between \"Rush,Metallica\"",
                "Two bands, by windows of 30 s."),
            CommandExample(
                "catalog train classifier --label genre --algorithm svm-rbf --algorithm soft-vote --robustness",
                "Two ways to tell genres, also at low bit rates."),
            CommandExample(
                "catalog train classifier --table features.csv --label label --drop filename --folds 10",
                "Any table with a header; nothing of the catalog."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        do {
            return try invocation[FeatureSource.table] == nil
                ? trainOnCatalog(invocation, picture) : trainOnTable(invocation, picture)
        } catch is CancellationError {
            try invocation.output.remark("It was stopped; nothing is kept.")
            return .incomplete
        }
    }

    private static func trainOnCatalog(_ invocation: Invocation, _ picture: PictureFile?) throws -> Outcome {
        guard invocation[FeatureSource.drop].isEmpty else {
            throw CommandError("--drop leaves out columns of a --table; name features by --features.")
        }
        guard let chosen = ClassifierLabel(invocation[label]) else {
            throw CommandError(
                "--label is artist, genre, album or tag:NAME for a catalog, not `\(invocation[label])`; a column is one of "
                    + "a --table.")
        }
        var request = ClassifierRequest(label: chosen)
        let group = invocation[FeatureSource.group] ?? CatalogFeatures.Grouping.track.rawValue
        guard let grouping = CatalogFeatures.Grouping(rawValue: group) else {
            throw CommandError("--group is track, album or artist for a catalog, not `\(group)`.")
        }
        request.grouping = grouping
        request.between = invocation[FeatureSource.between]
        request.unit = invocation[unit]
        request.isGrouped = !invocation[ungrouped]
        request.features = try invocation[FeatureNames.option].map { try FeatureNames.read($0) }
        request.comparison = options(invocation)
        request.name = invocation[name]
        request.robustnessTracks = invocation[robustness] ? invocation[robustnessTracks] : nil
        let asked = request
        let catalog = try invocation.openCatalog()
        let result = try invocation.withJob { job in
            try ClassifierTraining(
                catalog,
                settings: TrainingSettings(
                    seed: UInt64(invocation[TrainingCommands.seed]), monitor: job.monitor,
                    now: { invocation.now }), request: asked, secondsNow: { Self.seconds() }
            ).train()
        }
        let report = ClassifierReport(
            study: result.study, outcome: result.outcome, slices: result.slices,
            robustness: result.robustness,
            rowName: asked.unit.rawValue, groupName: "tracks", picture: picture)
        try report.write(invocation)
        for remark in result.remarks { try invocation.output.remark(remark) }
        return .complete
    }

    private static func trainOnTable(_ invocation: Invocation, _ picture: PictureFile?) throws -> Outcome {
        guard let path = invocation[FeatureSource.table] else { return .incomplete }
        guard !invocation[robustness] else {
            throw CommandError("--robustness encodes tracks anew, and a table has none: leave it out.")
        }
        let whole = try TableFile.read(
            path, label: invocation[label], group: invocation[FeatureSource.group],
            dropped: invocation[FeatureSource.drop])
        let table =
            try invocation[FeatureNames.option].map { try whole.selecting(FeatureNames.read($0)) } ?? whole
        let chooser = try ClassChooser(
            invocation[FeatureSource.between], among: table, what: invocation[label],
            unit: FeatureSource.unit(invocation))
        var options = options(invocation)
        options.chromaColumns = table.chromaColumns
        let chosen = options
        let kept = invocation[ungrouped] ? nil : invocation[name]
        let catalog = try kept.map { _ in try invocation.openCatalog() }
        let (study, outcome) = try invocation.withJob { job in
            let settings = TrainingSettings(
                seed: UInt64(invocation[TrainingCommands.seed]), monitor: job.monitor, now: { invocation.now }
            )
            let training = TableClassifierTraining(
                table, classNames: chooser.classNames, label: invocation[label], options: chosen,
                settings: settings)
            let study = try training.study(
                isGrouped: !invocation[ungrouped], secondsNow: { Self.seconds() })
            guard let kept, let catalog else { return (study, TrainingOutcome?.none) }
            return (study, try training.keep(study, as: kept, in: catalog))
        }
        let report = ClassifierReport(
            study: study, outcome: outcome, slices: [], robustness: [], rowName: "rows", groupName: "groups",
            picture: picture)
        try report.write(invocation)
        for failure in study.comparison.failures {
            try invocation.output.remark("\(failure.algorithm.rawValue) was left out: \(failure.reason)")
        }
        if !chooser.leftOut.isEmpty {
            try invocation.output.remark(
                "\(chooser.leftOut.count) classes of fewer than \(ClassChooser.groupsPerClassMin) \(FeatureSource.unit(invocation).rawValue) were left out."
            )
        }
        return .complete
    }

    private static func options(_ invocation: Invocation) -> ClassifierComparison.Options {
        var options = ClassifierComparison.Options()
        options.foldCount = invocation[folds]
        options.seed = UInt64(invocation[TrainingCommands.seed])
        switch invocation[search] {
        case .grid: options.search = .grid
        case .random: options.search = .random(trials: invocation[trials])
        case .none: options.search = .none
        }
        let named = invocation[algorithm].compactMap { choice -> ClassifierAlgorithm? in
            if case .one(let algorithm) = choice { return algorithm }
            return nil
        }
        if !named.isEmpty && !invocation[algorithm].contains(.auto) {
            options.algorithms = ClassifierAlgorithm.allCases.filter(named.contains)
        }
        return options
    }

    /// The monotonic clock, to time with.
    private static func seconds() -> Double {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
    }
}
