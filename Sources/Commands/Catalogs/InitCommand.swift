import CatalogStore
import FoundationEssentials
import Pipeline

/// `catalog init`
enum InitCommand: Command {
    static let declaration = CommandDeclaration(
        "init", .catalog, "create an empty catalog",
        detail: """
            The catalog is one SQLite file. A new one holds the taxonomy of genres and nothing else. What is there \
            already is never overwritten.
            """,
        examples: [
            CommandExample("catalog init", "Creates the catalog of this account, in the XDG data folder."),
            CommandExample("catalog init --catalog ~/music.catalog", "Creates one elsewhere."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let path = try invocation.catalogPath()
        if !invocation.isTyped(GlobalOptions.catalog) && invocation.environment["CATALOG"] == nil {
            try createFolder(of: path)
        }
        try Catalog.create(at: path)
        let taxonomy = try GenreTaxonomy(text: Seed.genres.text)
        let genreCount = try Catalog(opening: path).write { try GenreSeeding.run(taxonomy, in: $0) }
        var record = Record()
        record.append("catalog", .text(path))
        record.append("genre_count", .integer(Int64(genreCount)))
        try invocation.output.done("Created \(path) with \(genreCount) genres.", record)
        return .complete
    }

    /// The program makes the folder of its own place only; another's spelling mistake is not made a folder.
    private static func createFolder(of path: String) throws {
        guard let slash = path.lastIndex(of: "/") else { return }
        let folder = String(path[..<slash])
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandError(
                "The folder \(folder) cannot be created. Name another place by --catalog FILE or $CATALOG.")
        }
    }
}
