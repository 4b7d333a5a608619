import TestSupport
import Testing

/// Pipes that close, disks that are full, colours where they belong.
@Suite struct StreamTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
    }

    @Test func aClosedPipeIsSuccess() throws {
        let result = try catalog.shell(
            """
            set -o pipefail
            "$CATALOG_BINARY" man | head -n 1 >/dev/null; echo "${PIPESTATUS[0]}"
            { sleep 0.3; "$CATALOG_BINARY" man; echo "$?" >&2; } | true
            """)
        #expect(result.standardOutput == "0\n")
        #expect(result.standardError == "0\n")
    }

    @Test func aFullDeviceIsAFailure() throws {
        let result = try catalog.shell("\"$CATALOG_BINARY\" man > /dev/full")
        #expect(result.exitCode == 2)
        #expect(
            result.standardError.hasPrefix("catalog: The output cannot be written: No space left on device."))
    }

    @Test func coloursAreForTerminals() throws {
        let escape = "\u{1B}["
        #expect(!(try catalog.run("zzz")).standardError.contains(escape))
        #expect(
            try catalog.run("version", "--color=always", "--help").standardOutput.contains(escape) == false)
        let inTerminal = "script -qec '\"$CATALOG_BINARY\" --help' /dev/null"
        let colored = try catalog.shell(inTerminal, environment: ["TERM": "xterm"])
        #expect(colored.standardOutput.contains(escape))
        #expect(
            !(try catalog.shell(inTerminal, environment: ["TERM": "xterm", "NO_COLOR": "1"])).standardOutput
                .contains(escape))
        #expect(
            !(try catalog.shell(inTerminal, environment: ["TERM": "dumb"])).standardOutput.contains(escape))
    }

    @Test func aBarIsForTerminals() throws {
        try catalog.run("init")
        try catalog.shell("cat > plays.jsonl <<'END'\n\(FeedbackLines.json(user: "mira", range: 0..<200))END")
        let command = "feedback import plays.jsonl --add-users"
        let inTerminal = try catalog.shell(
            "script -qec '\"$CATALOG_BINARY\" \(command)' /dev/null", environment: ["TERM": "xterm"])
        #expect(inTerminal.standardOutput.contains("\r\u{1B}[Kimporting"), "\(inTerminal)")
        #expect(inTerminal.standardOutput.contains("100 %"))
        let quiet = try catalog.shell(
            "script -qec '\"$CATALOG_BINARY\" \(command) -q' /dev/null", environment: ["TERM": "xterm"])
        #expect(!quiet.standardOutput.contains("importing"))
        let piped = try catalog.shell("\"$CATALOG_BINARY\" \(command)")
        #expect(piped.standardError == "")
        #expect(piped.standardOutput == "200 read = 0 added + 200 repeated + 0 rejected\n")
    }

    @Test(arguments: [20, 40, 60, 80])
    func helpFitsTheWindow(columns: Int) throws {
        let result = try catalog.run("help", environment: ["COLUMNS": "\(columns)"])
        // Labels and examples are not broken; paragraphs are.
        let paragraph = result.lines.prefix { !$0.hasPrefix("Usage") }
        #expect(paragraph.allSatisfy { $0.count <= columns })
    }
}
