import CatalogCore
import CatalogStore

/// Finds the model that a person means: `embedding`, `embedding@3`, or its number.
enum ModelChooser {
    static func model(_ words: String, in catalog: some CatalogReading) throws -> ModelRecord {
        if let number = Int64(words) {
            guard let record = try catalog.model(ModelID(number)) else { throw missing(words) }
            return record
        }
        let parts = words.split(separator: "@", maxSplits: 1).map(String.init)
        guard let name = parts.first else { throw missing(words) }
        let versions = try catalog.models(named: name)
        if parts.count == 2 {
            guard let version = Int(parts[1]), let record = versions.first(where: { $0.version == version })
            else {
                throw missing(words)
            }
            return record
        }
        guard let record = versions.first(where: \.isActive) ?? versions.first else { throw missing(words) }
        return record
    }

    private static func missing(_ words: String) -> CommandError {
        CommandError("There is no model `\(words)`. `catalog models list` shows all.")
    }
}
