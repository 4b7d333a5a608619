import FoundationEssentials
import Glibc
import TestSupport
import Testing

/// Help, man page, completions and docs are made of the one table of commands.
@Suite struct DocumentationTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
    }

    @Test func thePageOfCommandsIsUpToDate() throws {
        let page = try String(contentsOfFile: SourceTree.path("docs/COMMANDS.md"), encoding: .utf8)
        let made = try catalog.run("help", "--markdown").standardOutput
        #expect(page == made, "write docs/COMMANDS.md anew: catalog help --markdown > docs/COMMANDS.md")
    }

    /// The names of all commands, read off the page that the test above holds to the program.
    private func commandNames() throws -> [String] {
        let prefix = "### `catalog "
        return try catalog.run("help", "--markdown").lines.filter { $0.hasPrefix(prefix) }
            .map { String($0.dropFirst(prefix.count).dropLast()) }
    }

    @Test func everyCommandIsExplainedEverywhere() throws {
        let names = try commandNames()
        #expect(names.count >= 4)
        let overview = try catalog.run("help").standardOutput
        let manual = try catalog.run("man").standardOutput
        for name in names {
            #expect(overview.contains("  \(name)"), "the overview lists \(name)")
            let typeset = name.replacing("-", with: "\\-")
            #expect(manual.contains(".B catalog \(typeset)"), "the man page has \(name)")
            let help = try catalog.run(name.split(separator: " ").map(String.init) + ["--help"])
            #expect(help.exitCode == 0)
            #expect(help.standardOutput.contains("\n  catalog \(name)"), "help of \(name) shows its usage")
            #expect(help.standardOutput.contains("Examples\n"), "help of \(name) has examples")
            let longest = help.lines.map(\.count).max() ?? 0
            #expect(longest <= 100, "help of \(name) has a line of \(longest) characters")
        }
    }

    /// Which of the programs that read what is written here are on this machine.
    static let has = Dictionary(
        uniqueKeysWithValues: ["zsh", "fish", "groff"].map {
            ($0, system("command -v \($0) >/dev/null 2>&1") == 0)
        })
    static let shells = ["bash", "zsh", "fish"].filter { has[$0] ?? true }

    @Test(arguments: shells)
    func completionsParse(shell: String) throws {
        let script = try catalog.run("completions", shell)
        #expect(script.exitCode == 0)
        for name in try commandNames() {
            #expect(script.standardOutput.contains(name), "\(shell) completes \(name)")
        }
        let probe = try catalog.shell(
            """
            "$CATALOG_BINARY" completions \(shell) > script.\(shell) && \(shell) -n script.\(shell)
            """)
        #expect(probe.exitCode == 0, "\(probe.standardError)")
        #expect(probe.standardError == "")
    }

    @Test(arguments: [
        ("catalog ver", "version"), ("catalog version --form", "--format"),
        ("catalog version --format js", "json"),
        ("catalog completions z", "zsh"), ("catalog --format json vers", "version"),
    ])
    func bashCompletes(line: String, expected: String) throws {
        let words = line.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
        let result = try catalog.shell(
            """
            source <("$CATALOG_BINARY" completions bash)
            COMP_WORDS=(\(words)); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _catalog; printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(result.lines.contains(expected), "\(result)")
    }

    @Test(
        .enabled(if: has["fish"] == true, "fish is not installed"),
        arguments: [
            ("fish", "catalog ver", "version"), ("fish", "catalog version --form", "--format"),
            ("fish", "catalog version --format js", "json"), ("fish", "catalog completions z", "zsh"),
        ])
    func fishCompletes(shell: String, line: String, expected: String) throws {
        let result = try catalog.shell(
            """
            fish -c 'source ("$CATALOG_BINARY" completions fish | psub); complete -C "\(line)"'
            """)
        #expect(result.lines.contains { $0.hasPrefix(expected) }, "\(result)")
        #expect(result.standardError == "")
    }

    @Test(
        .enabled(if: has["zsh"] == true, "zsh is not installed"),
        arguments: [
            ("catalog ver", "version"), ("catalog version --form", "--format"),
            ("catalog version --format js", "json"),
            ("catalog completions z", "zsh"),
        ])
    func zshCompletes(line: String, expected: String) throws {
        // A pseudo-terminal of zsh's own: the completion system runs in an interactive shell only.
        let result = try catalog.shell(
            """
            cat > drive.zsh <<'END'
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell 'PS1=; stty cols 200; autoload -Uz compinit; compinit -u -D'
            zpty -w shell 'source <("$CATALOG_BINARY" completions zsh); echo re""ady'
            zpty -r shell output '*ready*'
            zpty -w -n shell $'\(line)\\t'
            zpty -r shell output '*\(expected)*'; print -r -- "$output"
            END
            timeout 20 zsh -f drive.zsh
            """)
        #expect(result.standardOutput.contains(expected), "\(result)")
    }

    @Test(.enabled(if: has["groff"] == true, "groff is not installed"))
    func theManPageIsRoffWithoutWarnings() throws {
        let result = try catalog.shell(
            """
            "$CATALOG_BINARY" man | groff -ww -man -Tutf8 > page
            """)
        #expect(result.exitCode == 0)
        #expect(result.standardError == "")
    }
}
