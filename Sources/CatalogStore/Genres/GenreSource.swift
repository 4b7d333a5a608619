/// Who says that a track is of a genre; what one says never overwrites another.
package enum GenreSource: String, Sendable, Codable, CaseIterable {
    case tag, `import`, predicted, person
}
