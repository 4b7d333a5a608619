import Audio
import CatalogCore
import CatalogStore
import FoundationEssentials
import TestSupport
import Testing

/// Classifiers of what a catalog heard, with the real program.
@Suite struct CatalogClassifierTests {
    let folder: TemporaryFolder
    let catalog: CatalogBinary

    init() throws {
        folder = try TemporaryFolder()
        catalog = try CatalogBinary(in: folder)
        try catalog.run("init")
    }

    private func json(_ result: CatalogBinary.Result) throws -> JSONValue {
        try JSONReader.value(of: result.standardOutput)
    }

    /// Tones by one artist, noises by another; a few seconds each.
    private func sounds(_ name: String, kind: Int, number: Int) throws -> String {
        let seconds = 4.0
        let samples =
            kind == 0
            ? TestSignal.melody(
                seed: UInt64(number), seconds: seconds, sampleRateHz: 44_100, channelCount: 1)
            : TestSignal.noise(seed: UInt64(number), seconds: seconds, sampleRateHz: 44_100).map { $0 * 0.3 }
        let path = folder.file("music/" + name)
        try AudioWriter.write(samples, channelCount: 1, sampleRateHz: 44_100, format: .flac, to: path)
        return path
    }

    /// Eight tracks by each of two artists, on two albums of two years.
    private func ingest() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("music"), withIntermediateDirectories: true)
        for kind in 0..<2 {
            for number in 0..<8 {
                let path = try sounds("\(kind)-\(number).flac", kind: kind, number: number)
                try AudioTagWriter.replaceTags(
                    of: path,
                    with: [
                        AudioTag("TITLE", "Number \(kind) \(number)"),
                        AudioTag("ARTIST", kind == 0 ? "Tones" : "Noises"),
                        AudioTag("ALBUM", "Album \(number / 4)"), AudioTag("DATE", "\(1990 + number / 4)"),
                        AudioTag("GENRE", kind == 0 ? "Folk" : "Noise"),
                        AudioTag("MOOD", kind == 0 ? "calm" : "harsh"),
                    ])
            }
        }
        let result = try catalog.run("ingest", folder.file("music"))
        #expect(result.exitCode == 0, "\(result)")
    }

    @Test func artistsAreToldAlsoAtLowBitRatesAndFilesAreClassified() throws {
        try ingest()
        let quick = ["--algorithm", "lda", "--algorithm", "naive-bayes", "--search", "none"]
        let report = try json(
            try catalog.run(
                [
                    "train", "classifier", "--label", "artist", "--between", "Tones,noises", "--robustness",
                    "--robustness-tracks", "4", "-f", "json",
                ] + quick))
        #expect(report["name"]?.text == "classifier-artist" && report["is_active"]?.toldFlag == true)
        #expect(
            report["rows"]?.toldNumber == 16 || report["rows"]?.toldNumber == 14
                || report["rows"]?.toldNumber == 13)
        let rates = report["robustness"]?.toldList ?? []
        #expect(rates.map { $0["bit_rate"]?.text } == ["as it is", "128 kbps", "64 kbps"])
        for rate in rates {
            #expect(rate["tracks"]?.toldNumber == 4 && (rate["track_accuracy"]?.toldNumber ?? 0) > 0.7)
        }
        let errors = report["errors"]?.toldList ?? []
        let names = Set(errors.compactMap { $0["name"]?.text })
        #expect(names.isSuperset(of: ["1990", "1991", "Album 0"]))
        #expect(errors.allSatisfy { $0["wrong"]?.toldNumber == 0 })

        let file = try sounds("new.flac", kind: 1, number: 99)
        let told = try json(try catalog.run("classify", file, "--model", "classifier-artist", "-f", "json"))
        #expect(told["class"]?.text == "Noises" && (told["windows"]?.toldNumber ?? 0) >= 1)
        let known = try json(try catalog.run("classify", "Number 0 3", "-f", "json"))
        #expect(known["class"]?.text == "Tones")

        // Another version, its file, and the way back.
        #expect(try catalog.run(["train", "classifier", "--label", "artist"] + quick).exitCode == 0)
        #expect(try catalog.run("models", "rollback", "classifier-artist").exitCode == 0)
        let exported = folder.file("artists.model")
        #expect(try catalog.run("models", "export", "classifier-artist", exported).exitCode == 0)
        #expect(
            try catalog.run("models", "import", exported).standardOutput.contains(
                "version 3 of `classifier-artist`"))
        let card = try catalog.run("models", "show", "classifier-artist")
        #expect(card.standardOutput.contains("accuracy of groups"), "\(card)")

        for (label, name) in [("genre", "classifier-genre"), ("tag:mood", "classifier-tag-mood")] {
            let result = try catalog.run(["train", "classifier", "--label", label, "--on", "tracks"] + quick)
            #expect(result.exitCode == 0 && result.standardOutput.contains(name), "\(result)")
        }
        let several = try catalog.run("classify", file)
        #expect(several.exitCode == 2 && several.standardError.contains("classifier-genre"), "\(several)")
        let importance = try catalog.run(
            "features", "importance", "--label", "artist", "--by", "group", "--repeats", "2", "-f", "csv")
        #expect(importance.exitCode == 0 && importance.standardOutput.contains("timbre"), "\(importance)")
        let map = try catalog.run("features", "tsne", "--iterations", "60", "-f", "csv")
        #expect(map.lines.count == 17 && map.standardOutput.contains("Tones - Number 0 0"), "\(map)")
    }

    @Test func whatIsMissingIsASentenceEach() throws {
        for (arguments, text) in [
            (["train", "classifier", "--label", "artist"], "Nothing was heard yet"),
            (["train", "classifier", "--label", "colour"], "--label is artist, genre, album or tag:NAME"),
            (["train", "classifier", "--label", "artist", "--name", "critic"], "`critic` is no name"),
            (["classify", "1"], "There is no classifier yet"),
            (["features", "correlation"], "Nothing was heard yet"),
        ] {
            let result = try catalog.run(arguments)
            #expect(result.exitCode == 2 && result.standardError.contains(text), "\(arguments): \(result)")
        }
        #expect(try catalog.run("train", "classifier").exitCode == 64)
        #expect(try catalog.run("features", "tsne", "--plot", "map.gif").exitCode == 64)
    }

    /// A minute of noise between two of silence: the windows of silence do not vote.
    @Test func silenceAtTheEndDoesNotVote() throws {
        try ingest()
        let trained = try catalog.run(
            [
                "train", "classifier", "--label", "artist", "--algorithm", "lda", "--search", "none",
                "--features", "spectral_centroid_mean,spectral_flatness_mean,zero_crossing_rate_mean",
            ])
        #expect(trained.exitCode == 0, "\(trained)")
        let silence = [Float](repeating: 0, count: 22_050 * 70)
        let noise = TestSignal.noise(seed: 5, seconds: 31, sampleRateHz: 22_050).map { $0 * 0.3 }
        let path = folder.file("pause.wav")
        try AudioWriter.write(
            silence.prefix(22_050 * 5) + noise + silence, channelCount: 1, sampleRateHz: 22_050,
            format: .wav16,
            to: path)
        let told = try json(try catalog.run("classify", path, "-f", "json"))
        #expect((told["silent_windows"]?.toldNumber ?? 0) >= 2, "\(told)")
        #expect(told["class"]?.text == "Noises")
    }
}
