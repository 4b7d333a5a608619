import CatalogCore
import CatalogStore

/// `catalog import`
enum ImportCommand: Command {
    static let file = Operand.required(.file(), "a file of `catalog export`, or - for standard input")

    static let declaration = CommandDeclaration(
        "import", .catalog, "take in all that people made, from a file",
        detail: """
            Reads what `catalog export` wrote. What is there already is not doubled, so a file may be taken in again; of \
            two versions of a playlist the later stays. The last line always adds up: lines = added + repeated + rejected.
            """,
        operands: [file],
        examples: [CommandExample("catalog import people.jsonl", "Users, what they did, their playlists.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let lines = LineSequence(reader: try LineReader(path: invocation[file]))
        let counts = try invocation.withJob { job in
            let counts = try catalog.importPersonal(lines: lines, at: invocation.now, monitor: job.monitor)
            for odd in counts.oddLines { try job.warning("line \(odd.number): \(odd.reason)") }
            if job.isCancelled { try job.warning("stopped before the end; import the file again to go on") }
            return counts
        }
        if let problem = lines.problem { throw problem }
        if counts.odd > counts.oddLines.count {
            try invocation.output.warning("\(counts.odd - counts.oddLines.count) more lines were rejected")
        }
        var record = Record()
        record.append("lines", .integer(Int64(counts.lines)))
        record.append("added", .integer(Int64(counts.added)))
        record.append("repeated", .integer(Int64(counts.repeated)))
        record.append("rejected", .integer(Int64(counts.odd)))
        let texts = [counts.lines, counts.added, counts.repeated, counts.odd].map {
            NumberText.grouped(Int64($0))
        }
        try invocation.output.done(
            "\(texts[0]) lines = \(texts[1]) added + \(texts[2]) repeated + \(texts[3]) rejected", record)
        return counts.odd > 0 || counts.lines == 0 || Interruption.isRequested ? .incomplete : .complete
    }
}
