/// The options that every command takes.
enum GlobalOptions {
    static let catalog = Option.optional(
        "catalog", short: "C", .file(),
        "the catalog to use; else $CATALOG, else the one in the XDG data folder")
    static let format = Option.assumed(
        "format", short: "f", .choice("FORMAT"), OutputFormat.table,
        "how results are written: a table for people, JSON Lines (one object a line), or CSV")
    static let quiet = Option.flag("quiet", short: "q", "write results only: no remarks, no progress")
    static let color = Option.assumed(
        "color", .choice("WHEN"), ColorChoice.auto,
        "colours: on a terminal unless NO_COLOR is set; always; never")
    static let help = Option.flag("help", short: "h", "say what the command does, with examples")

    static let all: [any DeclaredOption] = [catalog, format, quiet, color, help]
    static let declarations = all.map(\.declaration)
}
