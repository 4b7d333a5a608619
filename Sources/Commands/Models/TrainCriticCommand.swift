import Pipeline

/// `catalog train critic`
enum TrainCriticCommand: Command {
    static let target = Option.assumed(
        "from", .choice("TARGET") as ValueKind<CriticTarget>, .both,
        "what is learnt: popularity of linked tracks, people's ratings, or both")
    static let inputs = Option.optional(
        "inputs", .choice("INPUTS") as ValueKind<CriticTraining.Inputs>,
        "what it goes by: features that were heard, or imported descriptors; else what there is enough of")

    static let declaration = CommandDeclaration(
        "train critic", .models, "learn to rate tracks",
        detail: """
            Cross-validated by artist, and compared with always saying the mean, a linear model and boosted trees. All tracks are \
            rated by the new critic if it is at least as good as the one in use. `catalog rate` says why.
            """,
        options: TrainingCommands.common + [target, inputs],
        examples: [
            CommandExample("catalog train critic", "Learns from people's ratings, else from popularity."),
            CommandExample("catalog train critic --from ratings", "Learns from people's ratings alone."),
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        try TrainingCommands.run(invocation) { catalog, settings in
            try CriticTraining(
                catalog, settings: settings, target: invocation[target], inputs: invocation[inputs]
            ).train()
        }
    }
}
