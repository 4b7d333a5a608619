import Pipeline

/// `catalog train mood`
enum TrainMoodCommand: Command {
    static let declaration = CommandDeclaration(
        "train mood", .models, "learn to tell energy, danceability and valence from the sound",
        detail: """
            Learns from heard tracks that are linked to imported tables. One network for all three and one for each are \
            trained, and what errs less is kept. Every prediction has an error bar.
            """,
        options: TrainingCommands.common + [TrainGenreCommand.patches, TrainingCommands.precision],
        examples: [CommandExample("catalog train mood", "Learns, then tells the moods of all tracks.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        try TrainingCommands.run(invocation, settings: TrainingCommands.patchSettings) { catalog, settings in
            try MoodTraining(catalog, settings: settings, options: TrainGenreCommand.options(invocation))
                .train()
        }
    }
}
