import Audio
import CatalogCore
import CatalogStore
import Learning

/// Says what class a track or a file is of, by the vote of its windows.
package struct TrackClassifier {
    package struct Answer: Sendable, Equatable {
        package struct ClassShare: Sendable, Equatable {
            package let name: String
            package let probability: Double
            /// Of the windows that sound, how many this is the most probable class of.
            package let windowCount: Int
        }

        package let name: String
        /// The most probable first.
        package let classes: [ClassShare]
        package let windowCount: Int
        /// Windows of silence at the start and the end, which do not vote.
        package let silentCount: Int
    }

    package let record: ModelRecord
    package let card: ClassifierCard
    private let catalog: Catalog
    private let classifier: any Classifier
    private let unit: CatalogFeatures.Unit
    private let places: [Int]

    package init(_ record: ModelRecord, in catalog: Catalog) throws {
        let stored = try StoredClassifier(record, in: catalog)
        guard let unit = CatalogFeatures.Unit(rawValue: stored.card.unit) else {
            throw TrainingError(
                .noModel, "`\(record.name)` was trained on a table: ask it of a table by --table FILE.csv.")
        }
        guard record.featureSetVersion == TrackFeatures.set.version else {
            throw TrainingError(
                .noModel,
                "`\(record.name)` was trained on feature set \(record.featureSetVersion.map(String.init) ?? "none"), and "
                    + "files are heard with \(TrackFeatures.set.version): run `catalog train classifier` again."
            )
        }
        let set = CatalogFeatures.set(unit)
        places = try stored.card.columns.map { name in
            guard let place = set.index(of: name) else {
                throw TrainingError(
                    .noModel, "`\(record.name)` goes by `\(name)`, which is not heard any more.")
            }
            return place
        }
        self.record = record
        self.catalog = catalog
        self.unit = unit
        card = stored.card
        classifier = stored.classifier
    }

    /// A track that was heard.
    package func classify(_ track: Track) throws -> Answer {
        let version = TrackFeatures.set.version
        let (values, windowCount) = try catalog.read { snapshot -> ([Float], Int) in
            switch unit {
            case .windows:
                let windows = try snapshot.featureWindows(of: track.id, setVersion: version)
                return (windows?.values ?? [], windows?.startsMs.count ?? 0)
            case .tracks:
                let vector = try snapshot.featureVector(of: track.id, setVersion: version)
                return (vector?.values ?? [], vector == nil ? 0 : 1)
            }
        }
        guard windowCount > 0 else {
            throw TrainingError(
                .notEnoughData, "\(track.artist) - \(track.title) was not heard: ingest a file of it.")
        }
        return answer("\(track.artist) - \(track.title)", values)
    }

    /// A file that need not be in the catalog.
    package func classify(filePath path: String) throws -> Answer {
        let source = try FileByteSource(path: path)
        let analysis = try TrackAnalysis.analyze(
            Audio.AudioFile.hear(source, parts: [.loudness]), name: path)
        return answer(
            path, unit == .windows ? analysis.windows.flatMap(\.vector.values) : analysis.vector.values)
    }

    private func answer(_ name: String, _ values: [Float]) -> Answer {
        let width = CatalogFeatures.set(unit).dimension
        let count = values.count / width
        let heard = unit == .windows ? HeardWindows.indices(of: values) : 0..<count
        let rows = VectorTable(columns: width, values: values).selecting(Array(heard))
        let told = Self.shares(classifier, rows.selecting(columns: places), card.classes)
        return Answer(name: name, classes: told, windowCount: heard.count, silentCount: count - heard.count)
    }

    static func shares(
        _ classifier: any Classifier, _ rows: VectorTable, _ classes: [String]
    ) -> [Answer.ClassShare] {
        let probabilities = classifier.probabilities(of: rows)
        let each = (0..<rows.rows).map { probabilities[$0 * classes.count..<($0 + 1) * classes.count] }
        let mean = GroupVote.mean(of: each)
        let winners = each.map(\.offsetOfLargest)
        return classes.indices.map { label in
            Answer.ClassShare(
                name: classes[label], probability: Double(mean[label]),
                windowCount: winners.count { $0 == label })
        }.sorted { ($1.probability, $0.name) < ($0.probability, $1.name) }
    }
}
