import Pipeline

/// A folder of music, under the name by which the service speaks of it.
package struct ServiceLibrary: Sendable {
    package let name: String
    package let root: FilePath

    package init(name: String, root: FilePath) {
        self.name = name
        self.root = root
    }
}
