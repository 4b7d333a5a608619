import TestSupport
import Testing

/// What the Swift files of the program keep to.
@Suite struct SwiftRules {
    static let sources = ["Sources", "migrations", "Benchmarks"]

    @Test func nothingIsPublic() throws {
        try expectNone("is `package`: nothing outside this project imports it") { line in
            line.contains(#/^\s*(public|open) /#)
        }
    }

    @Test func nothingIsForced() throws {
        try expectNone("handles the other case: no force unwrap, `try!`, `as!` or `fatalError`") { line in
            line.contains("try!") || line.contains("as!") || line.contains("fatalError(")
        }
    }

    @Test func nothingIsLeftForLater() throws {
        try expectNone("is built or is absent: no note for later in the code", comments: true) { line in
            line.contains(/\b(TODO|FIXME|XXX|HACK)\b/)
        }
    }

    @Test func onlyTheSmallFoundationIsImported() throws {
        try expectNone("imports FoundationEssentials: the whole of Foundation costs 60 MB and 20 ms at start")
        {
            $0.contains(/^\s*(package |internal )?import Foundation\s*$/)
        }
    }

    @Test func sqlStandsInTheStoreOnly() throws {
        try expectNone(
            "belongs in CatalogStore, the only module with SQL in it",
            except: [
                "Sources/CatalogStore/", "Sources/SQLite/", "migrations/", "Benchmarks/",
                // Its examples are what a person types.
                "Sources/Commands/Insight/QueryCommand.swift",
            ]
        ) { line in
            line.contains(
                /"\s*(SELECT\s.+\sFROM|INSERT\s+(OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\s/)
        }
    }

    @Test func randomnessHasASeed() throws {
        // A secret and the name of a scratch file must not be guessed or met twice: they alone are the system's draw.
        try expectNone(
            "draws from SplitMix64 with a seed that is a parameter",
            except: ["Sources/Commands/People/TokenCreateCommand.swift", "Sources/SQLite/Migrator.swift"]
        ) { line in
            line.contains("SystemRandomNumberGenerator") || line.contains(/\.random\(in: [^,)]*\)/)
                || line.contains(/\.(shuffled|randomElement)\(\)/) || line.contains("arc4random")
        }
    }

    @Test func uncheckedSendableIsProved() throws {
        var complaints: [Complaint] = []
        for file in try SourceFile.swift(under: Self.sources) {
            for (number, text) in file.code where text.contains("@unchecked Sendable") {
                let before = number >= 2 ? file.lines[number - 2] : ""
                if !before.drop(while: \.isWhitespace).hasPrefix("//") {
                    complaints.append(
                        Complaint(
                            file: file.path, line: number, remedy: "has a comment that proves it above it"))
                }
            }
        }
        #expect(complaints.isEmpty, "\(listed(complaints))")
    }

    @Test func aFileIsNamedAfterAType() throws {
        let declaration =
            /^(?:package |private |fileprivate |internal )?(?:final |indirect )?(?:struct|class|enum|actor|protocol) (\w+)/
        var complaints: [Complaint] = []
        for file in try SourceFile.swift(under: Self.sources) {
            let types = file.lines.compactMap { try? declaration.firstMatch(in: $0)?.1 }
            let stem = file.name.dropLast(".swift".count).prefix { $0 != "+" }
            if !types.isEmpty && types.count < 4 && !types.contains(stem)
                && !file.lines.contains(where: { $0.hasPrefix("extension \(stem)") })
            {
                complaints.append(
                    Complaint(
                        file: file.path, line: 1,
                        remedy: "is named after one of \(types.joined(separator: ", "))"))
            }
        }
        #expect(complaints.isEmpty, "\(listed(complaints))")
    }

    private func expectNone(
        _ remedy: String, except allowed: [String] = [], comments: Bool = false,
        where breaksTheRule: (Substring) -> Bool
    ) throws {
        var complaints: [Complaint] = []
        for file in try SourceFile.swift(under: Self.sources)
        where !allowed.contains(where: file.path.hasPrefix) {
            let lines = comments ? file.lines.enumerated().map { (number: $0 + 1, text: $1) } : file.code
            for (number, text) in lines where breaksTheRule(text) {
                complaints.append(Complaint(file: file.path, line: number, remedy: remedy))
            }
        }
        #expect(complaints.isEmpty, "\(listed(complaints))")
    }
}

/// The complaints, one a line.
func listed(_ complaints: [Complaint]) -> String {
    "\n" + complaints.prefix(20).map(\.description).joined(separator: "\n")
}
