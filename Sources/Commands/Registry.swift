/// Every command of the program, in the order of the overview. One line each.
enum Registry {
    static let commands: [any Command.Type] = [
        InitCommand.self,
        CheckCommand.self,
        BackupCommand.self,
        RestoreCommand.self,
        ExportCommand.self,
        ImportCommand.self,
        AnalyzeCommand.self,
        SearchCommand.self,
        ShowCommand.self,
        ShowTrackCommand.self,
        ShowArtistCommand.self,
        ShowAlbumCommand.self,
        GenresCommand.self,
        UserAddCommand.self,
        UserListCommand.self,
        UserRemoveCommand.self,
        TokenCreateCommand.self,
        TokenListCommand.self,
        TokenRevokeCommand.self,
        FeedbackAddCommand.self,
        FeedbackListCommand.self,
        FeedbackUndoCommand.self,
        FeedbackImportCommand.self,
        FeedbackExportCommand.self,
        VersionCommand.self,
        HelpCommand.self,
        CompletionsCommand.self,
        ManualCommand.self,
    ]

    static let tree = CommandTree(commands: commands)
}
