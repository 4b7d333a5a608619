import CatalogCore
import CatalogStore
import Pipeline

/// `catalog lyrics show`
enum LyricsShowCommand: Command {
    static let name = Operand.required(.text("TRACK"), "its number, its title, or `Artist - Title`")

    static let declaration = CommandDeclaration(
        "lyrics show", .browse, "show a track's lyrics and how they feel, line by line",
        detail: """
            Each line of an English song is scored from -1 (negative) to 1 (positive) by the VADER method; the course is \
            the mean of each eighth of the lines. Lyrics of other languages are shown without a score.
            """,
        operands: [name],
        examples: [
            CommandExample("catalog lyrics show 'Glacier Choir - Lichen'", "Words, scores and course.")
        ])

    private struct Line: Sendable {
        let seconds: Double?
        let text: String
        let compound: Double?
    }

    /// Points of the course.
    private static let courseCount = 8

    static func run(_ invocation: Invocation) throws -> Outcome {
        let (track, lyrics) = try invocation.openCatalog().read { snapshot in
            let track = try MusicChooser.track(invocation[name], in: snapshot)
            return (track, try snapshot.lyrics(of: track.id))
        }
        guard let lyrics else {
            try invocation.output.remark(
                "There are no lyrics of \(track.artist) - \(track.title): they come with files, embedded or beside them."
            )
            return .incomplete
        }
        try invocation.output.record(record(of: track, lyrics))
        return .complete
    }

    private static func record(of track: Track, _ lyrics: Lyrics) -> Record {
        var record = Record()
        record.append("track_id", title: "Track", .id(track.id.rawValue))
        record.append("artist", .text(track.artist))
        record.append("title", .text(track.title))
        record.append("source", .text(lyrics.source.rawValue))
        record.append("is_timed", title: "Timed", .flag(lyrics.isTimed))
        record.append("language", Cell(lyrics.language))
        func share(_ value: Double?) -> Cell { value.map(Cell.share) ?? .missing }
        record.append("positive", share(lyrics.positive))
        record.append("negative", share(lyrics.negative))
        record.append("compound", lyrics.compound.map { .number($0, decimals: 2) } ?? .missing)
        let course = LyricsAnalysis.course(of: lyrics.arc ?? [], pointCount: courseCount)
        record.append(
            "course", title: "Course",
            course.isEmpty ? .missing : .list(course.map { NumberText.fixed($0, decimals: 2) }))
        record.append(
            "lines", title: "Lines", lines(of: lyrics),
            [
                Column("time_seconds", title: lyrics.isTimed ? "Time" : "") {
                    $0.seconds.map { .duration(seconds: $0) } ?? .missing
                },
                Column("compound", title: "Feels") {
                    $0.compound.map { .number($0, decimals: 2) } ?? .missing
                },
                Column("text", title: "Line") { .text($0.text) },
            ])
        return record
    }

    /// Every line; the stored scores are those of the lines that have words, in their order.
    private static func lines(of lyrics: Lyrics) -> [Line] {
        var scores = (lyrics.arc ?? [])[...]
        return LyricSheet(text: lyrics.text).lines.map { line in
            Line(
                seconds: line.timeSeconds, text: line.text,
                compound: line.text.isEmpty ? nil : scores.popFirst().map { Double($0) })
        }
    }
}
