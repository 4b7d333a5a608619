import CatalogCore
import CatalogStore
import Recommend

/// `catalog playlist create`
enum PlaylistCreateCommand: Command {
    static let name = Operand.required(.text("NAME"), "how it is called")
    static let summary = Option.optional("summary", .text("TEXT"), "a line about it")

    static let declaration = CommandDeclaration(
        "playlist create", .recommend, "make a playlist out of recommendations",
        detail: """
            The same questions as `catalog recommend`; the answer is kept under the name, behind the tracks that were \
            named with --track, --id or --like. Without any question it is filled for the taste of the person.
            """,
        operands: [name], options: QuestionOptions.seeds + QuestionOptions.dials + [summary],
        examples: [
            CommandExample(
                "catalog playlist create evening --user mira --mood energy=0.2 -n 30", "Thirty quiet tracks.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        guard let user = invocation[QuestionOptions.user] else {
            throw UsageError(problem: "A playlist is somebody's: --user NAME.", path: declaration.path)
        }
        let engine = try invocation.engine(of: catalog)
        let (owner, tracks) = try catalog.read { snapshot -> (User, [TrackID]) in
            let owner = try UserChooser.user(named: user, in: snapshot)
            let query = try QuestionReader(
                invocation: invocation, catalog: snapshot, path: declaration.path
            ).query()
            let answer = try engine.answer(query, now: invocation.now, in: snapshot)
            return (owner, query.tracks + query.like + answer.recommendations.map(\.track))
        }
        let now = invocation.now
        let id = try catalog.write { transaction in
            let id = try transaction.addPlaylist(
                named: invocation[name], of: owner.id, summary: invocation[summary], at: now)
            try transaction.append(tracks.map(PlaylistEntry.track), to: id, at: now)
            return id
        }
        var record = Record()
        record.append("id", .id(id.rawValue))
        record.append("name", .text(invocation[name]))
        record.append("user", .text(owner.name))
        record.append("tracks", .integer(Int64(tracks.count)))
        try invocation.output.done("\(invocation[name]): \(tracks.count) tracks.", record)
        return tracks.isEmpty ? .incomplete : .complete
    }
}
