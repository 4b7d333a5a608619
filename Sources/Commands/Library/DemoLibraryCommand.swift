import CatalogCore
import Pipeline

/// `catalog demo-library`
enum DemoLibraryCommand: Command {
    static let folder = Operand.required(.folder(), "where to write it; made where it is not")
    static let seed = Option.assumed(
        "seed", .integer("NUMBER", in: 0...Int.max), 1, "another seed, another library")
    static let tracks = Option.assumed(
        "tracks", .integer("COUNT", in: 1...DemoLibrary.trackCount), DemoLibrary.trackCount, "so many tracks")

    static let declaration = CommandDeclaration(
        "demo-library", .library, "compose a small library to try things on",
        detail: """
            Composes and records simple music of made-up acts in several styles, with tags, lyrics, the true tempo, key \
            and chords (ground-truth.json), and what forty listeners did with it (listens.jsonl). The same seed gives \
            the same bytes.
            """,
        operands: [folder], options: [seed, tracks],
        examples: [
            CommandExample("catalog demo-library demo", "Writes sixty tracks into the folder demo."),
            CommandExample(
                "catalog import listens demo/listens.jsonl",
                "Brings in the forty listeners, after `catalog ingest demo`."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let report = try invocation.withJob { job in
            try DemoLibrary.write(
                to: invocation[folder], seed: UInt64(invocation[seed]), trackCount: invocation[tracks],
                monitor: job.monitor)
        }
        var record = Record()
        record.append("folder", .text(invocation[folder]))
        record.append("seed", .id(Int64(invocation[seed])))
        record.append("tracks", .integer(Int64(report.trackCount)))
        record.append("audio_seconds", .number(report.audioSeconds, decimals: 1))
        record.append("listens", .integer(Int64(report.listenCount)))
        try invocation.output.done(
            "Wrote \(report.trackCount) tracks (\(NumberText.duration(seconds: report.audioSeconds))) and "
                + "\(NumberText.grouped(Int64(report.listenCount))) listens to \(invocation[folder]).", record
        )
        return report.isCancelled ? .incomplete : .complete
    }
}
