import CatalogCore
import CatalogStore
import Insight
import Pipeline

/// `catalog report`
enum ReportCommand: Command {
    static let file = Operand.required(.file("OUT.html"), "the page to write")
    static let title = Option.assumed("title", .text(), "A catalog of music", "what stands on top")

    static let declaration = CommandDeclaration(
        "report", .insight, "write one page about the whole catalog",
        detail: """
            Overview, genres, artists, moods, eras, a map of the music, features, listening, listeners, what rises and falls, \
            recommendations, models and what is missing: as pictures with their tables. The page is one file, opens from \
            disk and asks nothing of any network; it follows a light or dark screen, a narrow or wide one, and can be \
            read without a mouse and without seeing the pictures.
            """,
        operands: [file], options: [title],
        examples: [CommandExample("catalog report music.html", "Then open it in a browser.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let path = invocation[file]
        let report = try invocation.openCatalog().read { snapshot in
            try CatalogReport(
                of: snapshot, title: invocation[title], models: try snapshot.models().map(summary),
                now: invocation.now, offsetMs: WallClock.offsetMs(atMs:))
        }
        let page = try ResultFile(path: path)
        try page.sink.write(report.html)
        try page.finish()
        var record = Record()
        record.append("path", .text(path))
        try invocation.output.done("\(path) is written.", record)
        return .complete
    }

    private static func summary(_ model: ModelRecord) -> ModelSummary {
        let card = ModelCard(model)
        return ModelSummary(
            name: model.name, version: model.version, kind: model.kind, isActive: model.isActive,
            created: model.created, trackCount: card.tracks, verdict: card.verdict,
            figures: card.figures.map { ($0.name, $0.value) })
    }
}
