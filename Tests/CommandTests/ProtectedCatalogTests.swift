import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Catalogs that may not be written, and disks that are full: what can be answered is answered, the rest is a sentence
/// and exit code 2, and nothing is damaged.
@Suite struct ProtectedCatalogTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    /// Mounting takes a right that root has on most machines, but not in every container.
    static let canMount = system("unshare -m mount -t tmpfs none /mnt >/dev/null 2>&1") == 0
    /// Root gives up its rights for a test; whom it becomes must be able to reach the program.
    static let canStepDown =
        getuid() != 0
        || (try? CatalogBinary(in: TemporaryFolder()))
            .map { system("\(stepDown) test -x '\($0.path)' >/dev/null 2>&1") == 0 } ?? false
    static let stepDown = getuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : ""

    init() throws {
        let world = try RecommendWorld()
        (folder, catalog) = (world.folder, world.catalog)
        try catalog.run("feedback", "add", "person1", "like", "1")
    }

    private static let questions = [
        "show track 1", "show artist Anvil", "search song", "search anvli", "genres", "user list",
        "token list",
        "feedback list person1", "feedback export", "export", "files", "models list", "similar 1",
        "recommend --user person1 --limit 3", "recommend --artist Anvil --limit 3 --explain", "playlist list",
        "backup $OUTSIDE/copy",
    ]
    private static let changes = [
        "user add mira", "feedback add person1 like 2", "feedback import $OUTSIDE/plays", "check --repair",
        "token create person1", "import tracks $OUTSIDE/tracks.csv",
    ]

    /// Asks everything; the transcript has each answer and exit code.
    private func ask(_ questions: [String], before: String = "", within shell: String = "bash") throws
        -> CatalogBinary.Result
    {
        let outside = folder.path + "-outside"
        try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: outside) }
        chmod(outside, 0o777)
        try (0..<50).map { "{\"user\":\"person1\",\"kind\":\"play\",\"time\":\($0),\"track_id\":1}" }
            .joined(separator: "\n").write(toFile: outside + "/plays", atomically: true, encoding: .utf8)
        try "title,artist\nA,B\n".write(toFile: outside + "/tracks.csv", atomically: true, encoding: .utf8)
        let lines = questions.map { question in
            "echo '> \(question)'; $LOWER \"$CATALOG_BINARY\" \(question); echo \"= $?\""
        }
        return try catalog.shell(
            """
            \(shell) -c "$SCRIPT"; rm -f "$OUTSIDE"/copy*
            """,
            environment: [
                "SCRIPT": ([before] + lines).joined(separator: "\n"), "OUTSIDE": outside,
                "LOWER": shell == "bash" && !before.isEmpty ? Self.stepDown : "",
            ])
    }

    private func expectReading(_ answers: CatalogBinary.Result, like expected: CatalogBinary.Result) {
        #expect(answers.standardOutput == expected.standardOutput, "\(answers.standardError)")
        #expect(answers.standardError == expected.standardError)
    }

    private func expectRefusals(_ answers: CatalogBinary.Result) {
        #expect(answers.lines.count { $0 == "= 2" } == Self.changes.count, "\(answers)")
        let sentences = answers.standardError.split(separator: "\n")
        #expect(sentences.count == Self.changes.count, "\(answers.standardError)")
        #expect(sentences.allSatisfy { $0.contains("cannot be written") }, "\(answers.standardError)")
    }

    private func fingerprint() throws -> [String: Data] {
        var files: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            files[name] = try Data(contentsOf: URL(filePath: folder.file(name)))
        }
        return files
    }

    private static let mountReadOnly = "mount --bind . . && mount -o remount,bind,ro . && cd \"$PWD\""

    @Test(.enabled(if: canMount, "mounting is not allowed here"))
    func aReadOnlyMount() throws {
        let expected = try ask(Self.questions)
        let before = try fingerprint()
        expectReading(
            try ask(Self.questions, before: Self.mountReadOnly, within: "unshare -m bash"), like: expected)
        expectRefusals(try ask(Self.changes, before: Self.mountReadOnly, within: "unshare -m bash"))
        let check = try ask(["check"], before: Self.mountReadOnly, within: "unshare -m bash")
        #expect(check.lines.last == "= 0")
        #expect(check.standardError.contains("search indexes"), "what was not checked is said")
        #expect(try fingerprint() == before)
    }

    @Test(.enabled(if: canStepDown, "nobody else may run the program here"))
    func aPersonWithoutTheRightToWrite() throws {
        let expected = try ask(Self.questions)
        let before = try fingerprint()
        let protect = "chmod 555 .; chmod 444 test.catalog*"
        expectReading(try ask(Self.questions, before: protect), like: expected)
        expectRefusals(try ask(Self.changes, before: protect))
        let result = try ask(["init --catalog new.catalog"], before: protect)
        #expect(result.lines.last == "= 2")
        #expect(result.standardError.contains("cannot be written"), "\(result)")
        try catalog.shell("chmod 755 .; chmod 644 test.catalog*")
        #expect(try fingerprint() == before)
    }

    /// A log that nobody may take in: reading the file alone would forget what was acknowledged.
    @Test(.enabled(if: canMount, "mounting is not allowed here"))
    func aLogBesideAProtectedCatalog() throws {
        let program = try catalog.start(["feedback", "import", "-", "--batch", "10", "--format", "json"])
        program.send(FeedbackLines.json(user: "person1", range: 0..<100), keepsOpen: true)
        for _ in 0..<500 where !program.outputSoFar.contains("\"read\":100") { usleep(10_000) }
        program.signal(SIGKILL)
        _ = program.result()
        try FileManager.default.removeItem(atPath: folder.file("test.catalog-shm"))
        let result = try ask(["user list"], before: Self.mountReadOnly, within: "unshare -m bash")
        #expect(result.lines.last == "= 2", "\(result)")
        #expect(result.standardError.contains("its log holds changes"), "\(result)")
        #expect(try catalog.run("feedback", "export").lines.count > 100)
    }

    /// A disk of a few megabytes that an import fills; later it is a larger one.
    @Test(.enabled(if: canMount, "mounting is not allowed here"))
    func aDiskThatFillsUp() throws {
        try FeedbackLines.json(user: "mira", range: 0..<40_000).write(
            toFile: folder.file("plays.jsonl"), atomically: true, encoding: .utf8)
        let result = try catalog.shell(
            """
            unshare -m bash -c 'mkdir disk && mount -t tmpfs -o size=5m none disk && export CATALOG=$PWD/disk/a.catalog
            run() { "$CATALOG_BINARY" "$@" --format json; echo "= $?"; }
            run init; run user add mira
            run feedback import plays.jsonl --batch 1000
            run user add jonas; run user list
            mount -o remount,size=100m disk
            run check
            echo "kept $("$CATALOG_BINARY" feedback export | wc -l)"
            run feedback import plays.jsonl
            run check'
            """)
        let codes = result.lines.filter { $0.hasPrefix("= ") }
        #expect(codes.count == 8, "\(result)")
        #expect(codes[2] == "= 2" && codes[5] == "= 0" && codes[6] == "= 0" && codes[7] == "= 0", "\(result)")
        #expect(result.standardError.contains("is full: free some space"), "\(result.standardError)")
        let counts = result.lines.filter { $0.contains("\"added\":") }
        let last = counts.last ?? ""
        let acknowledged = counts.dropLast().last.map { FeedbackLines.count("added", in: $0) } ?? 0
        #expect(acknowledged > 0 && acknowledged < 40_000)
        let kept = result.lines.first { $0.hasPrefix("kept ") }.flatMap { Int($0.dropFirst(5)) } ?? 0
        #expect(kept >= acknowledged)
        #expect(FeedbackLines.count("repeated", in: last) == kept)
        #expect(FeedbackLines.count("added", in: last) == 40_000 - kept)
    }
}
