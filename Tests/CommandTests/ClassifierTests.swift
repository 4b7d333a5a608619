import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import TestSupport
import Testing

/// Classifiers and the analysis of features, with the real program.
@Suite struct ClassifierTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
    }

    private func json(_ result: CatalogBinary.Result) throws -> [JSONValue] {
        try result.lines.map { try JSONReader.value(of: $0) }
    }

    private func write(_ lines: [String], to name: String) throws -> String {
        let path = folder.file(name)
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path))
        return path
    }

    /// Songs of four rows: `signal` tells the class, `twin` repeats it, `song` names the song, `noise` says nothing.
    private func table(_ name: String = "table.csv", seed: UInt64 = 1, songs: Int = 24) throws -> String {
        var random = SplitMix64(seed: seed)
        var lines = ["file,song_number,signal,twin,song,noise,class"]
        for song in 0..<songs {
            let own = random.normal() * 4
            for row in 0..<4 {
                let signal = random.normal() + (song % 2 == 0 ? 0 : 4)
                let fields = [
                    "\"a, \(row).wav\"", "\(song)", "\(signal)", "\(2 * signal + 0.01 * random.normal())",
                    "\(own + 0.01 * random.normal())", "\(random.normal())", song % 2 == 0 ? "even" : "odd",
                ]
                lines.append(fields.joined(separator: ","))
            }
        }
        return try write(lines, to: name)
    }

    private let quick = ["--algorithm", "naive-bayes", "--algorithm", "lda", "--algorithm", "soft-vote"]

    @Test func aTableIsComparedWithoutACatalog() throws {
        let path = try table()
        let arguments = [
            "train", "classifier", "--table", path, "--label", "class", "--drop", "file", "--group",
            "song_number",
        ]
        let result = try catalog.run(arguments + quick + ["--plot", folder.file("confusion.svg")])
        #expect(result.exitCode == 0, "\(result)")
        for text in [
            "naive-bayes", "lda", "soft-vote", "From groups        24", "Accuracy", "What is taken for what",
            "Trained s",
        ] {
            #expect(result.standardOutput.contains(text), "\(text) in\n\(result.standardOutput)")
        }
        #expect(!result.standardOutput.contains("Model"))
        let picture = try String(contentsOfFile: folder.file("confusion.svg"), encoding: .utf8)
        #expect(picture.contains("even") && picture.contains("odd"))
        let report = try json(try catalog.run(arguments + quick + ["-f", "json"]))[0]
        let algorithms = report["algorithms"]?.toldList ?? []
        #expect(algorithms.count == 3)
        for algorithm in algorithms { #expect((algorithm["accuracy"]?.toldNumber ?? 0) > 0.9) }
        #expect(try catalog.run(arguments + quick + ["-f", "csv"]).lines.count == 4)
        #expect(!FileManager.default.fileExists(atPath: folder.file("test.catalog")))
    }

    /// The song's number tells the class only where rows of one song lie on both sides.
    @Test func rowsOfAGroupOnBothSidesFlatter() throws {
        let path = try table(songs: 40)
        func accuracy(_ more: String...) throws -> Double {
            let arguments =
                [
                    "train", "classifier", "--table", path, "--label", "class", "--drop", "file", "--group",
                    "song_number", "--features", "song", "--algorithm", "nearest-neighbours", "--search",
                    "none", "-f",
                    "csv",
                ] + more
            let line = try catalog.run(arguments).lines[1].split(separator: ",")
            return Double(line[1]) ?? 0
        }
        #expect(try accuracy("--ungrouped") > 0.85)
        #expect(try accuracy() < 0.75)
    }

    @Test func aNamedTableModelTellsOtherTables() throws {
        try catalog.run("init")
        let trained = try catalog.run(
            [
                "train", "classifier", "--table", table(), "--label", "class", "--drop", "file", "--drop",
                "song_number",
                "--name", "parity",
            ] + quick)
        #expect(trained.exitCode == 0 && trained.standardOutput.contains("parity"), "\(trained)")
        var lines = ["noise,song,signal,twin"]
        for row in 0..<6 { lines.append(row < 3 ? "0,0,-0.5,-1" : "0,0,4.5,9") }
        let other = try write(lines, to: "other.csv")
        let told = try catalog.run("classify", "--table", other, "-f", "csv")
        #expect(told.exitCode == 0, "\(told)")
        #expect(
            told.lines.dropFirst().map { $0.split(separator: ",")[1] } == [
                "even", "even", "even", "odd", "odd", "odd",
            ])
        let song = try catalog.run("classify", folder.file("other.csv"))
        #expect(song.exitCode == 2 && song.standardError.contains("trained on a table"), "\(song)")
    }

    @Test func badTablesAreSentences() throws {
        let path = try table()
        let start = ["train", "classifier", "--table", path, "--label"]
        for (arguments, text) in [
            (start + ["class"], "column `file` holds `a, 0.wav`"),
            (start + ["clas"], "Did you mean `class`?"),
            (
                start + ["class", "--drop", "file", "--features", "loudness"],
                "There is no feature `loudness`"
            ),
            (start + ["class", "--drop", "file", "--between", "even,prime"], "`prime`"),
            (start + ["noise", "--drop", "file", "--drop", "class"], "none has so many"),
            (
                start + ["class", "--drop", "file", "--between", "even"], "--between names two or more"
            ),
            (start + ["class", "--drop", "file", "--robustness"], "a table has none"),
            (["features", "pca", "--table", folder.file("nowhere.csv")], "cannot be opened"),
            (
                ["features", "importance", "--table", path, "--drop", "file", "--drop", "class"],
                "says what a row is: --label COLUMN"
            ),
            (["features", "tsne", "--table", path, "--of", "artists"], "a table has rows"),
        ] {
            let result = try catalog.run(arguments)
            #expect(result.exitCode == 2 && result.standardError.contains(text), "\(arguments): \(result)")
            #expect(result.standardOutput.isEmpty)
        }
        let short = try write(["a,b,class", "1,2,x", "3,y"], to: "short.csv")
        let result = try catalog.run("features", "pca", "--table", short, "--drop", "class")
        #expect(result.standardError.contains("line 3 has 2 fields; the header names 3"), "\(result)")
        // The name of a file is said as it is, and a table is told to grow, not to be ingested.
        let few = try write(["a,class", "1,x", "2,x", "3,x", "4,y"], to: "few.csv")
        let scarce = try catalog.run("train", "classifier", "--table", "few.csv", "--label", "class")
        #expect(
            scarce.standardError.contains("two classes of 3 rows each, and only x has so many"), "\(scarce)")
        #expect(scarce.standardError.contains("take a longer table"))
        let missing = try catalog.run("train", "classifier", "--table", "few.csv", "--label", "none")
        #expect(missing.standardError.hasPrefix("catalog: few.csv has no column `none`."), "\(missing)")
        #expect(few.hasSuffix("few.csv"))
    }

    @Test func featuresAreCorrelatedAndTurned() throws {
        let table = ["--table", try table(), "--label", "class", "--drop", "file", "--drop", "song_number"]
        let pairs = try json(
            try catalog.run(
                ["features", "correlation", "-f", "json"] + table + ["--plot", folder.file("c.png")]))
        #expect(
            pairs.count == 6 && pairs[0]["feature"]?.text == "signal" && pairs[0]["other"]?.text == "twin")
        #expect((pairs[0]["correlation"]?.toldNumber ?? 0) > 0.999)
        let matrix = try catalog.run(
            ["features", "correlation", "--matrix", "--method", "spearman", "-f", "csv"] + table)
        #expect(matrix.lines.count == 5)
        #expect(matrix.lines[0].contains("signal,twin") || matrix.lines[0].contains("twin,signal"))
        let components = try json(
            try catalog.run(["features", "pca", "-f", "json"] + table + ["--plot", folder.file("p.svg")]))
        #expect(components.count == 4 && abs((components[3]["cumulative"]?.toldNumber ?? 0) - 1) < 1e-9)
        #expect((components[0]["explained"]?.toldNumber ?? 0) > 0.49)
        let loadings = try catalog.run(
            ["features", "pca", "--loadings", "--components", "2", "-f", "csv"] + table)
        #expect(loadings.lines.count == 9)
        let boxes = try json(
            try catalog.run(
                ["features", "distribution", "-f", "json", "--features", "signal"] + table
                    + ["--plot", folder.file("d.svg")]))
        #expect(boxes.map { $0["class"]?.text } == ["even", "odd"])
        #expect((boxes[1]["median"]?.toldNumber ?? 0) - (boxes[0]["median"]?.toldNumber ?? 0) > 3)
        let many = try catalog.run(
            ["features", "distribution", "-f", "csv"] + table + ["--plot", folder.file("m.svg")])
        #expect(many.lines.count == 9 && many.lines[1].hasPrefix("signal"))
        for name in ["c.png", "p.svg", "d.svg", "m.svg"] {
            #expect(try Data(contentsOf: URL(filePath: folder.file(name))).count > 500)
        }
    }

    @Test func whatMattersIsFoundAndFedBack() throws {
        let table = ["--table", try table(), "--label", "class", "--drop", "file", "--drop", "song_number"]
        let result = try catalog.run(
            [
                "features", "importance", "--repeats", "3", "--limit", "2", "-f", "csv", "--plot",
                folder.file("i.svg"),
            ]
                + table)
        #expect(
            result.exitCode == 0 && result.standardError.contains("With all of them random-forest tells"),
            "\(result)")
        #expect(Set(result.lines.dropFirst().map { $0.split(separator: ",")[0] }) == ["signal", "twin"])
        try Data(result.standardOutput.utf8).write(to: URL(filePath: folder.file("best.csv")))
        let again = try json(
            try catalog.run(
                ["train", "classifier", "--features", folder.file("best.csv"), "-f", "json"] + table + quick))
        #expect(again[0]["features"]?.toldNumber == 2)
        // Together the two are needed; alone each stands in for the other.
        let groups = try json(
            try catalog.run(
                [
                    "features", "importance", "--by", "group", "--repeats", "3", "--algorithm", "lda", "-f",
                    "json",
                ]
                    + table))
        #expect(groups.count == 4)
    }

    @Test func aMapHasAPlaceForEachRow() throws {
        let table = ["--table", try table(), "--label", "class", "--drop", "file", "--drop", "song_number"]
        let result = try catalog.run(
            ["features", "tsne", "--iterations", "500", "-f", "csv", "--plot", folder.file("map.svg")] + table
        )
        #expect(result.exitCode == 0 && result.lines.count == 97, "\(result.standardError)")
        #expect(result.standardError.contains("Trustworthiness 0.9"), "\(result.standardError)")
        let again = try catalog.run(["features", "tsne", "--iterations", "500", "-f", "csv"] + table)
        #expect(again.standardOutput == result.standardOutput)
    }
}
