import CatalogCore
import TestSupport
import Testing

/// The command line as it is misunderstood: each mistake has its sentence and exit code 64.
@Suite struct UsageTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
    }

    @Test(arguments: [
        (["versoin"], "There is no command `versoin`. Did you mean `catalog version`?"),
        (["zzzzzz"], "There is no command `zzzzzz`."),
        (["version", "--fromat=json"], "There is no option --fromat. Did you mean --format?"),
        (["version", "--zzzzzz"], "There is no option --zzzzzz."),
        (["version", "-Z"], "There is no option -Z."),
        (
            ["version", "--format", "jsn"],
            "--format takes one of table, json, csv (did you mean json?), not `jsn`."
        ),
        (["version", "--format"], "--format needs a value: --format table|json|csv."),
        (["version", "--format", "--quiet"], "--format needs a value before `--quiet`"),
        (["version", "--quiet=yes"], "--quiet takes no value. Write it without `=yes`."),
        (
            ["version", "-f", "csv", "--format=json"],
            "--format is given twice, as `csv` and as `json`. Keep one."
        ),
        (["version", "extra"], "`extra` is one word too many for `catalog version`."),
        (["completions"], "SHELL is missing: the shell: bash, zsh or fish."),
        (["completions", "bahs"], "SHELL is one of bash, zsh, fish (did you mean bash?), not `bahs`."),
        (
            ["show", "trakc", "1"],
            "`1` is one word too many for `catalog show`. Did you mean `catalog show track`?"
        ),
        (
            ["feedback", "add", "mira", "rate", "Soy Yo"],
            "KIND is one of play, skip, like, dislike, ban, rating (did you mean rating?), not `rate`."
        ),
        (["help", "vesrion"], "There is no command `vesrion`. Did you mean `catalog help version`?"),
    ])
    func namesTheRemedy(arguments: [String], sentence: String) throws {
        let result = try catalog.run(arguments)
        #expect(result.exitCode == 64)
        #expect(result.standardOutput == "")
        #expect(result.standardError.hasPrefix("catalog: \(sentence)"), "\(result.standardError)")
        #expect(result.standardError.contains("Try `catalog"))
    }

    @Test(arguments: [
        ["version", "--format", "json"], ["version", "--format=json"], ["version", "-f", "json"],
        ["version", "-fjson"], ["version", "-qf=json"], ["--format", "json", "version"],
        ["-q", "version", "-f", "json"], ["version", "-f", "json", "-f", "json"],
        ["version", "-f", "json", "--"],
    ])
    func takesEverySpelling(arguments: [String]) throws {
        let result = try catalog.run(arguments)
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(result.standardOutput.hasPrefix("{\"version\":\""))
    }

    @Test func afterTwoDashesNothingIsAnOption() throws {
        let result = try catalog.run("version", "--", "--format")
        #expect(result.exitCode == 64)
        #expect(result.standardError.contains("`--format` is one word too many"))
    }

    @Test func explainsItself() throws {
        let overview = try catalog.run()
        #expect(overview.exitCode == 0)
        #expect(overview.standardOutput.contains("completions"))
        #expect(overview == (try catalog.run("--help")))
        #expect(overview == (try catalog.run("help")))
        let one = try catalog.run("completions", "--help")
        #expect(one.exitCode == 0)
        #expect(one.standardOutput.contains("source <(catalog completions bash)"))
        #expect(one == (try catalog.run("help", "completions")))
        #expect(one == (try catalog.run("completions", "-h", "bash")))
    }

    /// Words drawn from a fixed list, in any order: never a crash, always an answer and a known exit code.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func survivesAnything(seed: UInt64) throws {
        let words = [
            "version", "help", "completions", "bash", "--", "-", "--format", "--format=csv", "-f", "-fq",
            "--catalog",
            "--help", "", "=", "--=", "-=", "--quiet", "é", "\u{1B}[31m", "--color=never", "-h", "man",
        ]
        var generator = SplitMix64(seed: seed)
        for _ in 0..<15 {
            let arguments = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                words[Int.random(in: words.indices, using: &generator)]
            }
            let result = try catalog.run(arguments)
            #expect(
                [0, 64].contains(result.exitCode), "\(arguments): \(result.exitCode) \(result.standardError)")
            #expect((result.exitCode == 0) == result.standardError.isEmpty, "\(arguments)")
            #expect(!result.standardError.contains("\u{1B}"), "\(arguments)")
        }
    }
}
