import Pipeline

/// `catalog train embedding`
enum TrainEmbeddingCommand: Command {
    static let declaration = CommandDeclaration(
        "train embedding", .models, "learn where tracks and artists lie",
        detail: """
            Several sizes, with and without drawing tracks of one album together, are trained on what was heard; the best \
            on held-out artists is kept, and takes the place of the model in use if it is at least as good on tracks that \
            neither learnt from. Ctrl-C keeps the best so far.
            """,
        options: TrainingCommands.common,
        examples: [
            CommandExample("catalog train embedding", "Trains, and says whether the new model is in use.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        try TrainingCommands.run(invocation) { try EmbeddingTraining($0, settings: $1).train() }
    }
}
