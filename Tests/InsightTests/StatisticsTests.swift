import CatalogCore
import CatalogStore
import Insight
import TestSupport
import Testing

/// Statistics over a few tracks and events whose answers can be counted by hand.
@Suite struct StatisticsTests {
    private static let day: Int64 = 86_400_000
    /// Monday, 6 January 2025, midnight UTC.
    private static let monday: Int64 = 1_736_121_600_000
    private static let now = Timestamp(milliseconds: monday + 60 * day)

    private let folder: TemporaryFolder
    private let catalog: Catalog
    private let tracks: [TrackID]
    private let users: [UserID]

    init() throws {
        folder = try TemporaryFolder()
        try Catalog.create(at: folder.file("a.catalog"))
        catalog = try Catalog(opening: folder.file("a.catalog"))
        // Title, artists, popularity, genres, major, year, valence, energy.
        let rows: [(String, [String], Double, [String], Bool, Int, Double, Double)] = [
            ("One", ["Anna"], 90, ["rock"], true, 1994, 0.9, 0.9),
            ("Two", ["Anna", "Bert"], 70, ["rock", "folk"], false, 1996, 0.1, 0.9),
            ("Three", ["Bert"], 30, ["folk"], false, 2003, 0.2, 0.2),
            ("Four", ["Cleo"], 90, ["folk"], true, 2008, 0.8, 0.1),
        ]
        (tracks, users) = try catalog.write { transaction in
            let tracks = try rows.map { row in
                var track = NewTrack(title: row.0, artists: row.1, durationMs: 200_000)
                track.popularity = row.2
                track.year = row.5
                let id = try transaction.insert(track, at: Self.now)
                try transaction.addGenres(row.3, to: id, source: .tag)
                var heard = Descriptors()
                heard.mode = row.4 ? 1 : 0
                heard.key = 0
                heard.valence = row.6
                heard.energy = row.7
                try transaction.setHeardDescriptors(of: id, to: heard)
                return id
            }
            return (tracks, try ["xaver", "yvonne"].map { try transaction.addUser(named: $0, at: Self.now) })
        }
    }

    private func play(
        _ track: Int, by user: Int, day: Int64, hour: Int64 = 9, kind: EventKind = .play,
        playedMs: Int? = 200_000
    ) throws {
        var event = NewEvent(
            user: users[user], track: tracks[track], kind: kind,
            time: Timestamp(milliseconds: Self.monday + day * Self.day + hour * 3_600_000))
        if kind == .play || kind == .skip { event.playedMs = playedMs }
        _ = try catalog.write { try $0.add(event) }
    }

    private func answer(
        _ subject: StatisticsSubject, _ change: (inout StatisticsScope) -> Void = { _ in }
    ) throws -> StatisticsAnswer {
        var scope = StatisticsScope()
        change(&scope)
        return try catalog.read { try Statistics(of: $0, scope: scope, now: Self.now).answer(subject) }
    }

    /// The values of a column, as text.
    private func column(_ name: String, of table: String, in answer: StatisticsAnswer) throws -> [String] {
        let table = try #require(answer.table(table))
        let place = try #require(table.columns.firstIndex { $0.name == name })
        return table.rows.map { $0[place].shown }
    }

    private func measure(_ name: String, in answer: StatisticsAnswer) -> StatisticsValue? {
        answer.tables.flatMap(\.rows).first { $0.first == .text(name) }?[1]
    }

    @Test func genresGoByMeanPopularityAndByMode() throws {
        let answer = try answer(.genres)
        #expect(try column("genre", of: "genres", in: answer).map { $0.lowercased() } == ["rock", "folk"])
        #expect(try column("popularity", of: "genres", in: answer) == ["80.00", "63.33"])
        #expect(try column("minor_popularity", of: "modes", in: answer) == ["70.00", "50.00"])
        #expect(try column("major_popularity", of: "modes", in: answer) == ["90.00", "90.00"])
    }

