import CatalogCore
import CatalogStore
import Recommend

/// `catalog radio`
enum RadioCommand: Command {
    static let declaration = CommandDeclaration(
        "radio", .recommend, "play on without end, learning from what is typed",
        detail: """
            One track at a time. Typed at the prompt: `next` (it was heard), `skip`, `like` (and stay), `ban`, `why`, \
            `quit`; the first letter is enough, except `b` for ban only. The next track knows of it at once. With --user \
            it is kept as feedback; without, it is forgotten at the end. No track comes twice.
            """,
        options: QuestionOptions.seeds + QuestionOptions.dials,
        examples: [
            CommandExample("catalog radio --user mira", "A radio that knows Mira."),
            CommandExample(
                "catalog radio --artist Björk --not-heard --user mira", "Around Björk, only new ones."),
        ])

    private enum Word: String, CaseIterable {
        case next, skip, like, ban, why, quit

        init?(typed: String) {
            let word = typed.lowercased().filter { !$0.isWhitespace }
            if word.isEmpty { self = .next; return }
            guard
                let meant = Word.allCases.first(where: { $0.rawValue == word || $0.rawValue.hasPrefix(word) })
            else { return nil }
            self = meant
        }
    }

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let engine = try invocation.engine(of: catalog)
        let query = try catalog.read { snapshot in
            try QuestionReader(invocation: invocation, catalog: snapshot, path: declaration.path).query()
        }
        var session = try engine.radio(query, now: invocation.now)
        let words = LineSequence(reader: try LineReader(path: "-"))
        var playedCount = 0
        while let chosen = try session.next(), let track = try catalog.read({ try $0.track(chosen.track) }) {
            playedCount += 1
            try show(track, chosen, playedCount, invocation)
            guard try listen(to: track, chosen, words, &session, catalog, query.user, invocation) else {
                break
            }
        }
        if let problem = words.problem { throw problem }
        if playedCount == 0 { try invocation.output.remark("Nothing fits. Ask for less with --where.") }
        return playedCount == 0 ? .incomplete : .complete
    }

    /// Takes words until one of them goes on; false at the end.
    private static func listen(
        to track: Track, _ chosen: Recommendation, _ words: LineSequence, _ session: inout RadioSession,
        _ catalog: Catalog, _ user: UserID?, _ invocation: Invocation
    ) throws -> Bool {
        while let line = words.next() {
            guard let word = Word(typed: line) else {
                try invocation.output.remark("next, skip, like, ban, why or quit?")
                continue
            }
            switch word {
            case .quit: return false
            case .why:
                let row = try catalog.read {
                    try DescribedRecommendation.describe([chosen], from: $0).first
                }
                try invocation.output.remark(row?.sentence ?? "")
            case .like:
                session.record(.like, of: track.id)
                try keep(.like, track, catalog, user, invocation)
            case .ban:
                session.record(.ban, of: track.id)
                try keep(.ban, track, catalog, user, invocation)
                return true
            case .skip:
                session.record(.skip(completion: 0), of: track.id)
                try keep(.skip, track, catalog, user, invocation)
                return true
            case .next:
                session.record(.play(completion: 1), of: track.id)
                try keep(.play, track, catalog, user, invocation)
                return true
            }
        }
        return false
    }

    private static func keep(
        _ kind: EventKind, _ track: Track, _ catalog: Catalog, _ user: UserID?, _ invocation: Invocation
    ) throws {
        guard let user else { return }
        var event = NewEvent(user: user, track: track.id, kind: kind, time: invocation.now)
        event.totalMs = track.durationMs
        if kind == .play { event.playedMs = track.durationMs }
        if kind == .skip { event.playedMs = 0 }
        event.source = "radio"
        let kept = event
        _ = try catalog.write { try $0.add(kept) }
    }

    private static func show(
        _ track: Track, _ chosen: Recommendation, _ rank: Int, _ invocation: Invocation
    ) throws {
        var record = Record()
        record.append("rank", .id(Int64(rank)))
        record.append("id", .id(track.id.rawValue))
        record.append("title", .text(track.title))
        record.append("artist", .text(track.artist))
        record.append("score", .number(chosen.score, decimals: 2))
        if invocation.output.format == .table {
            try invocation.output.text(
                DisplayWidth.harmless("\(rank). \(track.artist) - \(track.title)") + "\n")
        } else {
            try invocation.output.line(record.json)
        }
        try invocation.output.flush()
    }
}
