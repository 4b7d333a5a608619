/// Every command of the program, in the order of the overview. One line each.
enum Registry {
    static let commands: [any Command.Type] = [
        VersionCommand.self,
        HelpCommand.self,
        CompletionsCommand.self,
        ManualCommand.self,
    ]

    static let tree = CommandTree(commands: commands)
}