    @Test func aCreditIsOneNameUnlessItIsSplit() throws {
        let printed = try answer(.artists)
        #expect(try column("popularity", of: "artists", in: printed) == ["90.00", "90.00", "70.00", "30.00"])
        // A tie of popularity and rows goes by name.
        #expect(try column("artist", of: "artists", in: printed).prefix(2) == ["Anna", "Cleo"])
        #expect(try column("tracks", of: "collaborations", in: printed) == ["1", "3"])
        #expect(try column("popularity", of: "collaborations", in: printed) == ["70.00", "70.00"])
        let each = try answer(.artists) { $0.splitsCredits = true }
        #expect(try column("artist", of: "artists", in: each) == ["Cleo", "Anna", "Bert"])
        #expect(try column("popularity", of: "artists", in: each) == ["90.00", "80.00", "50.00"])
    }

    @Test func ratesAndDiscoveryAreThoseOfTheirDefinitions() throws {
        try play(0, by: 0, day: 0)
        try play(0, by: 0, day: 1)
        try play(1, by: 0, day: 1)
        try play(2, by: 0, day: 2, kind: .skip, playedMs: 50_000)
        let answer = try answer(.feedback)
        #expect(measure("plays", in: answer) == .integer(3))
        #expect(measure("skip rate", in: answer) == .share(0.25))
        #expect(measure("completion", in: answer) == .share((3 + 0.25) / 4))
        #expect(measure("first plays", in: answer) == .integer(2))
        let later = try self.answer(.feedback) { $0.since = Timestamp(milliseconds: Self.monday + Self.day) }
        // The second play of One is in the span, its first is not.
        #expect(measure("plays", in: later) == .integer(2))
        #expect(measure("first plays", in: later) == .integer(1))
    }

    @Test func hoursAndDaysAreThoseOfTheZone() throws {
        try play(0, by: 0, day: 0, hour: 23)
        let utc = try answer(.feedback)
        #expect(try column("weekday", of: "hours", in: utc) == ["Monday"])
        #expect(try column("hour", of: "hours", in: utc) == ["23"])
        let east = try answer(.feedback) { $0.offsetMs = { _ in 2 * 3_600_000 } }
        #expect(try column("weekday", of: "hours", in: east) == ["Tuesday"])
        #expect(try column("hour", of: "hours", in: east) == ["1"])
        #expect(try column("from", of: "timeline", in: east) == ["2025-01-07"])
    }

    @Test func anEventIsInTheNumbersAtTheNextCallAndATakenBackOneIsNot() throws {
        #expect(measure("plays", in: try answer(.feedback)) == nil)
        try play(0, by: 0, day: 0)
        #expect(measure("plays", in: try answer(.feedback)) == .integer(1))
        try catalog.write { _ = try $0.undo(EventID(1), at: Self.now) }
        #expect(measure("plays", in: try answer(.feedback)) == nil)
    }

    @Test func whoHearsTheSameIsCountedOnce() throws {
        for user in 0...1 {
            try play(0, by: user, day: 0)
            try play(0, by: user, day: 1)
        }
        try play(1, by: 0, day: 2)
        let answer = try answer(.users)
        #expect(try column("tracks", of: "overlap", in: answer) == ["1"])
        #expect(try column("overlap", of: "overlap", in: answer) == ["50 %"])
        #expect(try column("discovery", of: "users", in: answer) == ["67 %", "50 %"])
        let tracks = try self.answer(.tracks) { $0.order = .listeners }
        #expect(try column("listeners", of: "tracks", in: tracks).prefix(3) == ["2", "1", "0"])
    }

    @Test func audiencesMeetInWhatWasHeardInTheSpan() throws {
        for user in 0...1 { try play(0, by: user, day: 0) }
        try play(2, by: 0, day: 1)
        try play(2, by: 1, day: 9)
        try play(3, by: 0, day: 1, kind: .skip)
        let all = try answer(.artists)
        #expect(try column("artist", of: "audiences", in: all) == ["Anna"])
        #expect(try column("other", of: "audiences", in: all) == ["Bert"])
        #expect(try column("both", of: "audiences", in: all) == ["2"])
        let week = try answer(.artists) { $0.until = Timestamp(milliseconds: Self.monday + 7 * Self.day) }
        #expect(try column("both", of: "audiences", in: week) == ["1"])
        #expect(try column("overlap", of: "audiences", in: week) == ["50 %"])
    }

