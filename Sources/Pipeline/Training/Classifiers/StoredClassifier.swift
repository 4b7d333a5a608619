import CatalogStore
import Learning

/// A classifier of a catalog, ready to be asked.
struct StoredClassifier {
    let card: ClassifierCard
    let classifier: any Classifier

    init(_ record: ModelRecord, in catalog: Catalog) throws {
        card = try ClassifierCard.of(record)
        classifier = try Self.decode(catalog.read { try $0.weights(of: record.id) })
        guard classifier.classCount == card.classes.count else {
            throw LearningError(.corruptModel, "`\(record.name)` does not know its classes; train it again.")
        }
    }

    static func decode(_ weights: [UInt8]) throws -> any Classifier {
        var archive = try ClassifierArchive(decoding: weights)
        return try ClassifierKind.classifier(from: &archive)
    }
}
