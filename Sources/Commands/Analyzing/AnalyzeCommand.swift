import Audio
import CatalogCore
import Insight

/// `catalog analyze`
enum AnalyzeCommand: Command {
    static let files = Operand.repeated(.file(), "audio files")
    static let frames = Option.optional(
        "frames", FramesDestination.kind,
        "also every frame: into the JSON, as CSV instead of the rest, or as CSV into a file")
    static let plot = Option.optional(
        "plot", .file("FILE.png|FILE.svg"),
        "draw waveform, mel spectrogram, chroma and onsets with beats (one audio file)")

    static let declaration = CommandDeclaration(
        "analyze", .library, "hear audio files and print what is in them",
        detail: """
            Tags, format, loudness, tempo, key, chords, rhythm and more of each file, with a small drawing; needs no \
            catalog and changes nothing. With --format json every number of the feature vectors by name, which \
            docs/features describes. A file that cannot be heard is named with the reason, and the others go on: exit \
            code 1 where some could not be heard, 2 where none could. M4A, AAC, WMA and the like need the program \
            ffmpeg.
            """,
        operands: [files], options: [frames, plot],
        examples: [
            CommandExample("catalog analyze song.mp3", "Prints what is heard."),
            CommandExample("catalog analyze song.flac --format json", "Everything, for programs."),
            CommandExample(
                "catalog analyze song.flac --frames frames.csv", "Writes every frame feature as well."),
            CommandExample("catalog analyze song.ogg --plot song.png", "Draws a picture as well."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let paths = invocation[files]
        let picture = try pictureFile(invocation)
        let framesFile = try framesFile(invocation)
        var table = (framesFile?.sink ?? framesOnOutput(invocation)).map { FramesTable(sink: $0) }
        var heardCount = 0
        let isCancelled = try invocation.withJob { job in
            for (index, path) in paths.enumerated() {
                if job.isCancelled { return true }
                if paths.count > 1 {
                    job.monitor.report(
                        Progress(activity: "analysing", completed: Double(index), total: Double(paths.count)))
                }
                do {
                    let track = try AnalyzedTrack(
                        path: path, temporaryFolder: invocation.environment["TMPDIR"] ?? "/tmp")
                    job.end()
                    try write(track, isFirst: heardCount == 0, to: invocation)
                    try table?.append(track)
                    if let picture {
                        try picture.write(AnalysisPicture(track: track).picture.drawn())
                    }
                    heardCount += 1
                } catch let error as AudioError {
                    guard paths.count > 1 else { throw error }
                    try job.warning("\(error)")
                }
            }
            return false
        }
        guard heardCount > 0 || isCancelled else {
            throw CommandError("None of the \(paths.count) files could be analysed.")
        }
        try framesFile?.finish()
        return heardCount == paths.count ? .complete : .incomplete
    }

    private static func write(_ track: AnalyzedTrack, isFirst: Bool, to invocation: Invocation) throws {
        let output = invocation.output
        if invocation[frames] == .csv { return }
        if invocation[frames] == .json || output.format == .json {
            return try output.line(
                AnalysisJSON(track: track, includesFrames: invocation[frames] == .json).value)
        }
        if output.format == .csv { return try writeRow(track, isFirst: isFirst, to: output) }
        if !isFirst { try output.text("\n") }
        try output.record(AnalysisRecord(track: track).forPeople)
        let drawing = AnalysisDrawing(track: track, width: output.terminal.width ?? 80)
        for line in drawing.lines(usesColor: output.terminal.usesColor) { try output.text(line + "\n") }
        if case .partial(_, let reason) = track.heard.completeness {
            try output.remark(
                "\(track.path): only \(track.heard.completeness.percent) % was heard: \(reason)")
        }
    }

    private static func writeRow(_ track: AnalyzedTrack, isFirst: Bool, to output: Output) throws {
        let cells = AnalysisRecord(track: track).forPrograms.fields.compactMap { field -> (String, Cell)? in
            guard case .cell(let cell) = field.value else { return nil }
            return (field.name, cell)
        }
        if isFirst { try output.csvHeader(cells.map(\.0)) }
        try output.csvLine(cells.map(\.1))
    }

    private static func framesFile(_ invocation: Invocation) throws -> ResultFile? {
        guard case .file(let path) = invocation[frames] else { return nil }
        return try ResultFile(path: path)
    }

    private static func framesOnOutput(_ invocation: Invocation) -> TextSink? {
        invocation[frames] == .csv ? invocation.output.results : nil
    }

    private static func pictureFile(_ invocation: Invocation) throws -> PictureFile? {
        guard let path = invocation[plot] else { return nil }
        let picture = try PictureFile(path: path, command: declaration.path)
        guard invocation[files].count == 1 else {
            throw UsageError(problem: "--plot draws one audio file at a time.", path: ["analyze"])
        }
        return picture
    }
}
