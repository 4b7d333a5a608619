import CatalogCore
import CatalogStore

/// `catalog genres add`
enum GenresAddCommand: Command {
    static let name = Operand.required(.text("GENRE"), "its name")
    static let under = Option.optional("under", .text("GENRE"), "the genre that it is a sub-genre of")
    static let alias = Option.repeated("alias", .text("SPELLING"), "another way to write it in tags")

    static let declaration = CommandDeclaration(
        "genres add", .browse, "add a genre, a sub-genre or another spelling to the taxonomy",
        detail: """
            Tags of this name or spelling are understood from now on, by every ingest and import; tracks that were found \
            with it before belong to the genre at once. A genre that is there already can be given a place and spellings.
            """,
        operands: [name], options: [under, alias],
        examples: [
            CommandExample(
                "catalog genres add 'Hill Country Trance' --under trance --alias hct",
                "A sub-genre of trance."),
            CommandExample("catalog genres add dungeon-synth --alias 'dungeon synthesizer'", "A spelling."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let (id, moved) = try catalog.write { transaction -> (GenreID, Int) in
            // The type says which is meant: the one that finds, not the one that makes.
            let parent: Genre? = try invocation[under].flatMap { try transaction.genre(named: $0) }
            if let name = invocation[under], parent == nil {
                throw CommandError(
                    "There is no genre `\(name)` to put it under. `catalog genres --tops` lists those at the top."
                )
            }
            let known: Genre? = try transaction.genre(named: invocation[name])
            let id: GenreID
            if let known, known.origin != .found, invocation[under] == nil {
                id = known.id
            } else {
                id = try transaction.placeGenre(
                    known?.name ?? invocation[name], under: invocation[under], origin: .person)
            }
            var moved = 0
            for spelling in invocation[alias] {
                moved += try transaction.takeIn(found: spelling, by: id)
                try transaction.addAlias(spelling, of: id)
            }
            return (id, moved)
        }
        let genre = try catalog.read { try $0.genre(id) }
        var record = Record()
        record.append("id", title: "Genre", .id(id.rawValue))
        record.append("name", Cell(genre?.name))
        record.append("aliases", .list(invocation[alias]))
        record.append("tracks_taken_in", .integer(Int64(moved)))
        let tracks = moved == 0 ? "" : ", with \(NumberText.grouped(Int64(moved))) tracks that were tagged so"
        try invocation.output.done("\(genre?.name ?? invocation[name]) is in the taxonomy\(tracks).", record)
        return .complete
    }
}
