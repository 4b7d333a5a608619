import CatalogCore
import CatalogStore
import Insight
import Recommend

/// `catalog stats`
enum StatsCommand: Command {
    static let subject = Operand.optional(
        ValueKind<StatisticsSubject>.choice("SUBJECT"),
        "what the numbers are about; overview where nothing is said")
    static let since = Option.optional("since", .time(), "only what happened from then on")
    static let until = Option.optional("until", .time(), "only what happened before")
    static let last = Option.optional(
        "last", .span(), "only what happened so long before --until, or before now: 12h, 30d, 8w, 6m, 1y")
    static let filter = QuestionOptions.filter
    static let user = Option.optional("user", short: "u", .text("NAME"), "only what this person did")
    static let order = Option.optional(
        "by", ValueKind<StatisticsOrder>.choice("ORDER"),
        "what lists are ordered by; by popularity where it is known and no time or person is meant, else by plays"
    )
    static let limit = Option.assumed(
        "limit", short: "n", .integer("COUNT", in: 1...StatisticsScope.limitMax), 20, "how long lists are")
    static let least = Option.assumed(
        "least", .integer("COUNT", in: 1...1_000_000), 1, "only genres, artists and eras of so many tracks")
    static let eachArtist = Option.flag(
        "each-artist", "count each artist of a shared credit, instead of the credit as printed")
    static let table = Option.optional(
        "table", .text("NAME"), "only this table (its name is in --format json), and its picture")

    static let declaration = CommandDeclaration(
        "stats", .insight, "count what is in the catalog and what people do with it",
        detail: """
            Subjects: overview (how much there is, what is missing, what recommendations reach), genres (by popularity and \
            by mode), artists (with what is made together against alone, and whose audiences meet), tracks, users (with \
            who hears the same), feedback (over time, by weekday and hour, ratings), moods (with keys), eras and trending \
            (what rises and falls: plays in the last 30 days, or the span that is named, against those in the span before).

            Ties go by the number of table rows, then by name. Two files of one recording count once. Discovery is the \
            share of plays that were somebody's first of their track; the skip rate is skips among plays and skips; \
            completion is how much of a track is heard on average. Hours and days are those of the machine's time zone.

            Numbers are of this moment: an event is in them at the next call. With --format csv the first table, or that \
            of --table.
            """,
        operands: [subject],
        options: [
            since, until, last, filter, user, order, limit, least, eachArtist, table, PictureFile.plot,
            PictureFile.theme,
        ],
        examples: [
            CommandExample("catalog stats", "The catalog at a glance."),
            CommandExample("catalog stats genres --plot genres.svg", "Genres, with a picture."),
            CommandExample(
                "catalog stats feedback --last 30d --table hours --plot hours.png --theme dark",
                "When people listen."),
            CommandExample(
                "catalog stats artists --by plays --since 2026-01-01 --each-artist",
                "Who was played this year."),
            CommandExample(
                "catalog stats tracks --where 'genre rock, year 1990..' --format csv",
                "Rock since 1990, for a spreadsheet."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let picture = try PictureFile(invocation, command: declaration.path)
        let asked = invocation[subject] ?? .overview
        let now = invocation.now
        let answer = try invocation.openCatalog().read { snapshot in
            try Statistics(of: snapshot, scope: scope(invocation, now: now, in: snapshot), now: now).answer(
                asked)
        }
        let chosen = try invocation[table].map { try table($0, of: answer) }
        let isDrawn =
            try picture.map { try draw(answer, chosen: chosen, to: $0, on: invocation.output) } ?? true
        let output = invocation.output
        switch output.format {
        case .json where chosen == nil: try output.line(answer.json)
        case .table where chosen == nil: try show(answer, on: output)
        default:
            let table = chosen ?? answer.tables[0]
            try output.list(
                table.rows, table.shownColumns, none: answer.remark ?? "There is nothing of that.")
            return table.rows.isEmpty || !isDrawn ? .incomplete : .complete
        }
        return answer.isEmpty || !isDrawn ? .incomplete : .complete
    }

    private static func scope(
        _ invocation: Invocation, now: Timestamp, in catalog: some CatalogReading
    ) throws -> StatisticsScope {
        var scope = StatisticsScope()
        scope.until = invocation[until]
        scope.since = invocation[since]
        if let span = invocation[last] {
            guard scope.since == nil else {
                throw UsageError(
                    problem: "--since and --last both say where the time begins. Keep one.",
                    path: declaration.path)
            }
            scope.since = Timestamp(milliseconds: (scope.until ?? now).milliseconds - span)
        }
        if let since = scope.since, let until = scope.until, since >= until {
            throw UsageError(problem: "--since is not before --until.", path: declaration.path)
        }
        if let text = invocation[filter] {
            scope.tracks = try TrackTable.tracks(meeting: FilterParser.parse(text), in: catalog)
        }
        scope.user = try invocation[user].map { try UserChooser.user(named: $0, in: catalog).id }
        scope.order = invocation[order]
        scope.limit = invocation[limit]
        scope.trackCountMin = invocation[least]
        scope.splitsCredits = invocation[eachArtist]
        scope.offsetMs = WallClock.offsetMs(atMs:)
        return scope
    }

    private static func table(_ name: String, of answer: StatisticsAnswer) throws -> StatisticsTable {
        if let table = answer.table(name) { return table }
        let names = answer.tables.map(\.name)
        let meant = Spelling.nearest(to: name, among: names).map { " Did you mean \($0)?" } ?? ""
        throw UsageError(
            problem:
                "Statistics of \(answer.subject.rawValue) have no table `\(name)`: \(names.joined(separator: ", ")).\(meant)",
            path: declaration.path)
    }

    /// False where there is nothing to draw.
    private static func draw(
        _ answer: StatisticsAnswer, chosen: StatisticsTable?, to file: PictureFile, on output: Output
    ) throws -> Bool {
        let drawable = answer.tables.filter { answer.charts[$0.name] != nil }
        let table = chosen ?? drawable.first { !$0.rows.isEmpty } ?? answer.tables[0]
        guard let chart = answer.charts[table.name] else {
            throw UsageError(
                problem:
                    "There is no picture of the table \(table.name); there are of: \(drawable.map(\.name).joined(separator: ", ")).",
                path: declaration.path)
        }
        guard !table.rows.isEmpty, !chart.isEmpty else {
            try output.remark("There is nothing to draw: \(file.path) was not written.")
            return false
        }
        try file.write(chart.drawn())
        return true
    }

    private static func show(_ answer: StatisticsAnswer, on output: Output) throws {
        let parts = answer.tables.map {
            $0.lines(width: output.terminal.width, usesColor: output.terminal.usesColor)
        }
        .filter { !$0.isEmpty }
        if parts.isEmpty { return try output.remark(answer.remark ?? "There is nothing of that.") }
        try output.text(parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n")
    }
}
