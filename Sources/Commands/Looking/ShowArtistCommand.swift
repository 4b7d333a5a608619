import CatalogStore

/// `catalog show artist`
enum ShowArtistCommand: Command {
    static let name = Operand.required(.text("ARTIST"), "the number or the name")

    static let declaration = CommandDeclaration(
        "show artist", .browse, "show what is known of an artist",
        operands: [name],
        examples: [CommandExample("catalog show artist björk", "Albums and tracks of the artist.")])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let record = try invocation.openCatalog().read { snapshot in
            try MusicRecord.artist(MusicChooser.artist(invocation[name], in: snapshot), in: snapshot)
        }
        try invocation.output.record(record)
        return .complete
    }
}
