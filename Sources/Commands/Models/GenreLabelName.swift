/// Where `catalog train genre` takes its labels from.
enum GenreLabelName: String, CaseIterable, Sendable {
    case tags, `import`, folders
}
