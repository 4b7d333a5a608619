import CatalogStore
import Glibc
import TestSupport
import Testing

/// What people do: added, listed, undone, imported, exported; tracks found by forgiving names.
@Suite struct FeedbackTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        try catalog.run("user", "add", "mira")
        let store = try Catalog(opening: folder.file("test.catalog"))
        let now = Timestamp(milliseconds: 1_700_000_000_000)
        try store.write { transaction in
            var joga = NewTrack(title: "Jóga", artists: ["Björk"], album: "Homogenic", durationMs: 305_000)
            joga.albumArtists = ["Björk"]
            joga.year = 1997
            _ = try transaction.insert(joga, at: now)
            _ = try transaction.insert(
                NewTrack(
                    title: "Enter Sandman", artists: ["Metallica"], album: "Metallica", durationMs: 331_000),
                at: now)
            _ = try transaction.insert(NewTrack(title: "Intro", artists: ["The xx"]), at: now)
            _ = try transaction.insert(NewTrack(title: "Intro", artists: ["alt-J"]), at: now)
            _ = try transaction.insert(NewTrack(title: "群青日和", artists: ["東京事変"]), at: now)
        }
    }

    @Test func oneEventAfterTheOther() throws {
        let like = try catalog.run("feedback", "add", "mira", "like", "bjork - joga")
        #expect(like.standardOutput == "mira: like Björk - Jóga (event 1).\n", "\(like)")
        let play = try catalog.run(
            "feedback", "add", "mira", "play", "1", "--played", "5:05", "--at", "2026-11-21T02:43:00Z")
        #expect(play.exitCode == 0, "\(play)")
        #expect(try catalog.run("feedback", "add", "mira", "rating", "群青日和", "--stars", "4.5").exitCode == 0)
        #expect(try catalog.run("feedback", "add", "mira", "rating", "1").exitCode == 64)
        #expect(try catalog.run("feedback", "add", "mira", "rating", "1", "--stars", "7").exitCode == 64)
        #expect(try catalog.run("feedback", "add", "mira", "rating", "1", "--stars", "4.3").exitCode == 2)
        #expect(try catalog.run("feedback", "add", "mira", "like", "1", "--stars", "4").exitCode == 64)
        #expect(
            try catalog.run("feedback", "add", "mira", "lke", "1").standardError.contains(
                "did you mean like?"))
        let list = try catalog.run("feedback", "list", "mira", "-f", "json")
        #expect(list.lines.count == 3)
        #expect(list.standardOutput.contains(#""title":"群青日和","album":null"#))
        #expect(list.standardOutput.contains(#""rating":4.5"#))
        #expect(list.standardOutput.contains(#""played_seconds":305,"total_seconds":305"#))
        #expect(list.standardOutput.contains(#""time":"2026-11-21T02:43:00Z""#))
    }

    @Test func sentTwiceItCountsOnce() throws {
        for _ in 0..<2 { try catalog.run("feedback", "add", "mira", "play", "1", "--key", "a") }
        let again = try catalog.run("feedback", "add", "mira", "play", "1", "--key", "a", "-f", "json")
        #expect(again.standardOutput.contains(#""is_new":false"#))
        #expect(try catalog.run("feedback", "list", "mira", "-f", "json").lines.count == 1)
    }

    @Test func whatWasDoneIsUndone() throws {
        try catalog.run("feedback", "add", "mira", "like", "1")
        try catalog.run("feedback", "add", "mira", "ban", "2")
        #expect(
            try catalog.run("feedback", "undo", "--last", "mira").standardOutput == "Event 2 is taken back.\n"
        )
        #expect(try catalog.run("feedback", "undo", "2").standardOutput == "Event 2 was taken back before.\n")
        #expect(
            try catalog.run("feedback", "undo", "--last", "mira").standardOutput == "Event 1 is taken back.\n"
        )
        #expect(try catalog.run("feedback", "undo", "--last", "mira").exitCode == 2)
        #expect(try catalog.run("feedback", "undo").exitCode == 64)
        #expect(try catalog.run("feedback", "undo", "99").exitCode == 2)
        #expect(try catalog.run("feedback", "export").exitCode == 1)
    }

    @Test func namesAreForgiving() throws {
        let several = try catalog.run("feedback", "add", "mira", "like", "intro")
        #expect(several.exitCode == 2)
        #expect(
            several.standardError.contains("3  The xx - Intro")
                && several.standardError.contains("4  alt-J - Intro"))
        let near = try catalog.run("feedback", "add", "mira", "like", "entre sandmann")
        #expect(near.exitCode == 2)
        #expect(near.standardError.contains("2  Metallica - Enter Sandman"), "\(near.standardError)")
        let none = try catalog.run("feedback", "add", "mira", "like", "qqqqqq")
        #expect(none.standardError.contains("There is no track `qqqqqq`"))
        #expect(
            try catalog.run("feedback", "add", "mria", "like", "1").standardError.contains(
                "Did you mean mira?"))
        #expect(try catalog.run("feedback", "export").exitCode == 1, "nothing was written by any of these")
    }

    @Test(arguments: ["json", "csv"])
    func filesRoundTrip(format: String) throws {
        let input = """
            {"user":"mira","kind":"rating","time":"2026-11-21T02:43:00.25Z","artist":"Björk","title":"Jóga","rating":4.5}
            {"user":"mira","kind":"play","time":1700000000,"artist":"Nobody, \\"Known\\"","title":"A\\nB","album":"C;D",\
            "duration_seconds":205.25,"played_seconds":30.5,"total_seconds":205.25,"provider":"spotify","external_id":"x1",\
            "source":"player","session":"s","context":"radio","key":"k1"}
            {"user":"mira","kind":"skip","time":1700000100,"track_id":2,"played_seconds":3}

            """
        let first = try catalog.run(["feedback", "import", "-"], input: input)
        #expect(first.standardOutput == "3 read = 3 added + 0 repeated + 0 rejected\n", "\(first)")
        let again = try catalog.run(["feedback", "import", "-"], input: input)
        #expect(again.standardOutput == "3 read = 0 added + 3 repeated + 0 rejected\n")
        let export = try catalog.run("feedback", "export", "-f", format)
        #expect(export.exitCode == 0)
        #expect(
            try catalog.run("feedback", "export", "file.\(format)").standardOutput
                == "Wrote 3 events to file.\(format).\n")
        #expect(try catalog.shell("cat file.\(format)").standardOutput == export.standardOutput)
        let other = ["--catalog", folder.file("other.catalog")]
        try catalog.run(["init"] + other)
        let refused = try catalog.run(["feedback", "import", "file.\(format)"] + other)
        #expect(refused.exitCode == 1)
        #expect(refused.standardError.contains("there is nobody named mira; --add-users adds them"))
        #expect(
            try catalog.run(["feedback", "import", "file.\(format)", "--add-users"] + other).exitCode == 0)
        #expect(
            try catalog.run(["feedback", "export", "-f", format] + other).standardOutput
                == export.standardOutput)
    }

    @Test func wrongLinesAreToldAndLeftOut() throws {
        let input = """
            {"user":"mira","kind":"play","time":1700000000,"title":"good"}
            not json
            {"user":"mira","kind":"plya","time":1700000000,"title":"x"}
            {"user":"mira","kind":"play","time":"yesterday","title":"x"}
            {"user":"mira","kind":"play","time":1700000000}
            {"user":"mira","kind":"rating","time":1700000000,"title":"x","rating":4.2}
            {"user":"mira","kind":"play","time":1700000000,"track_id":4711}
            {"user":"mira","kind":"play","time":1700000000,"title":"x","played_seconds":-1}
            {"kind":"play","time":1700000000,"title":"x"}
            [1]

            {"user":"mira","kind":"like","time":1700000001,"title":"good too"}
            """
        let result = try catalog.run(["feedback", "import", "-"], input: input)
        #expect(result.exitCode == 1)
        #expect(result.standardOutput == "11 read = 2 added + 0 repeated + 9 rejected\n", "\(result)")
        for line in 2...10 {
            #expect(result.standardError.contains("line \(line): "), "line \(line)\n\(result.standardError)")
        }
        #expect(try catalog.run("check").exitCode == 0)
    }

    @Test func tablesNeedTheirColumns() throws {
        let result = try catalog.run(
            ["feedback", "import", "-", "--as", "csv"], input: "who,what\r\na,b\r\n")
        #expect(result.exitCode == 2)
        #expect(result.standardError.contains("has no column kind, time, user, title"))
        let plain =
            "\u{FEFF}kind,time,artist,title\nplay,2026-11-21,Björk,\"Jóga\"\nskip,2026-11-22,The xx,Intro\n"
        let taken = try catalog.run(
            ["feedback", "import", "-", "--as", "csv", "--user", "mira"], input: plain)
        #expect(taken.standardOutput == "2 read = 2 added + 0 repeated + 0 rejected\n", "\(taken)")
        #expect(try catalog.run(["feedback", "import", "-", "--as", "csv"], input: "").exitCode == 2)
    }

    @Test func ctrlCFinishesWhatIsInHand() throws {
        let program = try catalog.start(["feedback", "import", "-", "--batch", "10", "--format", "json"])
        program.send(FeedbackLines.json(user: "mira", range: 0..<100), keepsOpen: true)
        for _ in 0..<1_000 where !program.outputSoFar.contains("\"read\":100") { shortPause() }
        program.signal(SIGINT)
        #expect(program.waitForError("Again to stop at once", seconds: 10))
        program.send(FeedbackLines.json(user: "mira", range: 100..<110), keepsOpen: true)
        let result = program.result()
        #expect(result.exitCode == 1, "\(result)")
        #expect(result.standardError.contains("stopped before the end"))
        let kept = FeedbackLines.lastCount("added", in: result)
        #expect(kept >= 100)
        #expect(try catalog.run("feedback", "export").lines.count == kept)
    }

    @Test func theSecondCtrlCStops() throws {
        let program = try catalog.start(["feedback", "import", "-", "--batch", "10", "--format", "json"])
        program.send(FeedbackLines.json(user: "mira", range: 0..<20), keepsOpen: true)
        for _ in 0..<1_000 where !program.outputSoFar.contains("\"read\":20") { shortPause() }
        program.signal(SIGINT)
        #expect(program.waitForError("Again to stop at once", seconds: 10))
        program.signal(SIGINT)
        // An end of the input would be an end, too.
        #expect(program.result(closingInput: false).exitCode == 130)
        #expect(try catalog.run("feedback", "export").lines.count == 20)
    }

    private func shortPause() { usleep(10_000) }
}
