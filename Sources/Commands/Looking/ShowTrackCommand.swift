import CatalogStore

/// `catalog show track`
enum ShowTrackCommand: Command {
    static let name = Operand.required(.text("TRACK"), "its number, its title, or `Artist - Title`")

    static let declaration = CommandDeclaration(
        "show track", .browse, "show what is known of a track",
        operands: [name],
        examples: [
            CommandExample("catalog show track 'Björk - Jóga'", "Tags, genres, sound and files of the track.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let record = try invocation.openCatalog().read { snapshot in
            try MusicRecord.track(MusicChooser.track(invocation[name], in: snapshot), in: snapshot)
        }
        try invocation.output.record(record)
        return .complete
    }
}