    /// More people than are counted in one go, over more years than are counted in one piece.
    @Test func manyPeopleDiscoverOverManyYears() throws {
        let people = 100
        try catalog.write { transaction in
            let crowd = try (0..<people).map { try transaction.addUser(named: "person-\($0)", at: Self.now) }
            // Each hears one track twice, a year for each person, the last first; every other one hears a second.
            var events: [NewEvent] = []
            for (place, user) in crowd.enumerated() {
                let year = Int64(people - place) * 365
                for (track, day) in [(0, year), (0, year + 1)] + (place % 2 == 0 ? [(1, year)] : []) {
                    let time = Timestamp(milliseconds: Self.monday - day * Self.day)
                    events.append(NewEvent(user: user, track: tracks[track], kind: .play, time: time))
                }
            }
            _ = try transaction.add(events)
        }
        let feedback = try answer(.feedback)
        #expect(measure("first plays", in: feedback) == .integer(150))
        #expect(measure("plays", in: feedback) == .integer(250))
        let listeners = try answer(.tracks) { $0.order = .listeners }
        #expect(try column("listeners", of: "tracks", in: listeners) == ["100", "50", "0", "0"])
        let genres = try answer(.genres)
        #expect(Set(try column("listeners", of: "genres", in: genres)) == ["100", "50"])
        let timeline = try #require(feedback.tables.first { $0.name == "timeline" })
        #expect(timeline.rows.count > 1_000)
    }

    @Test func whatRisesIsComparedWithAsLongBefore() throws {
        // Thirty days before `now` begin at day 30.
        for day in 5..<8 { try play(0, by: 0, day: Int64(day)) }
        for day in 40..<49 { try play(1, by: 0, day: Int64(day)) }
        let answer = try answer(.trending)
        #expect(try column("name", of: "tracks", in: answer) == ["Two — Anna;Bert", "One — Anna"])
        #expect(try column("change", of: "tracks", in: answer) == ["9", "-3"])
        #expect(try column("score", of: "tracks", in: answer) == ["3.0", "-1.7"])
    }

    @Test func moodsAndErasCountEachTrackOnce() throws {
        let moods = try answer(.moods)
        #expect(try column("mood", of: "moods", in: moods) == ["joyful", "tense", "sad", "calm"])
        #expect(try column("tracks", of: "moods", in: moods) == ["1", "1", "1", "1"])
        let eras = try answer(.eras)
        #expect(try column("decade", of: "eras", in: eras) == ["1990s", "2000s"])
        #expect(try column("popularity", of: "eras", in: eras) == ["80.00", "60.00"])
    }

    @Test func filtersNarrowMusicAndPeople() throws {
        try play(0, by: 0, day: 0)
        try play(2, by: 1, day: 0)
        let chosen = try answer(.feedback) { $0.tracks = [tracks[2], tracks[3]] }
        #expect(measure("plays", in: chosen) == .integer(1))
        let one = try answer(.feedback) { $0.user = users[0] }
        #expect(measure("tracks heard", in: one) == .integer(1))
        let genres = try answer(.genres) { $0.tracks = [tracks[0]] }
        #expect(try column("tracks", of: "genres", in: genres) == ["1"])
    }

    @Test func theOverviewSaysWhatIsMissing() throws {
        let answer = try answer(.overview)
        #expect(
            try column("defect", of: "quality", in: answer) == [
                "tracks without an album", "tracks without a file",
            ])
        #expect(measure("tracks", in: answer) == .integer(4))
        #expect(
            answer.json.line.hasPrefix(#"{"subject":"overview","overview":[{"measure":"tracks","value":4}"#))
    }

    @Test func everySubjectIsAnsweredForAnEmptyCatalog() throws {
        try Catalog.create(at: folder.file("empty.catalog"))
        let empty = try Catalog(opening: folder.file("empty.catalog"))
        for subject in StatisticsSubject.allCases {
            let answer = try empty.read { try Statistics(of: $0, now: Self.now).answer(subject) }
            for (_, chart) in answer.charts { #expect(chart.drawn().text.contains("</svg>")) }
        }
    }
}
