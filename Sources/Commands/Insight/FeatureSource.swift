import CatalogCore
import CatalogStore
import Learning
import Pipeline

/// Where `catalog features` takes its rows from: the catalog, or a table in a file.
struct FeatureSource {
    static let table = Option.optional("table", .file(), "a CSV file with a header instead of the catalog")
    static let label = Option.optional(
        "label", .text("LABEL"),
        "what rows are: artist, genre, album or tag:NAME, else a column of the table; genre for a catalog")
    static let group = Option.optional(
        "group", .text("COLUMN"),
        "rows that belong together: track, album or artist, else a column of the table")
    static let drop = Option.repeated(
        "drop", .text("COLUMN"), "a column of the table to leave out; may be repeated")
    static let unit = Option.assumed(
        "on", .choice("ROWS") as ValueKind<CatalogFeatures.Unit>, .tracks,
        "a row is a whole track or a window of 30 seconds of it")
    static let between = Option.repeated(
        "between", .text("NAME,NAME"), "only these classes: \"Rush,Metallica\"; may be repeated")

    static let options: [any DeclaredOption] = [
        table, label, group, drop, unit, between, FeatureNames.option,
    ]

    let features: FeatureTable
    /// The classes that are looked at; empty where rows have no labels.
    let classNames: [String]

    /// - Parameter needsLabels: throws a sentence where there are none.
    init(_ invocation: Invocation, needsLabels: Bool) throws {
        if needsLabels, invocation[Self.table] != nil, invocation[Self.label] == nil {
            throw CommandError("Name the column of the table that says what a row is: --label COLUMN.")
        }
        let all = try Self.read(invocation)
        features = try invocation[FeatureNames.option].map { try all.selecting(FeatureNames.read($0)) } ?? all
        let what = invocation[Self.label] ?? "genre"
        if needsLabels || !invocation[Self.between].isEmpty {
            classNames = try ClassChooser(
                invocation[Self.between], among: features, what: what, unit: Self.unit(invocation)
            ).classNames
        } else {
            classNames = Set(features.rows.compactMap(\.label)).sorted()
        }
    }

    /// What classes are counted in.
    static func unit(_ invocation: Invocation) -> ClassChooser.Unit {
        invocation[table] == nil ? .tracks : invocation[group] == nil ? .rows : .groups
    }

    private static func read(_ invocation: Invocation) throws -> FeatureTable {
        if let path = invocation[table] {
            return try TableFile.read(
                path, label: invocation[label], group: invocation[group], dropped: invocation[drop])
        }
        guard invocation[drop].isEmpty else {
            throw CommandError("--drop leaves out columns of a --table; name features by --features.")
        }
        let (label, grouping) = try catalogChoices(invocation)
        return try invocation.openCatalog().read {
            try CatalogFeatures(invocation[unit], label: label, grouping: grouping, in: $0).table
        }
    }

    /// What the label and the group mean for a catalog.
    static func catalogChoices(
        _ invocation: Invocation
    ) throws -> (ClassifierLabel, CatalogFeatures.Grouping) {
        let word = invocation[label] ?? "genre"
        guard let chosen = ClassifierLabel(word) else {
            throw CommandError(
                "--label is artist, genre, album or tag:NAME for a catalog, not `\(word)`; a column is one of a --table."
            )
        }
        let group = invocation[group] ?? CatalogFeatures.Grouping.track.rawValue
        guard let grouping = CatalogFeatures.Grouping(rawValue: group) else {
            throw CommandError("--group is track, album or artist for a catalog, not `\(group)`.")
        }
        return (chosen, grouping)
    }
}
