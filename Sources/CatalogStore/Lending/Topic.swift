/// What a change is about. `CatalogReading.revision(of:)` counts the transactions that touched it.
package enum Topic: String, Sendable, CaseIterable {
    case track, file, feature, model, event, user, playlist, genre
}
