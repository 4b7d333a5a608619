import CatalogStore

/// `catalog show album`
enum ShowAlbumCommand: Command {
    static let name = Operand.required(.text("ALBUM"), "its number, its title, or `Artist - Title`")

    static let declaration = CommandDeclaration(
        "show album", .browse, "show what is known of an album",
        operands: [name],
        examples: [CommandExample("catalog show album homogenic", "The tracks in order.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let record = try invocation.openCatalog().read { snapshot in
            try MusicRecord.album(MusicChooser.album(invocation[name], in: snapshot), in: snapshot)
        }
        try invocation.output.record(record)
        return .complete
    }
}
