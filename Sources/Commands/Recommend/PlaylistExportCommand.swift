import CatalogCore
import CatalogStore
import Recommend

/// `catalog playlist export`
enum PlaylistExportCommand: Command {
    static let name = Operand.required(.text("NAME"), "the playlist")
    static let file = Operand.optional(.file(), "the file; else standard output")
    static let user = Option.required("user", short: "u", .text("NAME"), "whose it is")
    static let kind = Option.assumed(
        "as", ValueKind<PlaylistFormat>.choice("KIND"), PlaylistFormat.m3u8, "for players: m3u8 or xspf")

    static let declaration = CommandDeclaration(
        "playlist export", .recommend, "write a playlist for players", operands: [name, file],
        options: [user, kind],
        examples: [
            CommandExample("catalog playlist export evening evening.m3u8 --user mira", "For a player.")
        ])

    static func run(_ invocation: Invocation) throws -> Outcome {
        let located = try invocation.openCatalog().read { snapshot in
            let owner = try UserChooser.user(named: invocation[user], in: snapshot)
            let playlist = try MusicChooser.playlist(named: invocation[name], of: owner, in: snapshot)
            return try PlaylistFormat.located(
                try snapshot.tracks(snapshot.tracks(of: playlist.id)), in: snapshot)
        }
        let guess = invocation[file].flatMap { $0.hasSuffix(".xspf") ? PlaylistFormat.xspf : nil }
        let format = invocation.isTyped(kind) ? invocation[kind] : guess ?? invocation[kind]
        guard let path = invocation[file], path != "-" else {
            try PlaylistWriting.write(located, as: format, title: invocation[name], to: invocation.output)
            return .complete
        }
        let target = try ResultFile(path: path)
        try target.sink.write(format.text(of: located, title: invocation[name]))
        try target.finish()
        let written = format == .m3u8 ? located.count { $0.path != nil } : located.count
        var record = Record()
        record.append("file", .text(path))
        record.append("tracks", .integer(Int64(written)))
        try invocation.output.done("Wrote \(written) of \(located.count) tracks to \(path).", record)
        return written == located.count ? .complete : .incomplete
    }
}
