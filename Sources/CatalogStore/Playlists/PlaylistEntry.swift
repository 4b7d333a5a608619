import CatalogCore

/// A place in a playlist: a track, or the words for one that is not here.
package enum PlaylistEntry: Sendable, Equatable {
    case track(TrackID)
    case reference(TrackReference)
}
