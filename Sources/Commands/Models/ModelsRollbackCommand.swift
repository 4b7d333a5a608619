import Pipeline

/// `catalog models rollback`
enum ModelsRollbackCommand: Command {
    static let name = Operand.required(
        .text("NAME"), "`critic`, or whatever `catalog models list` names")

    static let declaration = CommandDeclaration(
        "models rollback", .models, "go back to the model that was in use before",
        operands: [name],
        examples: [
            CommandExample("catalog models rollback critic", "Uses the critic before the present one.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let catalog = try invocation.openCatalog()
        let settings = TrainingSettings(now: { invocation.now })
        let former = try ModelUpkeep(catalog, settings: settings).former(of: invocation[name])
        try ModelsPromoteCommand.promote(former, catalog, invocation)
        return .complete
    }
}
