import CatalogCore
import CatalogStore
import Learning

/// The labelled rows of a catalog that a classifier learns from and is judged on.
struct ClassifierExamples {
    /// Only the columns that are learnt from.
    let table: FeatureTable
    let tracks: [TrackID]
    let labels: [Int]
    let classNames: [String]
    /// Where the columns lie in a whole vector.
    let columnPlaces: [Int]
    /// All columns, for a rival that goes by others.
    private let whole: FeatureTable

    init(_ features: CatalogFeatures, _ classNames: [String], columns: [String]?) throws {
        let numbers = Dictionary(uniqueKeysWithValues: classNames.enumerated().map { ($1, $0) })
        let kept = features.table.rows.indices.filter { row in
            features.table.rows[row].label.map { numbers[$0] != nil } ?? false
        }
        let whole = features.table.selecting(rows: kept)
        let table = try columns.map { try whole.selecting($0) } ?? whole
        self.whole = whole
        self.table = table
        tracks = kept.map { features.tracks[$0] }
        labels = table.rows.map { $0.label.flatMap { numbers[$0] } ?? 0 }
        self.classNames = classNames
        let places = Dictionary(
            whole.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        columnPlaces = table.columns.map { places[$0.name] ?? 0 }
    }

    func labeled(_ rows: [Int], isGrouped: Bool) -> LabeledTable {
        table.selecting(rows: rows).labeled(classNames, isGrouped: isGrouped)
    }

    /// The share of tracks that the vote of their rows tells right.
    func accuracy(_ classifier: any Classifier, on rows: [Int], columns: [String]? = nil) -> Double {
        guard let shown = try? columns.map({ try whole.selecting($0) }) ?? table else { return 0 }
        let vote = GroupVote(
            probabilities: classifier.probabilities(of: shown.values.selecting(rows)),
            groups: rows.map { Int(tracks[$0].rawValue) }, labels: rows.map { labels[$0] },
            classCount: classNames.count)
        return ClassificationMetrics(
            probabilities: vote.probabilities, labels: vote.labels, classNames: classNames
        ).accuracy
    }
}
