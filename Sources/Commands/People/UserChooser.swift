import CatalogStore
import Recommend

/// Finds the person that a name means.
enum UserChooser {
    static func user(named name: String, in catalog: some CatalogReading) throws -> User {
        try MusicChooser.found { try NameFinder(catalog).user(name) }
    }
}
