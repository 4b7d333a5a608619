import FoundationEssentials
import TestSupport
import Testing

/// What the tree as a whole keeps to: one fact in one place, and what repeats it agrees.
@Suite struct TreeRules {
    static let text = [".swift", ".c", ".h", ".cpp", ".py", ".sql", ".md", ".txt", ".sh", "Makefile", "run"]

    @Test func everySystemLibraryHasAPackage() throws {
        let packages = try SourceTree.text("Scripts/packages.txt")
        let manifest = try SourceTree.text("Package.swift")
        let named = manifest.matches(of: /pkgConfig: "([^"]+)"/).map { String($0.1) }
        #expect(!named.isEmpty)
        for library in named {
            #expect(
                packages.contains("| \(library) "),
                "Scripts/packages.txt: names the Debian package that brings \(library)")
        }
    }

    @Test func everyModuleIsDescribed() throws {
        let modules = try SourceTree.text("docs/MODULES.md")
        let manifest = try SourceTree.text("Package.swift")
        for match in manifest.matches(of: /(?:name: |system\(|shim\()"([A-Za-z0-9]+)"/) {
            let name = String(match.1)
            if name == "catalog" || name.hasSuffix("Tests") { continue }
            #expect(modules.contains("`\(name)`"), "docs/MODULES.md: has a line for \(name)")
        }
    }

    @Test func everyMigrationIsCarriedByTheBinary() throws {
        let steps = try SourceTree.files(under: ["migrations"], endingIn: [".sql"])
        let listed = try SourceTree.text("migrations/Migrations.swift")
        let manifest = try SourceTree.text("Package.swift")
        for (index, path) in steps.enumerated() {
            let name = String(path.split(separator: "/")[1])
            #expect(listed.contains("\"\(name.dropLast(4))\""), "migrations/Migrations.swift: lists \(name)")
            #expect(manifest.contains("\"\(name)\""), "Package.swift: embeds \(name)")
            #expect(Int(name.prefix(4)) == index + 1, "\(path): numbers follow each other")
            #expect(
                try SourceTree.text(path).hasPrefix("-- "), "\(path): opens with a comment that says why")
        }
    }

    @Test func everyCommandOfTheMakefileHasALineOfHelp() throws {
        for line in try SourceTree.text("Makefile").split(separator: "\n") {
            guard let target = try /^([a-z]+):[^=]/.firstMatch(in: line)?.1 else { continue }
            #expect(line.contains("## "), "Makefile: \(target) has a line for `make help`")
        }
    }

    /// A sentence that says what to do next names a command that is there.
    @Test func sentencesNameCommandsThatAreThere() throws {
        let commands = Set(
            try SourceTree.text("docs/COMMANDS.md").matches(of: /### `catalog ([a-z -]+)/).map {
                String($0.1)
            })
        #expect(commands.contains("import tracks"))
        for path in try SourceTree.files(under: ["Sources"], endingIn: [".swift"]) {
            for match in try SourceTree.text(path).matches(of: /`catalog ([a-z-]+)(?: ([a-z-]+))?/) {
                let family = String(match.1)
                let isThere =
                    commands.contains(family)
                    || match.2.map { commands.contains("\(family) \($0)") }
                        ?? commands.contains { $0.hasPrefix(family + " ") }
                #expect(isThere, "\(path): \(match.0)` is no command")
            }
        }
    }

    @Test func linksBetweenDocumentsHold() throws {
        for path in try SourceTree.files(under: ["."], endingIn: [".md"]) {
            let folder = path.split(separator: "/").dropLast().joined(separator: "/")
            for match in try SourceTree.text(path).matches(of: /\]\(([^)#:\s]+)(?:#[^)]*)?\)/) {
                let target = SourceTree.path((folder.isEmpty ? "" : folder + "/") + match.1)
                #expect(
                    FileManager.default.fileExists(atPath: target),
                    "\(path): links to \(match.1), which is not there")
            }
        }
    }

    @Test func noPathOfOneMachineIsLeft() throws {
        let machinePath = /(^|[\s"'(=`])\/(work|farm|root|home\/\w+)\//
        var complaints: [Complaint] = []
        for path in try SourceTree.files(under: ["."], endingIn: Self.text) {
            let lines = try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() where line.contains(machinePath) {
                complaints.append(
                    Complaint(file: path, line: index + 1, remedy: "names no path of one machine"))
            }
        }
        #expect(complaints.isEmpty, "\(listed(complaints))")
    }

    @Test func cFilesStaySmall() throws {
        for path in try SourceTree.files(under: ["Sources/System"], endingIn: [".c", ".cpp", ".h"]) {
            let lines = try SourceTree.text(path).split(separator: "\n", omittingEmptySubsequences: false)
                .count
            #expect(lines <= 201, "\(path): \(lines) lines; a C file has at most 200")
        }
    }

    @Test func recordedRunsAreJSONLines() throws {
        for path in try SourceTree.files(under: ["Benchmarks/runs"], endingIn: [".jsonl"]) {
            for (index, line) in try SourceTree.text(path).split(separator: "\n").enumerated() {
                let object = try? JSONDecoder().decode([String: AnyJSON].self, from: Data(line.utf8))
                #expect(object != nil, "\(path):\(index + 1): is one JSON object")
            }
        }
    }

    @Test func everyScriptCanBeRun() throws {
        for path in try SourceTree.files(under: ["Scripts"]) where !path.contains(".") {
            #expect(
                FileManager.default.isExecutableFile(atPath: SourceTree.path(path)), "\(path): chmod +x")
        }
    }
}

/// Any JSON value: the test asks only whether it is one.
private struct AnyJSON: Decodable {
    init(from decoder: any Decoder) throws { _ = try decoder.singleValueContainer() }
}
