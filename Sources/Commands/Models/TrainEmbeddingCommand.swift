import Pipeline

/// `catalog train embedding`
enum TrainEmbeddingCommand: Command {
    static let inputs = Option.optional(
        "inputs", .choice("INPUTS") as ValueKind<EmbeddingInputs>,
        "what it goes by: features that were heard, or imported descriptors; else what there is enough of")

    static let declaration = CommandDeclaration(
        "train embedding", .models, "learn where tracks and artists lie",
        detail: """
            Several sizes, with and without drawing tracks of one album together, are trained on what was heard; the best \
            on held-out artists is kept, and takes the place of the model in use if it is at least as good on tracks that \
            neither learnt from. A catalog of imported tables alone is placed by their nine descriptors. Ctrl-C keeps the best so far.
            """,
        options: TrainingCommands.common + [inputs],
        examples: [
            CommandExample("catalog train embedding", "Trains, and says whether the new model is in use."),
            CommandExample(
                "catalog train embedding --inputs descriptors",
                "Goes by energy, tempo and the rest of imported tables."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        try TrainingCommands.run(invocation) { catalog, settings in
            try EmbeddingTraining(catalog, settings: settings, inputs: invocation[inputs]).train()
        }
    }
}
