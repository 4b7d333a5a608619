import CatalogCore
import Learning
import Testing

/// Algorithms against each other, on tasks whose answer is known.
@Suite struct ClassifierComparisonTests {
    /// Tracks of four windows: two classes that lie apart, and a column that only names the track.
    private func tracks(seed: UInt64, apart: Double = 3, count: Int = 24) -> LabeledTable {
        var random = SplitMix64(seed: seed)
        var values: [Float] = []
        var labels: [Int] = []
        var groups: [Int] = []
        for track in 0..<count {
            let own = random.normal() * 3
            for _ in 0..<4 {
                values += [
                    Float(random.normal() + apart * Double(track % 2)), Float(own + 0.01 * random.normal()),
                    Float(random.normal()),
                ]
                labels.append(track % 2)
                groups.append(track)
            }
        }
        return LabeledTable(
            values: values, dimension: 3, labels: labels, classNames: ["even", "odd"], groups: groups)
    }

    private func options(_ algorithms: [ClassifierAlgorithm]) -> ClassifierComparison.Options {
        var options = ClassifierComparison.Options()
        options.algorithms = algorithms
        options.foldCount = 4
        return options
    }

    @Test func allAlgorithmsAreComparedAndAVoteIsMadeOfTheBest() throws {
        let table = tracks(seed: 1)
        let comparison = try ClassifierComparison(
            on: table,
            options: options([.naiveBayes, .discriminant, .nearestNeighbors, .decisionTree, .softVote]),
            secondsNow: { 0 })
        #expect(
            comparison.entries.map(\.algorithm.rawValue) == [
                "naive-bayes", "lda", "nearest-neighbours", "decision-tree", "soft-vote",
            ])
        for entry in comparison.entries {
            #expect(entry.metrics.accuracy > 0.8, "\(entry.algorithm)")
            #expect(entry.classifiers.count == 4 && entry.choices.count == (entry.members.isEmpty ? 4 : 0))
        }
        #expect(
            comparison.entries[4].members.count == 4
                && comparison.entries[4].members.allSatisfy { !$0.isEmpty })
        #expect(comparison.failures.isEmpty)
    }

    /// Two who err on other rows correct each other; a third who is better than the second but errs like the first does not.
    @Test func aVoteIsOfThoseWhoCorrectEachOther() {
        func candidate(_ algorithm: ClassifierAlgorithm, rightlyTold: [Float]) -> ClassifierVoters.Candidate {
            ClassifierVoters.Candidate(
                choice: ClassifierChoice(algorithm: algorithm, settings: [:], accuracy: 0),
                probabilities: rightlyTold.flatMap { [$0, 1 - $0] })
        }
        let best = candidate(.radialMachine, rightlyTold: [0.9, 0.9, 0.9, 0.2])
        let alike = candidate(.linearMachine, rightlyTold: [0.9, 0.9, 0.8, 0.1])
        let other = candidate(.naiveBayes, rightlyTold: [0.4, 0.4, 0.6, 0.9])
        let voters = ClassifierVoters.choose(among: [alike, other, best], labels: [0, 0, 0, 0])
        #expect(voters.map(\.algorithm) == [.radialMachine, .naiveBayes])
        #expect(ClassifierVoters.choose(among: [], labels: []).isEmpty)
    }

    @Test func aVoteIsNearerToTheTruthThanItsCandidatesAreOnAverage() throws {
        let algorithms: [ClassifierAlgorithm] = [
            .extraTrees, .discriminant, .nearestNeighbors, .naiveBayes, .softVote,
        ]
        let comparison = try ClassifierComparison(
            on: tracks(seed: 6, apart: 1.5), options: options(algorithms), secondsNow: { 0 })
        let vote = try #require(comparison.entries.last)
        for voters in vote.members {
            #expect(!voters.isEmpty && Set(voters).count == voters.count)
        }
        let single = comparison.entries.dropLast().map(\.metrics.brierScore)
        #expect(vote.metrics.brierScore < single.reduce(0, +) / Double(single.count))
    }

    /// Labels by chance: windows of a track that lie on both sides tell the track, and so its label.
    @Test func windowsOfOneTrackOnBothSidesFlatter() throws {
        var random = SplitMix64(seed: 9)
        let honest = tracks(seed: 2, apart: 0, count: 60).columns([1])
        let coins = (0..<60).map { _ in random.index(below: 2) }
        let grouped = LabeledTable(
            features: honest.features, labels: honest.groups.map { coins[$0] }, classNames: honest.classNames,
            groups: honest.groups)
        let loose = LabeledTable(
            features: honest.features, labels: grouped.labels, classNames: honest.classNames)
        func accuracy(_ table: LabeledTable) throws -> Double {
            try ClassifierComparison(on: table, options: options([.nearestNeighbors]), secondsNow: { 0 })
                .entries[0].metrics.accuracy
        }
        #expect(try accuracy(loose) > 0.85)
        #expect(try accuracy(grouped) < 0.65)
    }

    @Test func aSearchFindsTheNumberThatMatters() throws {
        // Two rings: with a wide kernel they are one heap.
        var random = SplitMix64(seed: 4)
        var values: [Float] = []
        for row in 0..<120 {
            let (x, y) = (random.normal(), random.normal())
            let length = (x * x + y * y).squareRoot()
            let radius = row % 2 == 0 ? 1.0 : 2.2
            values += [Float(x / length * radius), Float(y / length * radius)]
        }
        let table = LabeledTable(
            values: values, dimension: 2, labels: (0..<120).map { $0 % 2 }, classNames: ["in", "out"])
        var options = ClassifierComparison.Options()
        for search in [HyperparameterSearch.grid, .random(trials: 8)] {
            options.search = search
            let choice = try ClassifierSearch(on: table, options: options).best(.radialMachine)
            #expect(choice.accuracy > 0.95)
        }
        options.search = .grid
        #expect(try ClassifierSearch(on: table, options: options).best(.linearMachine).accuracy < 0.75)
    }

    @Test func aClassOfOneTrackIsASentence() {
        let table = LabeledTable(
            values: [0, 1, 2, 3], dimension: 1, labels: [0, 0, 1, 1], classNames: ["two", "one"],
            groups: [0, 1, 2, 2])
        #expect(throws: ClassifierError.tooFewGroups("one")) { try table.checkedForComparison() }
    }

    @Test func metricsAreThoseOfTheConfusion() {
        let metrics = ClassificationMetrics(
            probabilities: [0.9, 0.1, 0.6, 0.4, 0.2, 0.8, 0.3, 0.7], labels: [0, 1, 1, 1],
            classNames: ["a", "b"])
        #expect(metrics.confusion == [[1, 0], [1, 2]] && metrics.accuracy == 0.75)
        #expect(metrics.classes[0].precision == 0.5 && metrics.classes[0].recall == 1)
        #expect(metrics.classes[1].precision == 1 && abs(metrics.classes[1].recall - 2.0 / 3) < 1e-12)
        #expect(abs(metrics.macroF1 - (2.0 / 3 + 0.8) / 2) < 1e-12)
        #expect(abs(metrics.brierScore - (0.02 + 0.72 + 0.08 + 0.18) / 4) < 1e-6)
    }

    @Test func theMeanOfATracksWindowsDecides() {
        let vote = GroupVote(
            probabilities: [0.9, 0.1, 0.45, 0.55, 0.45, 0.55, 0.2, 0.8], groups: [7, 7, 7, 3],
            labels: [0, 0, 0, 1], classCount: 2)
        #expect(vote.groups == [3, 7] && vote.labels == [1, 0])
        #expect(abs(vote.probabilities[2] - 0.6) < 1e-6)
    }

    @Test func whatIsShuffledAndWasNeededIsMissed() throws {
        let table = tracks(seed: 5)
        let comparison = try ClassifierComparison(
            on: table, options: options([.naiveBayes]), secondsNow: { 0 })
        let importance = try PermutationImportance(
            of: comparison.entries[0].classifiers, on: table, folds: comparison.folds,
            columnSets: [[0], [1], [2], [1, 2]], repeats: 10, seed: 1)
        let losses = importance.losses
        #expect(losses[0].mean > 0.25 && losses[0].lower > 0.2)
        for loss in losses[1...] { #expect(loss.mean < 0.1) }
    }
}
