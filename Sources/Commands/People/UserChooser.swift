import CatalogStore

/// Finds the person that a name means.
enum UserChooser {
    static func user(named name: String, in catalog: some CatalogReading) throws -> User {
        if let user = try catalog.user(named: name) { return user }
        let names = try catalog.users(limit: suggestionLimit).map(\.name)
        if let meant = Spelling.nearest(to: name, among: names) {
            throw CommandError("There is nobody named \(name). Did you mean \(meant)?")
        }
        throw CommandError(
            "There is nobody named \(name). Add them: catalog user add \(ShellWord.quoted(name))")
    }

    /// A spelling is looked for among so many names.
    private static let suggestionLimit = 10_000
}
