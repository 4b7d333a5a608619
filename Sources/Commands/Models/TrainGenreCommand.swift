import Pipeline

/// `catalog train genre`
enum TrainGenreCommand: Command {
    static let labels = Option.assumed(
        "labels", .choice("SOURCE") as ValueKind<GenreLabelName>, .tags,
        "who says what a track is: its tags, imported tables, or the folder that it lies in")
    static let folder = Option.optional(
        "folder", .folder(), "with --labels folders: only tracks below this; a genre is a folder in it")
    static let patches = Option.assumed(
        "patches", .integer("COUNT", in: 1...60), 12, "spans of 3 seconds that are heard of a track")

    static let declaration = CommandDeclaration(
        "train genre", .models, "learn to tell genres from the sound",
        detail: """
            Tracks are heard again, and the three most likely genres of every track are stored with their probabilities if \
            the new model is at least as good as the one in use. Ctrl-C while it learns keeps the best so far.
            """,
        options: TrainingCommands.common + [labels, folder, patches, TrainingCommands.precision],
        examples: [
            CommandExample("catalog train genre", "Learns from the tags of the library."),
            CommandExample(
                "catalog train genre --labels folders --folder ~/genres",
                "Learns from folders like ~/genres/jazz and ~/genres/rock."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let source = try labels(invocation)
        return try TrainingCommands.run(invocation, settings: TrainingCommands.patchSettings) {
            catalog, settings in
            try GenreTraining(catalog, settings: settings, labels: source, options: options(invocation))
                .train()
        }
    }

    static func options(_ invocation: Invocation) -> PatchOptions {
        PatchOptions(
            patchesPerTrackMax: invocation[patches], workerCount: invocation[TrainingCommands.threads])
    }

    private static func labels(_ invocation: Invocation) throws -> GenreLabelSource {
        if invocation[folder] != nil && invocation[labels] != .folders {
            throw CommandError("--folder belongs to --labels folders: add that, or leave --folder out.")
        }
        switch invocation[labels] {
        case .tags: return .tags
        case .import: return .imports
        case .folders: return .folders(below: invocation[folder].map { FileOnDisk.absolute($0) })
        }
    }
}
