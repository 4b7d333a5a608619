import FoundationEssentials
import TestSupport
import Testing

/// Several processes at one catalog.
@Suite struct ConcurrencyTests {
    @Test func twoWriteWhileTenRead() throws {
        let folder = try TemporaryFolder()
        let catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
        for name in ["mira", "jonas"] { try catalog.run("user", "add", name) }
        let eventCount = 3_000
        let writers = try ["mira", "jonas"].map { name in
            let file = folder.file(name + ".jsonl")
            try Data(FeedbackLines.json(user: name, range: 0..<eventCount).utf8).write(
                to: URL(filePath: file))
            return (
                name, try catalog.start(["feedback", "import", file, "--batch", "50", "--format", "json"])
            )
        }
        var readers: [RunningProgram] = []
        for number in 0..<10 {
            readers.append(
                try RunningProgram(
                    path: "/bin/bash",
                    arguments: [
                        "-c",
                        """
                        for round in 1 2 3 4 5; do
                            "$BINARY" feedback list \(number % 2 == 0 ? "mira" : "jonas") -n 100 --format json >/dev/null
                            code=$?; [ $code -le 1 ] || exit $code
                        done
                        """,
                    ],
                    environment: [
                        "BINARY": catalog.path, "CATALOG": folder.file("test.catalog"),
                        "PATH": "/usr/bin:/bin",
                    ],
                    folder: folder.path))
        }
        for reader in readers {
            let result = reader.result()
            #expect(result.exitCode == 0, "\(result)")
            #expect(result.standardError == "")
        }
        for (name, program) in writers {
            let result = program.result()
            #expect(result.exitCode == 0, "\(result)")
            #expect(FeedbackLines.lastCount("added", in: result) == eventCount)
            let export = try catalog.run("feedback", "export", "--user", name)
            #expect(FeedbackLines.numbers(in: export) == Array(0..<eventCount))
        }
        #expect(try catalog.run("check").exitCode == 0)
    }
}
