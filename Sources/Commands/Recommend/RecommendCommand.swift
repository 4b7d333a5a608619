import CatalogCore
import CatalogStore
import Recommend

/// `catalog recommend`
enum RecommendCommand: Command {
    static let artists = Option.flag("artists", "answer with artists, not with tracks")
    static let explain = Option.flag(
        "explain", "say why: the parts of each score, what it is near to, a sentence")
    static let playlistFormat = Option.optional(
        "as", ValueKind<PlaylistFormat>.choice("KIND"), "write a playlist for players: m3u8 or xspf")

    static let declaration = CommandDeclaration(
        "recommend", .recommend, "say what to hear next, and why",
        detail: """
            Any mix of artists, tracks, genres, moods, a person's taste and a playlist; nothing at all for what trends \
            and what is new. What people did and how the music sounds are weighed into one ranking; without feedback \
            sound alone decides, without any heard track feedback alone. What a person disliked or banned is never in \
            the answer. A page names a cursor; the next page repeats nothing and leaves nothing out.
            """,
        options: QuestionOptions.seeds + [artists] + QuestionOptions.dials
            + [QuestionOptions.cursor, explain, playlistFormat],
        examples: [
            CommandExample("catalog recommend --artist Björk", "Tracks that go with Björk."),
            CommandExample(
                "catalog recommend --user mira --not-heard --explain", "New to Mira, with reasons."),
            CommandExample(
                "catalog recommend --mood energy=0.8,valence=0.3 --where 'tempo 120..130, year 1990..'",
                "Fast and dark, at a tempo."),
            CommandExample(
                "catalog recommend --from 'Björk - Jóga' --to 217 -n 12 --as m3u8 > path.m3u8",
                "A path from one song to another, for a player."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let text = invocation[QuestionOptions.cursor]
        let cursor = text.flatMap(Cursor.init(text:))
        if let text, cursor == nil {
            throw UsageError(
                problem: "`\(text)` is no cursor. Copy it whole from the page before.", path: declaration.path
            )
        }
        let catalog = try invocation.openCatalog()
        let engine = try invocation.engine(of: catalog)
        let (rows, next, located) = try catalog.read { snapshot in
            var query = try QuestionReader(
                invocation: invocation, catalog: snapshot, path: declaration.path
            ).query()
            query.cursor = cursor
            query.wanted = invocation[artists] ? .artists : .tracks
            let answer = try engine.answer(query, now: invocation.now, in: snapshot)
            for remark in engine.index.table.remarks(on: query) { try invocation.output.remark(remark) }
            let rows = try DescribedRecommendation.describe(answer.recommendations, from: snapshot)
            let located =
                invocation[playlistFormat] == nil
                ? [] : try PlaylistFormat.located(rows.map(\.track), in: snapshot)
            return (rows, answer.next, located)
        }
        if let format = invocation[playlistFormat] {
            try PlaylistWriting.write(located, as: format, title: nil, to: invocation.output)
        } else {
            try RecommendedList.write(
                rows, next: next, isExplained: invocation[explain], wantsArtists: invocation[artists],
                to: invocation.output)
        }
        return rows.isEmpty ? .incomplete : .complete
    }
}
