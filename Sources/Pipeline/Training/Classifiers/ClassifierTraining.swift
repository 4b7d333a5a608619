import Audio
import CatalogCore
import CatalogStore
import Learning

/// Trains a classifier on what was heard of a catalog, by the algorithm that tells most in cross-validation.
package struct ClassifierTraining {
    /// What came of it.
    package struct Result: Sendable {
        package let study: ClassifierStudy
        /// Nil where nothing is kept: windows were not grouped.
        package var outcome: TrainingOutcome?
        package let slices: [ErrorSlice]
        package let robustness: [CodecRobustness.Line]
        package var remarks: [String]
    }

    /// Fewer groups of a class than this on the side that is learnt from: all are learnt from instead.
    private static let groupsForHoldingOut = 5

    private let catalog: Catalog
    private let settings: TrainingSettings
    private let request: ClassifierRequest
    private let secondsNow: @Sendable () -> Double

    package init(
        _ catalog: Catalog, settings: TrainingSettings, request: ClassifierRequest,
        secondsNow: @escaping @Sendable () -> Double
    ) {
        self.catalog = catalog
        self.settings = settings
        self.request = request
        self.secondsNow = secondsNow
    }

    package func train() throws -> Result {
        let name = try ClassifierKeeping.checked(request.name ?? request.label.modelName)
        let (features, chooser, champion) = try catalog.read { snapshot in
            let all = try CatalogFeatures(
                request.unit, label: request.label, grouping: request.grouping, in: snapshot)
            return (
                all, try ClassChooser(request.between, among: all.table, what: request.label.text),
                try snapshot.activeModel(named: name)
            )
        }
        let examples = try ClassifierExamples(features, chooser.classNames, columns: request.features)
        var options = request.comparison
        options.chromaColumns = examples.table.chromaColumns
        options.seed = settings.seed
        let split = heldOut(examples)
        let training = split?.training ?? Array(examples.tracks.indices)
        let study = try ClassifierStudy(
            of: examples.labeled(training, isGrouped: request.isGrouped), options: options,
            monitor: settings.monitor, secondsNow: secondsNow)
        let tracks = training.map { examples.tracks[$0] }
        let slices = try catalog.read { snapshot in
            try ErrorSlice.all(
                of: answers(study, tracks), classNames: chooser.classNames, in: snapshot)
        }
        var remarks = remarks(chooser, study)
        let robustness = try robustness(study, tracks, examples, &remarks)
        guard request.isGrouped else {
            return Result(
                study: study, outcome: nil, slices: slices, robustness: robustness, remarks: remarks)
        }
        let outcome = try ClassifierKeeping(catalog: catalog, settings: settings).keep(
            study, options, contest: { try contest($0, study, examples, split?.heldOut, champion) },
            name: name,
            label: request.label.text, unit: request.unit.rawValue,
            columns: examples.table.columns.map(\.name), trackCount: Set(examples.tracks).count,
            heldOutCount: split.map { Set($0.heldOut.map { examples.tracks[$0] }).count } ?? 0,
            featureSetVersion: TrackFeatures.set.version)
        return Result(
            study: study, outcome: outcome, slices: slices, robustness: robustness, remarks: remarks)
    }

    /// Tracks that neither this model nor one before learns from; nil where there are too few to spare any.
    private func heldOut(_ examples: ClassifierExamples) -> (training: [Int], heldOut: [Int])? {
        guard request.isGrouped else { return nil }
        let split = HeldOutGroups.split(examples.tracks.map(\.rawValue))
        guard !split.heldOut.isEmpty else { return nil }
        var groups = [Set<Int>](repeating: [], count: examples.classNames.count)
        for row in split.training { groups[examples.labels[row]].insert(examples.table.rows[row].group) }
        return groups.allSatisfy { $0.count >= Self.groupsForHoldingOut } ? split : nil
    }

    /// What the best said of each track, by the classifiers that did not learn from it.
    private func answers(
        _ study: ClassifierStudy, _ tracks: [TrackID]
    ) -> [(track: TrackID, told: Int, label: Int)] {
        let width = study.table.classCount
        let vote = GroupVote(
            probabilities: study.best.probabilities, groups: tracks.map { Int($0.rawValue) },
            labels: study.table.labels, classCount: width)
        return vote.groups.indices.map { index in
            (
                TrackID(Int64(vote.groups[index])),
                vote.probabilities[index * width..<(index + 1) * width].offsetOfLargest, vote.labels[index]
            )
        }
    }

    private func remarks(_ chooser: ClassChooser, _ study: ClassifierStudy) -> [String] {
        var remarks = study.comparison.failures.map { "\($0.algorithm.rawValue) was left out: \($0.reason)" }
        if !chooser.leftOut.isEmpty {
            remarks.append(
                "\(chooser.leftOut.count) classes of fewer than \(ClassChooser.groupsPerClassMin) tracks were left out."
            )
        }
        if !request.isGrouped {
            remarks.append(
                "Windows of one track lie on both sides of the splits: these figures flatter, and no model is kept."
            )
        }
        return remarks
    }

    private func robustness(
        _ study: ClassifierStudy, _ tracks: [TrackID], _ examples: ClassifierExamples,
        _ remarks: inout [String]
    ) throws -> [CodecRobustness.Line] {
        guard let count = request.robustnessTracks else { return [] }
        let hearable = try catalog.read { try HearableTracks(in: $0) }
        let robustness = try CodecRobustness(
            study, tracks: tracks, unit: request.unit, columns: examples.columnPlaces,
            paths: hearable.paths, trackCount: count, monitor: settings.monitor)
        remarks += PatchTelling.remarks(on: robustness.failures)
        return robustness.lines
    }

    private func contest(
        _ classifier: any Classifier, _ study: ClassifierStudy, _ examples: ClassifierExamples,
        _ heldOut: [Int]?, _ record: ModelRecord?
    ) throws -> ModelContest {
        let measure = "share of tracks told right"
        guard let heldOut else {
            return ModelContest(
                measure: "cross-validated \(measure)", higherIsBetter: true,
                heldOutTracks: Set(examples.tracks).count,
                challenger: study.groupMetrics(study.best).accuracy, champion: nil,
                championVersion: record?.version,
                obstacle: "there are too few tracks to hold some out from both")
        }
        let (champion, obstacle) = try PatchTelling.ask(record) { record in
            let other = try StoredClassifier(record, in: catalog)
            guard other.card.classes == examples.classNames, other.card.unit == request.unit.rawValue else {
                throw LearningError(.wrongFeatures, "it tells other classes apart")
            }
            return examples.accuracy(other.classifier, on: heldOut, columns: other.card.columns)
        }
        return ModelContest(
            measure: measure, higherIsBetter: true,
            heldOutTracks: Set(heldOut.map { examples.tracks[$0] }).count,
            challenger: examples.accuracy(classifier, on: heldOut), champion: champion,
            championVersion: record?.version, obstacle: obstacle)
    }
}
