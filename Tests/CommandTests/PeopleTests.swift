import TestSupport
import Testing

/// Users, tokens, and moving all of it to another catalog.
@Suite struct PeopleTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        #expect(try catalog.run("init").exitCode == 0)
    }

    @Test func usersComeAndGo() throws {
        let none = try catalog.run("user", "list")
        #expect(none.exitCode == 1)
        #expect(none.standardOutput == "")
        #expect(none.standardError == "There is nobody yet. Add a person: catalog user add NAME\n")
        #expect(
            try catalog.run("user", "add", "mira", "--display-name", "Mira B.").standardOutput
                == "Added mira.\n")
        #expect(
            try catalog.run("user", "add", "jonas", "-f", "json").standardOutput
                == "{\"id\":2,\"name\":\"jonas\"}\n")
        #expect(try catalog.run("user", "add", "zoe", "-q").standardOutput == "")
        let again = try catalog.run("user", "add", "Mira")
        #expect(again.exitCode == 2)
        #expect(again.standardError == "catalog: There is a user named Mira already.\n")
        let list = try catalog.run("user", "list", "--format", "csv")
        #expect(list.lines.first == "id,name,display_name,event_count,created")
        #expect(list.lines.contains { $0.hasPrefix("1,mira,Mira B.,0,20") })
        let unknown = try catalog.run("user", "remove", "jnas")
        #expect(unknown.exitCode == 2)
        #expect(unknown.standardError == "catalog: There is nobody named jnas. Did you mean jonas?\n")
        #expect(try catalog.run("user", "remove", "jonas").standardOutput == "Removed jonas.\n")
        #expect(try catalog.run("user", "list", "-f", "json").lines.count == 2)
    }

    @Test func aPersonWhoDidSomethingIsNotRemovedByAccident() throws {
        try catalog.run("user", "add", "mira")
        try catalog.run(["feedback", "import", "-"], input: FeedbackLines.json(user: "mira", range: 0..<3))
        let kept = try catalog.run("user", "remove", "mira")
        #expect(kept.exitCode == 2)
        #expect(kept.standardError.contains("--everything"))
        #expect(try catalog.run("feedback", "list", "mira", "-f", "json").lines.count == 3)
        #expect(try catalog.run("user", "remove", "mira", "--everything").exitCode == 0)
        #expect(try catalog.run("feedback", "export").exitCode == 1)
        #expect(try catalog.run("check").exitCode == 0)
    }

    @Test func tokensAreShownOnce() throws {
        try catalog.run("user", "add", "mira")
        let token = try catalog.run("token", "create", "mira", "--label", "phone")
        #expect(token.standardOutput.hasPrefix("ctl_") && token.standardOutput.count == 69)
        #expect(token.standardError.contains("not shown again"))
        let list = try catalog.run("token", "list", "-f", "json")
        #expect(!list.standardOutput.contains(token.standardOutput.dropLast()))
        #expect(list.standardOutput.contains(#""scopes":["read","feedback"],"is_valid":true"#))
        let reader = try catalog.run(
            "token", "create", "mira", "--scope", "read", "--expires", "2001-01-01", "-f", "json")
        #expect(reader.standardOutput.contains(#""scopes":["read"]"#))
        #expect(try catalog.run("token", "revoke", "1").exitCode == 0)
        #expect(
            try catalog.run("token", "list", "mira", "-f", "csv").lines.allSatisfy { !$0.contains("true") })
        #expect(try catalog.run("token", "revoke", "9").exitCode == 2)
        #expect(try catalog.run("token", "create", "mira", "--scope", "wrte").exitCode == 64)
        let file = try catalog.shell("cat test.catalog*").standardOutput
        #expect(!file.contains(token.standardOutput.dropLast()), "the catalog does not hold the secret")
    }

    @Test func everythingMovesToTheByte() throws {
        for name in ["mira", "jonas"] {
            try catalog.run("user", "add", name, "--display-name", "The \"\(name)\" 東京")
        }
        try catalog.run(["feedback", "import", "-"], input: FeedbackLines.json(user: "mira", range: 0..<50))
        try catalog.run(
            ["feedback", "import", "-"], input: FeedbackLines.json(user: "jonas", range: 20..<30))
        try catalog.run("feedback", "undo", "--last", "mira")
        let export = try catalog.run("export")
        #expect(export.exitCode == 0)
        let other = ["--catalog", folder.file("other.catalog")]
        try catalog.run(["init"] + other)
        let into = try catalog.run(["import", "-"] + other, input: export.standardOutput)
        #expect(into.exitCode == 0, "\(into.standardError)")
        #expect(try catalog.run(["export"] + other).standardOutput == export.standardOutput)
        let twice = try catalog.run(["import", "-"] + other, input: export.standardOutput)
        #expect(twice.standardOutput.contains("= 0 added"), "\(twice)")
        #expect(try catalog.run(["export"] + other).standardOutput == export.standardOutput)
        #expect(try catalog.run(["check"] + other).exitCode == 0)
        let file = try catalog.run("export", "all.jsonl")
        #expect(file.standardOutput.hasSuffix("lines to all.jsonl.\n"))
        #expect(try catalog.shell("cat all.jsonl").standardOutput == export.standardOutput)
    }

    @Test func anImportOfSomethingElseSaysSo() throws {
        let result = try catalog.run(["import", "-"], input: "{\"a\":1}\nnonsense\n")
        #expect(result.exitCode == 1)
        #expect(result.standardOutput == "2 lines = 0 added + 0 repeated + 2 rejected\n")
        #expect(result.standardError.contains("line 1: ") && result.standardError.contains("line 2: "))
        #expect(try catalog.run("import", "nowhere.jsonl").exitCode == 2)
        #expect(try catalog.run("import", folder.path).standardError.contains("is a folder"))
    }

    @Test func theFirstCatalogGetsItsFolder() throws {
        let variables = ["CATALOG": "", "XDG_DATA_HOME": folder.file("data")]
        #expect(try catalog.run("init", environment: variables).exitCode == 0)
        #expect(try catalog.shell("ls data/catalog").standardOutput == "catalog.db\n")
        #expect(try catalog.run("user", "add", "mira", environment: variables).exitCode == 0)
        let home = ["CATALOG": "", "HOME": folder.file("home")]
        #expect(try catalog.run("init", environment: home).exitCode == 0)
        #expect(try catalog.shell("ls home/.local/share/catalog").standardOutput == "catalog.db\n")
    }

    @Test func aBackupIsTheCatalog() throws {
        try catalog.run("user", "add", "mira")
        #expect(try catalog.run("backup", "copy").exitCode == 0)
        try catalog.run("user", "add", "jonas")
        #expect(try catalog.run("user", "list", "-f", "json", "-C", "copy").lines.count == 1)
        #expect(try catalog.run("backup", "copy").exitCode == 2)
        #expect(try catalog.run("restore", "copy").exitCode == 2)
        #expect(try catalog.run("restore", "copy", "--replace").exitCode == 0)
        #expect(try catalog.run("user", "list", "-f", "json").lines.count == 1)
        #expect(try catalog.run("backup", "copy", "--replace").exitCode == 0)
        try catalog.shell("head -c 5000 copy > cut")
        let cut = try catalog.run("restore", "cut", "--replace")
        #expect(cut.exitCode == 2)
        #expect(cut.standardError.contains("damaged"), "\(cut.standardError)")
        #expect(try catalog.run("user", "list", "-f", "json").lines.count == 1)
    }

    @Test func aDamagedCatalogIsSetAside() throws {
        try catalog.run("user", "add", "mira")
        try catalog.run("backup", "copy")
        try catalog.shell("head -c 5000 test.catalog > cut && mv cut test.catalog; rm -f test.catalog-*")
        let result = try catalog.run("restore", "copy", "--replace")
        #expect(result.exitCode == 0, "\(result.standardError)")
        #expect(result.standardOutput.contains("set aside as"))
        #expect(try catalog.run("user", "list", "-f", "json").lines.count == 1)
    }
}
