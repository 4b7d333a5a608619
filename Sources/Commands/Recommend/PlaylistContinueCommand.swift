import CatalogCore
import CatalogStore
import Recommend

/// `catalog playlist continue`
enum PlaylistContinueCommand: Command {
    static let name = Operand.required(.text("NAME"), "the playlist")
    static let user = Option.required("user", short: "u", .text("NAME"), "whose it is")
    static let isTrial = Option.flag("dry-run", "show what would be added, add nothing")

    static let declaration = CommandDeclaration(
        "playlist continue", .recommend, "add to a playlist what goes on from it",
        operands: [name], options: [user] + QuestionOptions.dials + [isTrial],
        examples: [
            CommandExample("catalog playlist continue evening --user mira -n 10", "Ten more of the kind.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let engine = try invocation.engine(of: catalog)
        let (playlist, rows) = try catalog.read { snapshot -> (Playlist, [DescribedRecommendation]) in
            let owner = try UserChooser.user(named: invocation[user], in: snapshot)
            let playlist = try MusicChooser.playlist(named: invocation[name], of: owner, in: snapshot)
            var query = try QuestionReader(
                invocation: invocation, catalog: snapshot, path: declaration.path
            ).dials()
            query.user = owner.id
            let tracks = try snapshot.tracks(of: playlist.id)
            query.playlist = Array(tracks.suffix(Query.playlistTrackCountMax))
            // What is on the playlist is not added again, however far up it is.
            query.excluded = tracks
            let answer = try engine.answer(query, now: invocation.now, in: snapshot)
            return (playlist, try DescribedRecommendation.describe(answer.recommendations, from: snapshot))
        }
        if !invocation[isTrial] {
            let now = invocation.now
            try catalog.write { transaction in
                try transaction.append(rows.map { .track($0.track.id) }, to: playlist.id, at: now)
            }
        }
        try RecommendedList.write(
            rows, next: nil, isExplained: false, wantsArtists: false, namesCursor: false,
            to: invocation.output)
        return rows.isEmpty ? .incomplete : .complete
    }
}
