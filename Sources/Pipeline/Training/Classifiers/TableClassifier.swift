import CatalogStore
import Learning

/// Says what class each row of a table is of, by a classifier that was trained on one.
package struct TableClassifier {
    /// What the card of such a classifier says a row is.
    static let unit = "rows"

    private let stored: StoredClassifier

    package init(_ record: ModelRecord, in catalog: Catalog) throws {
        stored = try StoredClassifier(record, in: catalog)
    }

    /// The most probable class of each row, and how probable it is.
    package func classify(_ table: FeatureTable) throws -> [(name: String, probability: Double)] {
        let rows = try table.selecting(stored.card.columns).values
        let probabilities = stored.classifier.probabilities(of: rows)
        let width = stored.card.classes.count
        return (0..<rows.rows).map { row in
            let own = probabilities[row * width..<(row + 1) * width]
            let best = own.offsetOfLargest
            return (stored.card.classes[best], Double(own[own.startIndex + best]))
        }
    }
}
