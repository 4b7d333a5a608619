import CatalogStore
import Glibc
import Learning

/// What a stored classifier was trained for; kept beside its weights.
package struct ClassifierCard: Sendable, Equatable, Codable {
    /// `artist`, `genre`, `album`, `tag:NAME`, or the column of a table.
    package let label: String
    /// `windows`, `tracks`, or `rows` of a table.
    package let unit: String
    package let columns: [String]
    package let classes: [String]
    package let algorithm: String
    /// The numbers of the algorithm, or of each of a vote, in words.
    package let settings: String
    /// How probabilities are brought to scale; nil where they are not.
    package let calibration: String?

    package static func of(_ record: ModelRecord) throws -> ClassifierCard {
        guard record.kind == ModelFamily.classifier.rawValue,
            let card = JSONText.decode(ClassifierCard.self, from: record.parameters)
        else {
            throw TrainingError(
                .noModel,
                "`\(record.name)` is no classifier: `catalog models list` shows which there are.")
        }
        return card
    }

    /// `penalty 10, width 0.5151`: four digits that count.
    package static func words(_ choice: ClassifierChoice) -> String {
        choice.settings.sorted { $0.key < $1.key }.map { name, value in
            let scale = value == 0 ? 1 : pow(10, 3 - floor(log10(abs(value))))
            let rounded = (value * scale).rounded() / scale
            return "\(name) \(rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)")"
        }.joined(separator: ", ")
    }
}
