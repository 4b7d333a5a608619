import CatalogCore
import CatalogStore
import Pipeline

/// `catalog rate`
enum RateCommand: Command {
    static let name = Operand.required(
        .file("FILE|TRACK"), "a file, or a track by its number, its title, or `Artist - Title`")

    static let narrate = Option.flag(
        "narrate", "have the figures put into words by a chat model too; its key is in the environment")
    static let endpoint = Option.assumed(
        "endpoint", .text("URL"), Narrator.endpointStandard, "with --narrate: an OpenAI-compatible endpoint")
    static let model = Option.assumed(
        "model", .text("NAME"), Narrator.modelStandard, "with --narrate: the chat model there")
    static let timeLimit = Option.assumed(
        "time-limit", .integer("SECONDS", in: 1...Narrator.timeLimitSecondsMax),
        Narrator.timeLimitSecondsStandard,
        "with --narrate: how long its answer is waited for")

    static let declaration = CommandDeclaration(
        "rate", .models, "rate a track or a file, and say why",
        detail: """
            The rating lies between 1 and 5; four of five true ratings lie in the interval. The contributions add up to \
            the difference from the average. A file whose audio is in the catalog is rated as its track. The sentences \
            are our own; --narrate hands the figures (no audio, no names) to a chat endpoint with the key of \
            $CATALOG_NARRATOR_KEY or $OPENAI_API_KEY, and shows what it says beside them if it names no figure that it \
            was not given.
            """,
        operands: [name], options: [narrate, endpoint, model, timeLimit],
        examples: [
            CommandExample("catalog rate ~/demo.flac", "Rates a file that need not be in the catalog."),
            CommandExample("catalog rate 'Björk - Jóga' --format json", "For programs."),
            CommandExample(
                "catalog rate demo.flac --narrate --endpoint http://localhost:11434/v1 --model llama3",
                "Has a model of this machine put it into words."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let judge = try TrackJudge(catalog)
        let judgement: Judgement
        if let file = try FileOnDisk.path(invocation[name]) {
            let known = try catalog.read { snapshot in
                try snapshot.file(atPath: file.bytes)?.track.flatMap { try snapshot.track($0) }
            }
            judgement = try known.map { try judge.judge($0) } ?? judge.judge(filePath: file.description)
        } else {
            let track = try catalog.read { try MusicChooser.track(invocation[name], in: $0) }
            judgement = try judge.judge(track)
        }
        guard let rated = judgement.rating else {
            throw CommandError(judgement.obstacles[.critic] ?? ModelFamily.critic.absence)
        }
        let narration = invocation[narrate] ? narrator(invocation).narrate(rated) : nil
        try invocation.output.record(record(of: rated, judgement, narration))
        if case .notTold(let sentence) = narration { try invocation.output.remark(sentence) }
        return .complete
    }

    private static func narrator(_ invocation: Invocation) -> Narrator {
        Narrator(
            endpoint: invocation[endpoint], model: invocation[model],
            key: Narrator.keyVariables.lazy.compactMap { invocation.environment[$0] }.first,
            timeLimitSeconds: invocation[timeLimit])
    }

    private static func record(
        of rated: RatedTrack, _ judgement: Judgement, _ narration: Narration?
    ) -> Record {
        var record = Record()
        record.append("name", title: "Track", .text(rated.name))
        record.append("rating", .number(rated.rating, decimals: 2))
        record.append("lower", title: "At least", .number(rated.interval.lowerBound, decimals: 2))
        record.append("upper", title: "At most", .number(rated.interval.upperBound, decimals: 2))
        record.append("average", .number(rated.average, decimals: 2))
        record.append("critic_version", title: "Critic", .integer(Int64(rated.criticVersion)))
        record.append(
            "contributions", rated.contributions,
            [
                Column("group", title: "Because of") { .text($0.group) },
                Column("value", title: "Adds") { .number($0.value, decimals: 2) },
            ])
        record.append(
            "closest", rated.closest,
            [
                Column("id", title: "ID") { .id($0.track.rawValue) },
                Column("artist") { .text($0.artist) },
                Column("title") { .text($0.title) },
                Column("rating") { $0.rating.map { .number($0, decimals: 2) } ?? .missing },
                Column("similarity") { .number($0.similarity, decimals: 2) },
            ])
        record.append(
            "genres", title: "Genres", judgement.genres,
            [
                Column("genre") { .text($0.name) },
                Column("probability") { .number($0.probability, decimals: 2) },
            ])
        record.append(
            "moods", title: "Mood", judgement.moods,
            [
                Column("mood") { .text($0.name) },
                Column("value") { .number($0.value, decimals: 2) },
                Column("lower", title: "At least") { .number($0.interval.lowerBound, decimals: 2) },
                Column("upper", title: "At most") { .number($0.interval.upperBound, decimals: 2) },
            ])
        record.append(
            "moves", title: "What would move it", rated.moves,
            [
                Column("feature") { .text($0.feature) }, Column("group") { .text($0.group) },
                Column("from") { .number($0.from, decimals: 3) },
                Column("to") { .number($0.to, decimals: 3) },
                Column("change") { .number($0.change, decimals: 2) },
            ])
        record.append(
            "sentences", title: "In words", rated.sentences, [Column("text", title: "Sentence") { .text($0) }]
        )
        switch narration {
        case .told(let text): record.append("narration", title: "Narrated", .text(text))
        case .notTold(let sentence): record.append("narration_note", title: "", .text(sentence))
        case nil: break
        }
        return record
    }
}
